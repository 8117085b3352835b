package io.tidemark.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.service.ColumnStatistics;
import io.tidemark.core.service.DatasetColumn;
import io.tidemark.core.service.ServiceProfile;
import io.tidemark.stats.sketch.KllSketch;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is put together from the baseline's counts and a sketch is what a profile of every value says. */
class ServiceStatisticsLawsTest {
    private static final List<String> MARKERS = List.of("NA");

    @TempDir
    private Path folder;

    private final List<String> names = new ArrayList<>();
    private final List<IntFunction<byte[]>> columns = new ArrayList<>();

    private void column(String name, IntFunction<String> texts) {
        bytes(name, row -> texts.apply(row).getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(String name, IntFunction<byte[]> texts) {
        names.add(name);
        columns.add(texts);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyKindOfColumnHasTheStatisticsOfAProfileOfItsValues(long seed) throws Exception {
        Random random = new Random(seed);
        column("normal", row -> Double.toString(random.nextGaussian()));
        column("few", row -> Integer.toString(random.nextInt(5)));
        column("gaps", row -> random.nextInt(4) == 0 ? random.nextBoolean() ? "NA" : "" : "1." + random.nextInt(3000));
        column("late text", row -> row == 4_321 ? "none" : Integer.toString(row));
        column("short fraction", row -> row % 1_000 == 7 ? ".5" : row + ".5");
        column("infinite", row -> row % 500 == 3 ? "1e999" : Integer.toString(-row));
        column("texts", row -> "t" + random.nextInt(100));
        column("many texts", row -> "text of row " + random.nextInt(3_000));
        column("numbers as texts", row -> Integer.toString(random.nextInt(1_000)));
        column("booleans", row -> random.nextBoolean() ? "true" : "FALSE");
        column("nothing", row -> "");
        column("no number", row -> "nan");
        assertLaw(5_000, 2, "seed " + seed);
    }

    @Test
    void textsThatAreNotUtf8AreCountedAllTheSame() throws Exception {
        bytes("broken", row -> row % 900 == 1 ? new byte[] {'x', (byte) 0xff} : new byte[] {'y'});
        column("x", Integer::toString);
        assertLaw(2_000, 1, "not UTF-8");
    }

    @Test
    void aColumnOfMoreTextsThanTheBaselineTellsApartIsEstimatedFromAllOfThem() throws Exception {
        column("id", row -> "id-" + row * 7_919L % 1_000_003);
        column("x", row -> row % 50_000 == 9 ? "?" : Integer.toString(row % 77));
        assertLaw(130_000, 2, "many");
    }

    private void assertLaw(int rows, int threads, String description) throws Exception {
        ServiceProfile profile = ServiceProfile.ofColumns(names, MARKERS);
        Path file = folder.resolve("t.csv");
        Files.write(file, table(rows, profile));
        ServiceStatisticsListeners listeners = new ServiceStatisticsListeners();
        BaselinePlan plan = BaselinePlan.of(file).withMissingMarkers(MARKERS).onThreads(threads);
        if (names.contains("numbers as texts")) {
            plan = plan.withTypes(Map.of("numbers as texts", FeatureType.STRING));
        }

        BaselineJob.run(plan, Progress.NONE, listeners);

        assertThat(listeners.statistics().rows()).isEqualTo(rows);
        assertThat(listeners.statistics().columns())
                .as(description)
                .extracting(ServiceStatisticsLawsTest::described)
                .containsExactlyElementsOf(profile.dataset().columns().stream()
                        .map(DatasetColumn::statistics)
                        .map(ServiceStatisticsLawsTest::described)
                        .toList());
    }

    private byte[] table(int rows, ServiceProfile profile) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((String.join(",", names) + "\n").getBytes(StandardCharsets.UTF_8));
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < columns.size(); i++) {
                byte[] value = columns.get(i).apply(row);
                profile.add(i, value, 0, value.length);
                out.writeBytes(value);
                out.write(i + 1 < columns.size() ? ',' : '\n');
            }
            profile.endRow();
        }
        return out.toByteArray();
    }

    private static String described(ColumnStatistics column) {
        if (column instanceof ColumnStatistics.Numeric numeric) {
            KllSketch sketch = numeric.sketch();
            return new ColumnStatistics.Numeric(
                            numeric.name(),
                            numeric.type(),
                            numeric.present(),
                            numeric.missing(),
                            numeric.moments(),
                            numeric.buckets(),
                            null)
                    + " "
                    + (sketch == null
                            ? "no sketch"
                            : sketch.levels().stream().map(Arrays::toString).toList());
        }
        return column.toString();
    }
}
