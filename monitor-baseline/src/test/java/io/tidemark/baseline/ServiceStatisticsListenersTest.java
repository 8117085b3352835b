package io.tidemark.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.profile.NumericProfile;
import io.tidemark.core.service.ColumnStatistics;
import io.tidemark.core.service.ServiceStatistics;
import io.tidemark.stats.sketch.KllSketch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceStatisticsListenersTest {
    @TempDir
    private Path folder;

    @Test
    void theSketchIsThatOfTheRowsInFileOrderWhateverTheThreads() throws Exception {
        Path first = folder.resolve("a.csv");
        Path second = folder.resolve("b.csv");
        KllSketch expected = new KllSketch();
        Files.writeString(first, table(expected, 0, 20_000));
        Files.writeString(second, table(expected, 20_000, 30_000));

        for (int threads : new int[] {1, 2}) {
            ServiceStatisticsListeners listeners = new ServiceStatisticsListeners();
            BaselinePlan plan =
                    BaselinePlan.of(first, second).withLabel("label").onThreads(threads);
            BaselineResult result = BaselineJob.run(plan, Progress.NONE, listeners);
            ServiceStatistics statistics = listeners.statistics();

            assertThat(statistics.rows()).isEqualTo(30_000);
            assertThat(statistics.columns()).extracting(ColumnStatistics::name).containsExactly("label", "x", "t");
            ColumnStatistics.Numeric x =
                    (ColumnStatistics.Numeric) statistics.columns().get(1);
            assertThat(levels(Objects.requireNonNull(x.sketch()))).isEqualTo(levels(expected));
            assertThat(x.moments().mean())
                    .isEqualTo(((NumericProfile)
                                    result.baseline().features().get(0).profile())
                            .moments()
                            .mean());
            assertThat(((ColumnStatistics.Text) statistics.columns().get(2)).values())
                    .containsExactly(
                            new ColumnStatistics.ValueCount("a", 15_000), new ColumnStatistics.ValueCount("b", 15_000));
        }
    }

    @Test
    void oneTextAmongNumbersMakesTheServicesTypeStringAndNotOurs() throws Exception {
        StringBuilder rows = new StringBuilder("x\n");
        for (int i = 0; i < 1000; i++) {
            rows.append(i == 500 ? "inf" : Integer.toString(i)).append('\n');
        }
        Path file = folder.resolve("inf.csv");
        Files.writeString(file, rows.toString());
        ServiceStatisticsListeners listeners = new ServiceStatisticsListeners();

        BaselineResult result = BaselineJob.run(BaselinePlan.of(file), Progress.NONE, listeners);

        assertThat(result.baseline().features().get(0).type().wireName()).isEqualTo("Integral");
        assertThat(listeners.statistics().columns().get(0).type().wireName()).isEqualTo("String");
    }

    private static String table(KllSketch expected, int from, int to) {
        StringBuilder rows = new StringBuilder("label,x,t\n");
        for (int i = from; i < to; i++) {
            int x = i * 7919 % 30_011;
            expected.add(x);
            rows.append(i % 2)
                    .append(',')
                    .append(x)
                    .append(',')
                    .append(i % 2 == 0 ? 'a' : 'b')
                    .append('\n');
        }
        return rows.toString();
    }

    private static List<String> levels(KllSketch sketch) {
        return sketch.levels().stream().map(Arrays::toString).toList();
    }
}
