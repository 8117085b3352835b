package io.tidemark.app.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A captured stream to which seeded harm is done: some records come twice, some break off, and some are kept for later.
 *
 * @param lines what is sent in time, with repeats and broken lines, in order
 * @param late records of their own ids that are sent when their windows have closed
 * @param repeated how many of the lines repeat an earlier one
 * @param broken how many of the lines break off
 */
record DamagedStream(List<String> lines, List<String> late, int repeated, int broken) {
    private static final int REPEATED_PER_MILLE = 30;
    private static final int BROKEN_PER_MILLE = 10;
    private static final int LATE_PER_MILLE = 5;

    /** The furthest that a repeat stands behind its first, in lines. */
    private static final int FURTHEST = 500;

    /** Does harm to the captures of a file or folder, plain or gzip, read in the order of their names. */
    static DamagedStream of(Path captures, long seed) throws IOException {
        List<String> whole = read(captures);
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        List<String> late = new ArrayList<>();
        List<List<String>> repeats = new ArrayList<>();
        whole.forEach(line -> repeats.add(new ArrayList<>()));
        int broken = 0;
        for (int i = 0; i < whole.size(); i++) {
            String line = whole.get(i);
            lines.add(line);
            lines.addAll(repeats.get(i));
            int lot = random.nextInt(1_000);
            if (lot < REPEATED_PER_MILLE && isReadable(line)) {
                repeats.get(Math.min(whole.size() - 1, i + 1 + random.nextInt(FURTHEST)))
                        .add(line);
            } else if (lot < REPEATED_PER_MILLE + BROKEN_PER_MILLE) {
                lines.add(line.substring(0, 1 + random.nextInt(line.length() / 2)));
                broken++;
            } else if (lot < REPEATED_PER_MILLE + BROKEN_PER_MILLE + LATE_PER_MILLE && isReadable(line)) {
                late.add(line.replace("\"inferenceId\":\"", "\"inferenceId\":\"late-"));
            }
        }
        return new DamagedStream(lines, late, lines.size() - whole.size() - broken, broken);
    }

    /** Writes the lines that are sent in time into a file of a folder. */
    Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("captures.jsonl"), lines);
        return folder;
    }

    private static boolean isReadable(String line) {
        return line.endsWith("}") && line.contains("\"inferenceId\":\"");
    }

    private static List<String> read(Path captures) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(captures)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                try (InputStream bytes = new GZIPInputStream(Files.newInputStream(file));
                        BufferedReader text =
                                new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
                    text.lines().forEach(lines::add);
                }
            }
        }
        return lines;
    }
}
