package io.tidemark.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidemark.benchmarks.sample.SampleCaptures;
import io.tidemark.core.capture.CaptureParser;
import io.tidemark.core.capture.CapturedRecord;
import io.tidemark.core.capture.FieldTable;
import io.tidemark.core.feature.ValueScanner;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Claim: a captured record of 530 bytes is read without a tree or a String in less time than a streaming JSON parser
 * needs to find the same four fields, numbers included.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CaptureParseBenchmark {
    private static final int RECORDS = 1_024;

    private final byte[][] records = new SampleCaptures(0, 1).records(RECORDS);
    private final CaptureParser parser = new CaptureParser();
    private final CapturedRecord record = new CapturedRecord();
    private final ValueScanner scanner = new ValueScanner();
    private final JsonFactory json = new JsonFactory();
    private int next;

    private byte[] nextRecord() {
        next = next + 1 & RECORDS - 1;
        return records[next];
    }

    /** The record's fields as byte ranges. */
    @Benchmark
    public long parse() {
        byte[] bytes = nextRecord();
        if (!parser.parse(bytes, 0, bytes.length, record)) {
            throw new AssertionError(record.detail());
        }
        return record.eventTimeMs() + record.input().fields();
    }

    /** The same and its 20 numbers. */
    @Benchmark
    public double parseAndScan() {
        double sum = parse();
        FieldTable fields = record.input();
        for (int field = 0; field < fields.fields(); field++) {
            scanner.scan(fields.bytes(), fields.from(field), fields.to(field));
            sum += scanner.value();
        }
        return sum;
    }

    /** Yardstick: payload, prediction, id and time as Strings by Jackson's streaming parser. */
    @Benchmark
    public int jackson() throws IOException {
        JacksonFields fields = new JacksonFields();
        fields.read(json, nextRecord());
        return fields.input.length() + fields.output.length() + fields.id.length() + fields.time.length();
    }

    /** Yardstick: the same and its 20 numbers, split and read by the JDK. */
    @Benchmark
    public double jacksonAndNumbers() throws IOException {
        JacksonFields fields = new JacksonFields();
        fields.read(json, nextRecord());
        double sum = fields.output.length() + fields.id.length() + fields.time.length();
        for (String text : fields.input.split(",", -1)) {
            sum += Double.parseDouble(text);
        }
        return sum;
    }

    private static final class JacksonFields {
        private String input = "";
        private String output = "";
        private String id = "";
        private String time = "";

        void read(JsonFactory json, byte[] record) throws IOException {
            try (JsonParser parser = json.createParser(record)) {
                String key = "";
                boolean inInput = false;
                for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                    if (token == JsonToken.FIELD_NAME) {
                        key = parser.currentName();
                        inInput = key.equals("endpointInput") || (inInput && !key.equals("endpointOutput"));
                    } else if (token == JsonToken.VALUE_STRING) {
                        take(key, inInput, parser);
                    }
                }
            }
        }

        private void take(String key, boolean inInput, JsonParser parser) throws IOException {
            switch (key) {
                case "data" -> {
                    if (inInput) {
                        input = parser.getText();
                    } else {
                        output = parser.getText();
                    }
                }
                case "eventId" -> id = parser.getText();
                case "inferenceTime" -> time = parser.getText();
                default -> {
                    // Not asked for.
                }
            }
        }
    }
}
