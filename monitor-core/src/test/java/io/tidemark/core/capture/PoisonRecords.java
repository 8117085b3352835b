package io.tidemark.core.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Records that must not be counted, of more than 40 kinds, each with the reason it must be refused for by the default
 * form. Every kind is salted, so that a stream of them never holds the same bytes twice.
 */
public final class PoisonRecords {
    private static final String TIME = "\"inferenceTime\":\"2026-03-04T05:06:07Z\"";

    private final Random random;
    private final List<Poison> round = new ArrayList<>();

    /** One bad record. */
    public static final class Poison {
        private final String kind;
        private final Rejection reason;
        private final byte[] value;

        private Poison(String kind, Rejection reason, byte[] value) {
            this.kind = kind;
            this.reason = reason;
            this.value = value;
        }

        /** What is bad about it. */
        public String kind() {
            return kind;
        }

        /** Why it must be refused. */
        public Rejection reason() {
            return reason;
        }

        /** Its bytes; not to be changed. */
        public byte[] value() {
            return value;
        }
    }

    /** Records whose salt depends on a seed alone. */
    public PoisonRecords(long seed) {
        this.random = new Random(seed);
    }

    /** One record of every kind. */
    public List<Poison> everyKind() {
        round.clear();
        addBrokenText();
        addBrokenJson();
        addExcess();
        addWrongShapes();
        addMissingParts();
        addBrokenPayloads();
        return List.copyOf(round);
    }

    /** As many records as asked for, kind after kind. */
    public List<Poison> take(int count) {
        List<Poison> records = new ArrayList<>(count);
        while (records.size() < count) {
            List<Poison> kinds = everyKind();
            records.addAll(kinds.subList(0, Math.min(kinds.size(), count - records.size())));
        }
        return records;
    }

    private void addBrokenText() {
        malformed("empty", "");
        malformed("blank", " \t ".repeat(1 + random.nextInt(9)));
        malformed("log line", "2026-03-04 05:06:07 INFO served request " + salt());
        malformed("XML", "<capture id=\"" + salt() + "\"/>");
        malformed("CSV", "41,0,12.5," + salt());
        byte[] noise = new byte[64 + random.nextInt(400)];
        random.nextBytes(noise);
        noise[0] = (byte) 0xFE;
        add("random bytes", Rejection.MALFORMED, noise);
        byte[] foreign = noise.clone();
        foreign[0] = (byte) 0xC3;
        foreign[1] = 1;
        add("Avro of an unknown schema", Rejection.MALFORMED, foreign);
        add("UTF-16", Rejection.MALFORMED, good().getBytes(StandardCharsets.UTF_16BE));
        add("gzip", Rejection.MALFORMED, gzip(good()));
        byte[] zeros = new byte[32 + random.nextInt(64)];
        add("zeros", Rejection.MALFORMED, zeros);
    }

    private void addBrokenJson() {
        String good = good();
        malformed("cut off", good.substring(0, 20 + random.nextInt(good.length() - 21)));
        malformed("two records in one", good + good());
        malformed("text behind the record", good + " x" + salt());
        malformed("trailing comma", good.substring(0, good.length() - 1) + ",}");
        malformed("single quotes", good.replace('"', '\''));
        malformed("raw line feed in a text", good.replace("e-", "e\n-"));
        malformed("unknown escape", good.replace("e-", "e\\x-"));
        malformed("half an escape", good.replace("e-", "e\\u12-"));
        malformed(
                "duplicate key",
                good.replace("\"eventVersion\":\"0\"", "\"eventVersion\":\"0\",\"eventVersion\":\"0\""));
        malformed("duplicate key, spelled twice", record(csv("1,2"), "\"z\":1,\"\\u007a\":2," + event()));
        malformed("number with a leading zero", record(csv("1"), "\"z\":01," + event()));
        malformed("NaN outside a payload", record(csv("1"), "\"z\":NaN," + event()));
    }

    private void addExcess() {
        malformed("nested too deep", record(csv("1"), "\"z\":" + "[".repeat(100_000) + "," + event()));
        malformed("nested too deep in a payload", record(json("[".repeat(50_000)), event()));
        malformed("number of a million digits", record(csv("1"), "\"z\":" + "7".repeat(1_000_000) + "," + event()));
        malformed("long name", record(csv("1"), "\"" + "n".repeat(300) + "\":1," + event()));
        malformed("long text", record(csv("1"), "\"eventId\":\"" + "e".repeat(70_000) + "\"," + TIME));
        malformed("many keys", record(csv("1"), manyKeys() + event()));
        malformed("many fields", record(csv(",".repeat(10_000) + salt()), event()));
        malformed("long field", record(csv("f".repeat(70_000)), event()));
        byte[] large = Arrays.copyOf(good().getBytes(StandardCharsets.UTF_8), (1 << 20) + 1 + random.nextInt(100));
        Arrays.fill(large, large.length - 100, large.length, (byte) ' ');
        add("too large", Rejection.OVERSIZE, large);
    }

    private void addWrongShapes() {
        malformed("an array", "[" + good() + "]");
        malformed("a number", Long.toString(random.nextLong() & Long.MAX_VALUE));
        malformed("captureData is a text", "{\"captureData\":\"" + salt() + "\",\"eventMetadata\":{" + event() + "}}");
        malformed("a side is an array", record("[1,2]", event()));
        malformed("data is a number", record("{\"encoding\":\"CSV\",\"data\":7}", event()));
        malformed("data is an object", record("{\"encoding\":\"JSON\",\"data\":{\"a\":1}}", event()));
        malformed("the id is a number", record(csv("1"), "\"eventId\":95," + TIME));
        malformed("the time is a number", record(csv("1"), "\"eventId\":\"e\",\"inferenceTime\":1772600767"));
    }

    private void addMissingParts() {
        add("no key", Rejection.NO_KEY, record(csv("1," + salt()), TIME));
        add("empty keys", Rejection.NO_KEY, record(csv(salt()), "\"eventId\":\"\",\"inferenceId\":\"\"," + TIME));
        add("an object without anything", Rejection.NO_KEY, "{\"z\":\"" + salt() + "\"}");
        add("no time", Rejection.BAD_TIME, record(csv("1"), "\"eventId\":\"e-" + salt() + "\""));
        add("a placeholder for the time", Rejection.BAD_TIME, timed("{%s}"));
        add("a time before 1970", Rejection.BAD_TIME, timed("1969-12-31T23:59:59Z"));
        add("a day that is none", Rejection.BAD_TIME, timed("2026-02-30T00:00:00Z"));
        add("no input", Rejection.NO_INPUT, "{\"captureData\":{},\"eventMetadata\":{" + event() + "}}");
        add("no data", Rejection.EMPTY_PAYLOAD, record("{\"encoding\":\"CSV\"}", event()));
        add("empty data", Rejection.EMPTY_PAYLOAD, record(csv(""), event()));
        add("no row", Rejection.EMPTY_PAYLOAD, record(json("[]"), event()));
    }

    private void addBrokenPayloads() {
        add("no encoding", Rejection.UNSUPPORTED_ENCODING, record("{\"data\":\"1\"}", event()));
        add(
                "another encoding",
                Rejection.UNSUPPORTED_ENCODING,
                record("{\"data\":\"1\",\"encoding\":\"XML\"}", event()));
        add("an image in Base64", Rejection.UNSUPPORTED_ENCODING, record(base64("image/png", "iVBORw0KGgo="), event()));
        malformed("broken Base64", record(base64("text/csv", "MSw*Mg=="), event()));
        malformed("an open quote", record(csv("1,\\\"open"), event()));
        malformed("text behind a quote", record(csv("\\\"a\\\"b"), event()));
        malformed("JSON payload cut off", record(json("{\\\"a\\\":"), event()));
        malformed("duplicate key in a payload", record(json("{\\\"a\\\":1,\\\"a\\\":2}"), event()));
        malformed("rows with and without names", record(json("[{\\\"a\\\":1},[2]]"), event()));
        malformed("hexadecimal number", record(json("[0x1F]"), event()));
        String mismatch = csv("1\\n2") + ",\"endpointOutput\":" + csv(salt());
        add("more rows than answers", Rejection.ROW_MISMATCH, record(mismatch, event()));
    }

    private void malformed(String kind, String text) {
        add(kind, Rejection.MALFORMED, text);
    }

    private void add(String kind, Rejection reason, String text) {
        add(kind, reason, text.getBytes(StandardCharsets.UTF_8));
    }

    private void add(String kind, Rejection reason, byte[] value) {
        round.add(new Poison(kind, reason, value));
    }

    private String salt() {
        return Long.toHexString(random.nextLong());
    }

    private String event() {
        return "\"eventId\":\"e-" + salt() + "\"," + TIME;
    }

    private String good() {
        return record(csv("41,0,12.5," + salt()), event());
    }

    private String timed(String time) {
        return record(csv("1"), "\"eventId\":\"e-" + salt() + "\",\"inferenceTime\":\"" + time + "\"");
    }

    private String manyKeys() {
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            keys.append("\"k").append(i).append("\":0,");
        }
        return keys.toString();
    }

    private static String record(String input, String event) {
        return "{\"captureData\":{\"endpointInput\":" + input + "},\"eventMetadata\":{" + event
                + "},\"eventVersion\":\"0\"}";
    }

    private static String csv(String data) {
        return "{\"data\":\"" + data + "\",\"encoding\":\"CSV\"}";
    }

    private static String json(String data) {
        return "{\"data\":\"" + data + "\",\"encoding\":\"JSON\"}";
    }

    private static String base64(String type, String data) {
        return "{\"observedContentType\":\"" + type + "\",\"data\":\"" + data + "\",\"encoding\":\"BASE64\"}";
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
