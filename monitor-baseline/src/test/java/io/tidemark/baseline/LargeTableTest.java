package io.tidemark.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.NumericProfile;
import io.tidemark.stats.summary.Moments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table of more rows than the sample takes: what the sample does not show must be counted all the same. */
final class LargeTableTest {
    private static final int ROWS = 320_000;
    private static final long SEED = 20_261_121;
    private static final String HEADER = "wide,late,lone,kind,back,code";
    private static final int BAD_WHERE_NOT_SAMPLED = 3_201;
    private static final int BAD_WHERE_SAMPLED = 2_500;

    @TempDir
    private Path folder = Path.of("");

    private static final class Table {
        private final double[] wide = new double[ROWS];
        private final double[] late = new double[ROWS];
        private final double[] lone = new double[ROWS];
        private final String[] kind = new String[ROWS];
        private final String[] back = new String[ROWS];
        private final String[] code = new String[ROWS];

        static Table generate() {
            Random random = new Random(SEED);
            Table table = new Table();
            for (int i = 0; i < ROWS; i++) {
                table.wide[i] = Math.rint(random.nextGaussian() * 1e6) / 1e3;
                table.late[i] = i < ROWS - 3_000 ? i % 10 : i;
                table.lone[i] = Double.NaN;
                table.kind[i] = Integer.toString(i % 7);
                table.back[i] = Integer.toString(i % 5);
                table.code[i] = "c" + random.nextInt(150_000);
            }
            int[] outside = rowsBySample(false, BAD_WHERE_NOT_SAMPLED);
            table.wide[outside[0]] = -1e9;
            table.wide[outside[1]] = 1e9;
            table.wide[outside[2]] = 1e9 + 1;
            for (int i = 0; i < 2_000; i++) {
                table.lone[outside[i]] = i + 0.5;
            }
            for (int row : outside) {
                table.kind[row] = "bad";
            }
            for (int row : rowsBySample(true, BAD_WHERE_SAMPLED)) {
                table.back[row] = "bad";
            }
            return table;
        }

        /** Rows, all of one width, that are in the sample or are not. */
        private static int[] rowsBySample(boolean sampled, int count) {
            long[] hashes = new long[ROWS];
            Arrays.setAll(hashes, row -> RowSample.hash(0, offset(row)));
            long[] sorted = hashes.clone();
            Arrays.sort(sorted);
            long last = sorted[RowSample.MOST_ROWS - 1];
            return IntStream.range(0, ROWS)
                    .filter(row -> hashes[row] <= last == sampled)
                    .limit(count)
                    .toArray();
        }

        private static long offset(int row) {
            return HEADER.length() + 1 + 63L * row;
        }

        Path write(TrainingFiles files) {
            List<String> rows = new ArrayList<>();
            for (int i = 0; i < ROWS; i++) {
                String single = Double.isNaN(lone[i]) ? "" : Double.toString(lone[i]);
                String rest = late[i] + "," + single + "," + kind[i] + "," + back[i] + "," + code[i];
                // Zeros before the first number keep all rows at one width and change no value.
                String number = Double.toString(Math.abs(wide[i]));
                int zeros = 60 - number.length() - rest.length();
                rows.add((wide[i] < 0 ? "-" : "+") + "0".repeat(zeros) + number + "," + rest);
            }
            return files.lines("large.csv", HEADER, rows);
        }
    }

    @Test
    void everythingIsCountedExactlyWhateverTheSampleShows() throws IOException {
        Table table = Table.generate();
        TrainingFiles files = new TrainingFiles(folder);
        Path file = table.write(files);
        Baseline baseline = TrainingFiles.baseline(BaselinePlan.of(file).onThreads(2));

        requireExact(TrainingFiles.numeric(baseline, "wide"), table.wide);
        requireExact(TrainingFiles.numeric(baseline, "late"), table.late);
        requireExact(
                TrainingFiles.numeric(baseline, "lone"),
                Arrays.stream(table.lone).filter(Double::isFinite).toArray());
        assertThat(TrainingFiles.numeric(baseline, "wide").edges().size()).isBetween(1_000, 1_030);
        assertThat(TrainingFiles.feature(baseline, "late").type()).isEqualTo(FeatureType.FRACTIONAL);

        assertThat(TrainingFiles.feature(baseline, "kind").type())
                .as("1 % and one value are no numbers, none of them in the sample")
                .isEqualTo(FeatureType.STRING);
        requireExactCategories(TrainingFiles.texts(baseline, "kind"), table.kind);
        assertThat(TrainingFiles.feature(baseline, "back").type())
                .as("fewer than 1 % are no numbers, though in the sample it is more")
                .isEqualTo(FeatureType.INTEGRAL);
        assertThat(TrainingFiles.numeric(baseline, "back").malformed()).isEqualTo(BAD_WHERE_SAMPLED);
        requireBeyond(TrainingFiles.texts(baseline, "code"), table.code);

        assertThat(TrainingFiles.hash(BaselinePlan.of(file).onThreads(1)))
                .isEqualTo(baseline.hash().hex());
        assertThat(TrainingFiles.hash(
                        BaselinePlan.of(files.gzip("large.csv.gz", file)).onThreads(3)))
                .isEqualTo(baseline.hash().hex());
    }

    private static void requireExact(NumericProfile profile, double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        Moments moments = Moments.of(values);
        assertThat(profile.valid()).isEqualTo(values.length);
        assertThat(profile.moments().sum()).isEqualTo(moments.sum());
        assertThat(profile.moments().populationSd()).isEqualTo(moments.populationSd());
        double[] edges = profile.edges().toArray();
        assertThat(edges[0]).isEqualTo(Math.nextDown(sorted[0]));
        assertThat(edges[edges.length - 1]).isEqualTo(sorted[sorted.length - 1]);
        long[] cells = profile.cellCounts();
        long upTo = 0;
        int next = 0;
        for (int i = 0; i < edges.length; i++) {
            upTo += cells[i];
            while (next < sorted.length && sorted[next] <= edges[i]) {
                next++;
            }
            assertThat(upTo).as("values up to edge %d, %s", i, edges[i]).isEqualTo(next);
        }
        assertThat(profile.negative()).isEqualTo(NaiveTable.upTo(sorted, -Double.MIN_VALUE));
    }

    private static void requireExactCategories(CategoricalProfile profile, String[] values) {
        Map<String, Long> expected = NaiveTable.frequencies(Arrays.asList(values));
        assertThat(profile.index().categories()).containsExactlyElementsOf(expected.keySet());
        long[] counts = profile.categoryCounts();
        assertThat(Arrays.stream(counts).limit(expected.size()).boxed()).containsExactlyElementsOf(expected.values());
    }

    private static void requireBeyond(CategoricalProfile profile, String[] values) {
        Map<String, Long> counts = new HashMap<>();
        Arrays.stream(values).forEach(value -> counts.merge(value, 1L, Long::sum));
        assertThat(counts)
                .as("the test needs more distinct values than are kept")
                .hasSizeGreaterThan(110_000);
        assertThat(profile.index().isDomainComplete()).isFalse();
        assertThat(profile.index().domain()).hasSize(100_000);
        assertThat(profile.valid()).isEqualTo(ROWS);
        long[] tracked = profile.categoryCounts();
        for (int i = 0; i < profile.index().categories().size(); i++) {
            assertThat(tracked[i])
                    .isEqualTo(counts.get(profile.index().categories().get(i)));
        }
        assertThat(profile.unseen()).isPositive();
        assertThat(profile.unseenValues().values()).isEmpty();
    }
}
