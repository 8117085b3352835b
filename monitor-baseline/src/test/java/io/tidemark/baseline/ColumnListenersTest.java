package io.tidemark.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.feature.FeatureKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listeners see every value in the order of the table, whatever the threads, and change nothing. */
final class ColumnListenersTest {
    /** More rows than the sample, and beyond the size from which files are cut for several threads. */
    private static final int ROWS = 250_000;

    @TempDir
    private Path folder = Path.of("");

    private TrainingFiles files = new TrainingFiles(folder);

    @BeforeEach
    void useFolder() {
        files = new TrainingFiles(folder);
    }

    /** Everything that was heard, by column; a later listener replaces an earlier one. */
    private static final class Heard implements ColumnListeners {
        private final Map<String, List<String>> texts = new HashMap<>();
        private final Map<String, List<Double>> numbers = new HashMap<>();
        private final List<FeatureKind> asked = new ArrayList<>();

        @Override
        public ColumnListener listen(String column, FeatureKind kind) {
            List<String> heard = new ArrayList<>();
            List<Double> read = new ArrayList<>();
            texts.put(column, heard);
            numbers.put(column, read);
            asked.add(kind);
            return (text, from, to, number) -> {
                heard.add(new String(text, from, to - from, StandardCharsets.UTF_8));
                read.add(number);
            };
        }

        List<String> texts(String column) {
            return texts.getOrDefault(column, List.of());
        }

        List<Double> numbers(String column) {
            return numbers.getOrDefault(column, List.of());
        }
    }

    private static BaselineResult run(BaselinePlan plan, ColumnListeners listeners) throws InterruptedException {
        return BaselineJob.run(plan, Progress.NONE, listeners);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void everyValueIsHeardInTheOrderOfTheTable(int threads) throws InterruptedException {
        List<String> ids = new ArrayList<>();
        List<String> cities = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        Random random = new Random(17);
        for (int i = 0; i < ROWS; i++) {
            ids.add("" + (i - 1000));
            cities.add(random.nextInt(9) == 0 ? "" : "metropolis of the city " + random.nextInt(50));
            rows.add(ids.get(i) + "," + cities.get(i));
        }
        Path first = files.lines("a.csv", "id,city", rows.subList(0, 200_000));
        Path second = files.lines("b.csv", "id,city", rows.subList(200_000, ROWS));
        BaselinePlan plan = BaselinePlan.of(first, second).onThreads(threads);
        Heard heard = new Heard();
        BaselineResult result = run(plan, heard);
        assertThat(heard.texts("id").equals(ids)).isTrue();
        assertThat(heard.texts("city").equals(cities)).isTrue();
        assertThat(heard.numbers("id").get(0)).isEqualTo(-1000.0);
        assertThat(result.baseline().hash())
                .isEqualTo(TrainingFiles.baseline(plan).hash());
    }

    @Test
    void numbersAreTheColumnsReadings() throws InterruptedException {
        Heard heard = new Heard();
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            rows.add("1," + i + "t");
        }
        rows.addAll(List.of("2.5,a", "NA,b", ",c", "inf,d", "nan,e", "x,f"));
        Path file = files.lines("t.csv", "n,t", rows);
        run(BaselinePlan.of(file).withMissingMarkers(List.of("NA")), heard);
        assertThat(heard.numbers("n").subList(199, 206))
                .containsExactly(1.0, 2.5, Double.NaN, Double.NaN, Double.POSITIVE_INFINITY, Double.NaN, Double.NaN);
        assertThat(heard.texts("n").subList(201, 206)).containsExactly("", "", "inf", "nan", "x");
        assertThat(heard.numbers("t")).containsOnly(Double.NaN);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_500})
    void whoWantsOnlyNumbersHearsTheFiniteOnesInTheOrderOfTheTable(int distinct) throws InterruptedException {
        List<Double> heard = new ArrayList<>();
        List<Double> expected = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        Random random = new Random(distinct);
        for (int i = 0; i < 5_000; i++) {
            int x = random.nextInt(distinct) - 7;
            rows.add(i % 1_000 == 1 ? "inf" : i % 1_000 == 2 ? "" : Integer.toString(x));
            if (i % 1_000 != 1 && i % 1_000 != 2) {
                expected.add((double) x);
            }
        }
        ColumnListener numbers = new ColumnListener() {
            @Override
            public void value(byte[] text, int from, int to, double number) {
                throw new AssertionError("called by row");
            }

            @Override
            public NumberListener numbers() {
                return (values, count) -> {
                    for (int i = 0; i < count; i++) {
                        heard.add(values[i]);
                    }
                };
            }
        };
        BaselinePlan plan = BaselinePlan.of(files.lines("t.csv", "x", rows));

        BaselineResult result = run(plan, (column, kind) -> numbers);

        assertThat(heard).isEqualTo(expected);
        assertThat(result.baseline().hash())
                .isEqualTo(TrainingFiles.baseline(plan).hash());
    }

    @Test
    void columnsThatNobodyListensToAreCountedAllTheSame() throws InterruptedException {
        Path file = files.lines("t.csv", "a,b,c", List.of("1,x,2", "3,y,4", "5,z,6"));
        BaselinePlan plan = BaselinePlan.of(file).onThreads(2);
        List<String> asked = new ArrayList<>();
        BaselineResult result = run(plan, (column, kind) -> {
            asked.add(column + " " + kind);
            return column.equals("b") ? (text, from, to, number) -> {} : null;
        });
        assertThat(asked).containsExactly("a NUMERIC", "b CATEGORICAL", "c NUMERIC");
        assertThat(result.baseline().hash())
                .isEqualTo(TrainingFiles.baseline(plan).hash());
    }

    @Test
    void aColumnOfTheWrongTypeIsAskedForAgain() throws InterruptedException {
        List<String> rows = new ArrayList<>(Collections.nCopies(ROWS, "123"));
        // Rows have one width, so where they stand is known: the texts are where the sample is not.
        IntStream.range(0, ROWS)
                .boxed()
                .sorted(Comparator.comparing((Integer row) -> RowSample.hash(0, 2 + 4L * row)))
                .skip(RowSample.MOST_ROWS)
                .limit(10_000)
                .forEach(row -> rows.set(row, "bad"));
        BaselinePlan plan = BaselinePlan.of(files.lines("t.csv", "x", rows));
        Heard heard = new Heard();
        BaselineResult result = run(plan, heard);
        assertThat(heard.texts("x").equals(rows)).isTrue();
        assertThat(heard.asked).containsExactly(FeatureKind.NUMERIC, FeatureKind.CATEGORICAL);
        assertThat(TrainingFiles.feature(result.baseline(), "x").type().kind()).isEqualTo(FeatureKind.CATEGORICAL);
    }
}
