package io.tidemark.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Captured records and files for tests. */
final class TestCaptures {
    /** Ten hours of real rows; see SOURCES.md. Names no endpoint. */
    static final Path ADULT = Path.of("src/test/resources/adult");

    static final CaptureNames CENSUS = new CaptureNames("census", null);

    /** Later than every record of the test data. */
    static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");

    private TestCaptures() {}

    /** A record with one row of input. */
    static String record(String id, String time, String row) {
        return "{\"captureData\":{\"endpointInput\":{\"observedContentType\":\"text/csv\",\"data\":\""
                + row + "\",\"encoding\":\"CSV\"}},\"eventMetadata\":{\"eventId\":\"" + id + "\",\"inferenceTime\":\""
                + time + "\"},\"eventVersion\":\"0\"}";
    }

    /** Writes lines, compressed if the name ends with gz, and makes the folders above. */
    static Path write(Path file, List<String> lines) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
            return Files.write(file, file.toString().endsWith(".gz") ? gzip(bytes) : bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        }
        return zipped.toByteArray();
    }

    /** Every line of a folder, in the order of files. */
    static List<String> linesOf(Path folder) {
        List<String> all = new ArrayList<>();
        try {
            for (CaptureFile file :
                    CaptureFolder.open(folder, new CaptureNames("any", null)).files()) {
                all.addAll(linesOfFile(file.path()));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return all;
    }

    private static List<String> linesOfFile(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        try (LineReader reader = LineReader.open(file, 1 << 20)) {
            while (reader.next()) {
                lines.add(
                        new String(reader.bytes(), reader.from(), reader.to() - reader.from(), StandardCharsets.UTF_8));
            }
        }
        return lines;
    }
}
