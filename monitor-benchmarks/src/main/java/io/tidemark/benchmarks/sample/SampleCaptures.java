package io.tidemark.benchmarks.sample;

import io.tidemark.core.capture.CaptureParser;
import io.tidemark.core.capture.CapturedRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Captured records of about 530 bytes: one row of 20 numeric features and one prediction, both as CSV. Payloads come
 * from a pool, because making numbers costs more than reading them; ids and times are every record's own.
 */
public final class SampleCaptures {
    /** Features of a row. */
    public static final int FEATURES = 20;

    private static final int POOL = 4_096;
    private static final String HEAD = "{\"captureData\":{\"endpointInput\":{\"observedContentType\":"
            + "\"text/csv; charset=utf-8\",\"mode\":\"INPUT\",\"data\":\"";
    private static final String MIDDLE = "\",\"encoding\":\"CSV\"},\"endpointOutput\":{\"observedContentType\":"
            + "\"text/csv; charset=utf-8\",\"mode\":\"OUTPUT\",\"data\":\"0.5\",\"encoding\":\"CSV\"}},"
            + "\"eventMetadata\":{\"eventId\":\"";
    private static final String TIME = "\",\"inferenceTime\":\"";
    private static final String TAIL = "\"},\"eventVersion\":\"0\"}";

    private final List<String> payloads;

    /**
     * @param shift of the values from the baseline, in units of the column's spread
     * @param seed of the values
     */
    public SampleCaptures(double shift, long seed) {
        this(new SampleTable(FEATURES, shift, seed).rows(POOL));
    }

    private SampleCaptures(List<String> payloads) {
        this.payloads = List.copyOf(payloads);
    }

    /** Returns captures of 20 categorical features, all values known to {@link SampleTable#categoricalBaseline}. */
    public static SampleCaptures categorical() {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < POOL; row++) {
            List<String> fields = new ArrayList<>();
            for (int column = 0; column < FEATURES; column++) {
                fields.add(SampleTable.category((row * 7 + column * 11) % SampleTable.CATEGORIES));
            }
            rows.add(String.join(",", fields));
        }
        return new SampleCaptures(rows);
    }

    /** Returns the join id of a record by its number: 36 characters, as long as a UUID. */
    public static String id(long number) {
        return "%036d".formatted(number);
    }

    /** Returns the record of this number at an event time; equal arguments give equal bytes. */
    public byte[] record(long number, long timeMs) {
        String payload = payloads.get((int) (number % POOL));
        return (HEAD + payload + MIDDLE + id(number) + TIME + Instant.ofEpochMilli(timeMs) + TAIL)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Returns records with these numbers, from 0, one second apart. */
    public byte[][] records(int count) {
        byte[][] records = new byte[count][];
        for (int i = 0; i < count; i++) {
            records[i] = record(i, 1_700_000_000_000L + i * 1_000L);
        }
        return records;
    }

    /** Returns these records parsed, each into an object of its own. */
    public CapturedRecord[] parsed(int count) {
        CaptureParser parser = new CaptureParser();
        CapturedRecord[] parsed = new CapturedRecord[count];
        byte[][] records = records(count);
        for (int i = 0; i < count; i++) {
            parsed[i] = new CapturedRecord();
            if (!parser.parse(records[i], 0, records[i].length, parsed[i])) {
                throw new AssertionError(parsed[i].detail());
            }
        }
        return parsed;
    }
}
