package io.tidemark.core.capture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The published and real captured records among the test resources; SOURCES.md says where they are from. */
final class CaptureCorpus {
    private static final List<String> LINES = List.of(
            "real/adult.jsonl",
            "real/bike.jsonl",
            "real/churn.jsonl",
            "published/captured-data.jsonl",
            "published/capture-csv-head5.jsonl",
            "published/captured-json-multi-record.jsonl",
            "published/ground-truth-head5.jsonl");
    private static final List<String> DOCUMENTS =
            List.of("published/merged-batch-csv.json", "published/merged-endpoint-jsonlines.json");

    private CaptureCorpus() {}

    static List<byte[]> all() {
        List<byte[]> records = new ArrayList<>();
        LINES.forEach(name -> records.addAll(lines(name)));
        DOCUMENTS.forEach(name -> records.add(read(name)));
        return records;
    }

    static List<byte[]> lines(String name) {
        return new String(read(name), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isEmpty())
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    static byte[] read(String name) {
        try (InputStream in = CaptureCorpus.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new AssertionError("no test resource " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
