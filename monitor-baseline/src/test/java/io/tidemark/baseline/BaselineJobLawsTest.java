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
    void aMisleadingLookAtTheFileCostsAPassAndNothingElse() {
        Random random = new Random(6);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 260_000; i++) {
            // Short rows at the start, in the middle and at the end, where the number of rows is guessed from.
            boolean isLookedAt = i < 40_000 || (i > 110_000 && i < 150_000) || i > 220_000;
            rows.add(random.nextInt() + "," + (isLookedAt ? "s" : "a much longer text that nobody looks at"));
        }
        Path plain = files.lines("t.csv", "n,t", rows);
        List<Integer> passes = new ArrayList<>();
        String looked = hashTelling(BaselinePlan.of(plain), passes);
        assertThat(passes).contains(1, 2, 3);
        List<Integer> ofGzip = new ArrayList<>();
        assertThat(hashTelling(BaselinePlan.of(files.gzip("t.csv.gz", plain)), ofGzip))
                .isEqualTo(looked);
        assertThat(ofGzip).contains(2).doesNotContain(3);
    }

    private static String hashTelling(BaselinePlan plan, List<Integer> passes) {
        try {
            return BaselineJob.run(plan, (pass, rows, bytes) -> passes.add(pass))
                    .baseline()
                    .hash()
                    .hex();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anotherValueIsAnotherBaseline() {
        List<String> rows = rows(5, 500);
        String before = hash(BaselinePlan.of(files.lines("t.csv", HEADER, rows)));
        rows.set(250, rows.get(251));
        assertThat(hash(BaselinePlan.of(files.lines("t.csv", HEADER, rows)))).isNotEqualTo(before);
    }
}
