package io.tidemark.core.capture;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Writes the time into a record of a merged batch file, which names none: its {@code eventMetadata} gets an
 * {@code inferenceTime}. The bytes that result are the record for whoever reads it afterwards, so that an audit of the
 * file and a live run of what was sent from it see the same.
 */
public final class BatchTime {
    private static final String METADATA = "eventMetadata";
    private static final String DATA = "captureData";
    private static final String TIME = "inferenceTime";

    private final byte[] bytes;
    private final int from;
    private final int to;
    private int depth;
    private String section = "";
    private int metadataAt = -1;
    private int nullAt = -1;
    private boolean isBatch;
    private boolean isOther;

    private BatchTime(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    /**
     * Returns the record with a time, or nothing if it is no record of a batch, or names a time of its own.
     *
     * @param bytes holds one record that {@link CaptureParser} read and refused for its time; not changed
     * @param from where the record begins
     * @param to one past its last byte
     * @param timeMs milliseconds since 1970-01-01T00:00:00Z, positive; written to the second
     */
    public static Optional<byte[]> add(byte[] bytes, int from, int to, long timeMs) {
        BatchTime walk = new BatchTime(bytes, from, to);
        walk.walk();
        boolean isWanted = walk.isBatch && !walk.isOther && walk.metadataAt >= 0 && walk.depth == 0;
        return isWanted
                ? Optional.of(walk.with(Instant.ofEpochSecond(Math.floorDiv(timeMs, 1_000L))))
                : Optional.empty();
    }

    private void walk() {
        int at = from;
        while (at < to) {
            switch (bytes[at]) {
                case '"' -> at = readText(at);
                case '{', '[' -> open(at);
                case '}', ']' -> depth--;
                default -> {
                    // Numbers, literals, commas and white space say nothing here.
                }
            }
            at++;
        }
    }

    private void open(int at) {
        depth++;
        if (depth == 2 && section.equals(METADATA)) {
            metadataAt = at + 1;
        }
    }

    /** Takes note of a key; returns where the closing quote is. */
    private int readText(int begin) {
        int end = begin + 1;
        while (end < to && bytes[end] != '"') {
            end += bytes[end] == '\\' ? 2 : 1;
        }
        int colon = afterSpace(end + 1);
        if (depth <= 2 && colon < to && bytes[colon] == ':') {
            String key = new String(bytes, begin + 1, end - begin - 1, StandardCharsets.UTF_8);
            if (depth == 1) {
                section = key;
            } else {
                noteMember(key, afterSpace(colon + 1));
            }
        }
        return end;
    }

    private void noteMember(String key, int valueAt) {
        if (section.equals(DATA)) {
            isBatch |= key.equals("batchTransformOutput");
            isOther |= key.equals("endpointInput") || key.equals("endpointOutput");
        } else if (section.equals(METADATA) && key.equals(TIME)) {
            boolean isNull = valueAt < to && bytes[valueAt] == 'n';
            nullAt = isNull ? valueAt : nullAt;
            isOther |= !isNull;
        }
    }

    private int afterSpace(int at) {
        int next = at;
        while (next < to && (bytes[next] == ' ' || bytes[next] == '\t' || bytes[next] == '\r' || bytes[next] == '\n')) {
            next++;
        }
        return next;
    }

    private byte[] with(Instant time) {
        boolean isNull = nullAt >= 0;
        int at = isNull ? nullAt : metadataAt;
        String text = isNull ? '"' + time.toString() + '"' : "\"" + TIME + "\":\"" + time + "\",";
        byte[] added = text.getBytes(StandardCharsets.US_ASCII);
        int following = isNull ? at + "null".length() : at;
        byte[] result = Arrays.copyOf(Arrays.copyOfRange(bytes, from, at), at - from + added.length + to - following);
        System.arraycopy(added, 0, result, at - from, added.length);
        System.arraycopy(bytes, following, result, at - from + added.length, to - following);
        return result;
    }
}
