package io.tidemark.app;

import io.tidemark.app.config.Surroundings;
import io.tidemark.app.console.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Goes through the commands that read files, on a few rows of its own, so that the class archive which the JVM writes
 * when this ends holds what they load: the launcher runs it once per build. Of the classes of an audit an archive made
 * by {@code --help} alone lacks four in five, and reading those from jars is a tenth of the CPU of an audit of 500 MB.
 */
final class ClassArchive {
    private static final int ROWS = 400;

    private ClassArchive() {}

    /** Runs each command once; prints what they print. No arguments. */
    public static void main(String[] args) throws IOException {
        Console console = Console.ofProcess(Map.of());
        Path folder = Files.createTempDirectory("tidemark-classes");
        try {
            runAll(console, folder);
        } finally {
            delete(folder);
        }
        console.flush();
    }

    static void runAll(Console console, Path folder) throws IOException {
        Path train = Files.writeString(folder.resolve("train.csv"), training(), StandardCharsets.UTF_8);
        Path hour = Files.createDirectories(folder.resolve("captures/e/AllTraffic/2026/01/01/00"));
        Files.writeString(hour.resolve("00.jsonl"), captures(), StandardCharsets.UTF_8);
        String baseline = folder.resolve("baseline.json").toString();
        List<List<String>> lines = List.of(
                List.of("--help"),
                List.of("audit", "--help"),
                List.of("rules"),
                List.of("explain", "DR002"),
                List.of("config", "--show-origin"),
                List.of("baseline", train.toString(), "-o", baseline),
                List.of("baseline", "show", baseline),
                List.of(
                        "audit",
                        folder.resolve("captures").toString(),
                        "--baseline",
                        baseline,
                        "--out",
                        folder.resolve("out").toString()));
        Surroundings around = new Surroundings(Map.of(), folder, folder);
        for (List<String> line : lines) {
            Main.run(console, around, line.toArray(String[]::new));
        }
    }

    private static String training() {
        StringBuilder csv = new StringBuilder("amount,count,plan\n");
        for (int row = 0; row < ROWS; row++) {
            csv.append(row(row, 0)).append('\n');
        }
        return csv.toString();
    }

    /** Two hours, the second one drifted, and a line that is no record. */
    private static String captures() {
        StringBuilder json = new StringBuilder("no record\n");
        for (int row = 0; row < ROWS; row++) {
            int hour = 2 * row / ROWS;
            json.append(String.format(
                    Locale.ROOT,
                    "{\"captureData\":{\"endpointInput\":{\"observedContentType\":\"text/csv\",\"mode\":\"INPUT\","
                            + "\"data\":\"%s\",\"encoding\":\"CSV\"}},\"eventMetadata\":{\"eventId\":\"e%d\","
                            + "\"inferenceTime\":\"2026-01-01T0%d:00:00Z\"},\"eventVersion\":\"0\"}%n",
                    row(row, hour),
                    row,
                    hour));
        }
        return json.toString();
    }

    private static String row(int row, int drift) {
        String amount = row % 50 == 0 ? "" : Double.toString(row * 0.37 + 100 * drift);
        return amount + "," + row % 7 + "," + (row % 3 == 0 ? "basic" : "pro");
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walked = Files.walk(folder)) {
            all = walked.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
