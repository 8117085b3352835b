package io.tidemark.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same rows give the same hash, however they come. */
final class BaselineJobLawsTest {
    private static final String HEADER = "few,many,text,id,odd,label";

    @TempDir
    private Path folder = Path.of("");

    private TrainingFiles files = new TrainingFiles(folder);

    @BeforeEach
    void useFolder() {
        files = new TrainingFiles(folder);
    }

    private static List<String> rows(long seed, int count) {
        Random random = new Random(seed);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String few = random.nextInt(20) == 0 ? "" : Integer.toString(random.nextInt(40));
            String text = "\"t," + (int) Math.abs(random.nextGaussian() * 200) + "\"";
            String odd = random.nextInt(300) == 0 ? "n/a" : random.nextInt(50) == 0 ? "NaN" : "" + random.nextInt(9);
            rows.add(String.join(
                    ",", few, "" + random.nextGaussian(), text, "id" + i, odd, random.nextBoolean() ? "yes" : "no"));
        }
        return rows;
    }

    private static String hash(BaselinePlan plan) {
        return TrainingFiles.hash(plan.withLabel("label"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void orderFilesCompressionAndThreadsDoNotMatter(long seed) {
        List<String> rows = rows(seed, 3_000);
        Path whole = files.lines("whole.csv", HEADER, rows);
        String expected = hash(BaselinePlan.of(whole));

        List<String> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(seed));
        Path mixed = files.lines("mixed.csv", HEADER, shuffled);
        Path a = files.lines("a.csv", HEADER, rows.subList(0, 700));
        Path b = files.gzip("b.csv.gz", files.lines("b.txt", HEADER, rows.subList(700, 3_000)));

        assertThat(hash(BaselinePlan.of(mixed))).as("order, seed %d", seed).isEqualTo(expected);
        assertThat(hash(BaselinePlan.of(files.gzip("w.csv.gz", whole))))
                .as("gzip, seed %d", seed)
                .isEqualTo(expected);
        assertThat(hash(BaselinePlan.of(a, b))).as("files, seed %d", seed).isEqualTo(expected);
        assertThat(hash(BaselinePlan.of(b, a).onThreads(3)))
                .as("threads, seed %d", seed)
                .isEqualTo(expected);
    }

    @Test
    void aFolderIsTheTableOfItsFiles() throws Exception {
        List<String> rows = rows(4, 400);
        String expected = hash(BaselinePlan.of(files.lines("whole.csv", HEADER, rows)));
        Path sub = java.nio.file.Files.createDirectory(folder.resolve("parts"));
        TrainingFiles parts = new TrainingFiles(sub);
        parts.lines("1.csv", HEADER, rows.subList(0, 100));
        parts.lines("2.csv", HEADER, rows.subList(100, 400));
        assertThat(hash(BaselinePlan.of(sub))).isEqualTo(expected);
    }

    @Test
    void anotherValueIsAnotherBaseline() {
        List<String> rows = rows(5, 500);
        String before = hash(BaselinePlan.of(files.lines("t.csv", HEADER, rows)));
        rows.set(250, rows.get(251));
        assertThat(hash(BaselinePlan.of(files.lines("t.csv", HEADER, rows)))).isNotEqualTo(before);
    }
}
