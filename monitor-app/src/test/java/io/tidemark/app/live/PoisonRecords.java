package io.tidemark.app.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Forty kinds of records that cannot be counted, each with the reason that its dead letter must give. */
final class PoisonRecords {
    private static final String ENDPOINT = "fraud";
    private static final String TIME = Traffic.START.toString();
    private static final String GOOD = Captures.json("poison", TIME);

    private final List<Kind> kinds = new ArrayList<>();

    /**
     * One kind of poison.
     *
     * @param name names the kind, unique
     * @param reason what the dead letter says
     * @param endpoint the endpoint in the header; empty for no header
     * @param make makes the value of a record
     */
    record Kind(String name, String reason, String endpoint, Function<Random, byte @Nullable []> make) {}

    private PoisonRecords() {
        addBytes();
        addBrokenJson();
        addBrokenEnvelopes();
        addBrokenPayloads();
        addBrokenEvents();
    }

    /** Returns the forty kinds. */
    static List<Kind> kinds() {
        return List.copyOf(new PoisonRecords().kinds);
    }

    private void addBytes() {
        malformed("no value", random -> null);
        malformed("empty", random -> new byte[0]);
        malformed("blanks", random -> text(" ".repeat(1 + random.nextInt(50))));
        malformed("random bytes", random -> behind(new byte[] {(byte) 0x80}, random));
        malformed("zero bytes", random -> new byte[1 + random.nextInt(500)]);
        malformed("unknown Avro schema", random -> behind(new byte[] {(byte) 0xC3, 1}, random));
        malformed("registry framing", random -> behind(new byte[5], random));
        malformed("UTF-16", random -> GOOD.getBytes(StandardCharsets.UTF_16));
        malformed("gzip", random -> gzip(text(GOOD)));
    }

    private void addBrokenJson() {
        malformed("truncated", random -> Arrays.copyOf(text(GOOD), 1 + random.nextInt(GOOD.length() - 1)));
        malformed("a list", random -> text("[" + GOOD + "]"));
        malformed("a number", random -> text("42"));
        malformed(
                "duplicate key", random -> text(changed("\"eventVersion\"", "\"eventMetadata\":{},\"eventVersion\"")));
        malformed("two records", random -> text(GOOD + GOOD));
        malformed("trailing comma", random -> text(changed("\"eventVersion\":\"0\"", "\"eventVersion\":\"0\",")));
        malformed("missing colon", random -> text(changed("\"eventVersion\":", "\"eventVersion\"")));
        malformed("single quotes", random -> text(GOOD.replace('"', '\'')));
        malformed("line break in a string", random -> text(changed("\"CSV\"", "\"C\nSV\"")));
        malformed("unknown escape", random -> text(changed("red", "r\\xed")));
        malformed("nested too deep", random -> text(changed("\"0\"}", "[".repeat(1_000) + "]".repeat(1_000) + "}")));
        malformed("number too long", random -> text(changed("\"0\"}", "9".repeat(100_000) + "}")));
        malformed("not a number", random -> text(changed("\"0\"}", "NaN}")));
        malformed("name too long", random -> text(changed("\"eventVersion\"", "\"" + "n".repeat(300) + "\"")));
    }

    private void addBrokenEnvelopes() {
        malformed("id is a number", random -> text(changed("\"inferenceId\":\"poison\"", "\"inferenceId\":7")));
        malformed("capture is a list", random -> text("{\"captureData\":[],\"eventMetadata\":{}}"));
        malformed("payload is an object", random -> text(changed("\"0.25,3,red\"", "{\"a\":1}")));
        add("no input", "noInput", random -> text(changed("endpointInput", "endpointSomething")));
        add(
                "input is null",
                "noInput",
                random -> text("{\"captureData\":{\"endpointInput\":null},"
                        + GOOD.substring(GOOD.indexOf("\"eventMetadata\""))));
        kinds.add(new Kind("no endpoint", "unknownEndpoint", "", random -> text(GOOD)));
        kinds.add(new Kind("endpoint name too long", "unknownEndpoint", "e".repeat(300), random -> text(GOOD)));
    }

    private void addBrokenPayloads() {
        malformed("open quote", random -> text(changed("0.25,3,red", "\\\"0.25,3,red")));
        malformed("too many fields", random -> text(changed("0.25,3,red", "1,".repeat(10_000) + "1")));
        add("no payload", "emptyPayload", random -> text(changed("0.25,3,red", "")));
        add("more rows of input", "rowMismatch", random -> text(changed("0.25,3,red", "0.25,3,red\\n0.5,4,blue")));
        add("unknown encoding", "unsupportedEncoding", random -> text(changed("\"CSV\"", "\"XML\"")));
    }

    private void addBrokenEvents() {
        add("no id", "noKey", random -> text(GOOD.replace("\"eventId\":\"poison\",\"inferenceId\":\"poison\",", "")));
        add("no time", "badTime", random -> text(changed("inferenceTime", "inferredTime")));
        add("local time", "badTime", random -> text(changed(TIME, "2026-03-02T00:00:00")));
        add("before 1970", "badTime", random -> text(changed(TIME, "1969-12-31T23:59:59Z")));
        add(
                "future",
                "future",
                random -> text(changed(
                        TIME,
                        Instant.now()
                                .plusSeconds(3_600 + random.nextInt(100_000_000))
                                .toString())));
    }

    private void malformed(String name, Function<Random, byte @Nullable []> make) {
        add(name, "malformed", make);
    }

    private void add(String name, String reason, Function<Random, byte @Nullable []> make) {
        kinds.add(new Kind(name, reason, ENDPOINT, make));
    }

    /** Changes the first place where a text stands; it must be there. */
    private static String changed(String from, String to) {
        if (!GOOD.contains(from)) {
            throw new AssertionError("the record has no " + from);
        }
        int at = GOOD.indexOf(from);
        return GOOD.substring(0, at) + to + GOOD.substring(at + from.length());
    }

    private static byte[] behind(byte[] head, Random random) {
        byte[] value = Arrays.copyOf(head, head.length + 1 + random.nextInt(400));
        for (int i = head.length; i < value.length; i++) {
            value[i] = (byte) random.nextInt(256);
        }
        return value;
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] text(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
