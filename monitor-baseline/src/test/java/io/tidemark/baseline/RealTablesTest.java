package io.tidemark.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.NumericProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real tables, every column recomputed the plain way from another reader's rows. */
final class RealTablesTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void sixScriptsAndNaAsAValue() throws IOException {
        Path file = new TrainingFiles(folder).resource("csv/country-codes.csv");
        NaiveTable naive = NaiveTable.read(file);
        Baseline baseline = TrainingFiles.baseline(BaselinePlan.of(file));
        assertThat(baseline.features()).extracting(FeatureBaseline::name).containsExactlyElementsOf(naive.header());
        baseline.features().forEach(feature -> compare(feature, naive.present(feature.name())));
        assertThat(TrainingFiles.texts(baseline, "Continent").index().categories())
                .contains("NA");
    }

    @Test
    void wideTableWithAMarkerForMissing() throws IOException {
        Path file = new TrainingFiles(folder).resource("csv/communities-300.csv");
        NaiveTable naive = NaiveTable.read(file);
        Baseline baseline = TrainingFiles.baseline(BaselinePlan.of(file).withMissingMarkers(List.of("?")));
        assertThat(baseline.features()).hasSize(147);
        for (FeatureBaseline feature : baseline.features()) {
            List<String> present = naive.present(feature.name()).stream()
                    .filter(text -> !text.equals("?"))
                    .toList();
            compare(feature, present);
        }
        assertThat(baseline.features()).extracting(FeatureBaseline::type).contains(FeatureType.FRACTIONAL);
    }

    private static void compare(FeatureBaseline feature, List<String> present) {
        assertThat(feature.profile().valid()).as(feature.name()).isEqualTo(present.size());
        if (feature.profile() instanceof NumericProfile numeric) {
            double[] values =
                    present.stream().mapToDouble(Double::parseDouble).sorted().toArray();
            assertThat(numeric.moments().mean()).as(feature.name()).isEqualTo(NaiveTable.mean(values));
            double[] edges = numeric.edges().toArray();
            long[] cells = numeric.cellCounts();
            long upTo = 0;
            for (int i = 0; i < edges.length; i++) {
                upTo += cells[i];
                assertThat(upTo)
                        .as("%s up to %s", feature.name(), edges[i])
                        .isEqualTo(NaiveTable.upTo(values, edges[i]));
            }
        } else if (feature.profile() instanceof CategoricalProfile texts) {
            compareTexts(feature, texts, NaiveTable.frequencies(present));
        }
    }

    private static void compareTexts(FeatureBaseline feature, CategoricalProfile profile, Map<String, Long> expected) {
        List<String> ranked =
                expected.keySet().stream().limit(CategoryCounter.TRACKED).toList();
        assertThat(profile.index().categories()).as(feature.name()).containsExactlyElementsOf(ranked);
        assertThat(profile.index().domain()).hasSize(expected.size() - ranked.size());
        assertThat(profile.index().isDomainComplete()).isTrue();
        for (int i = 0; i < ranked.size(); i++) {
            assertThat(profile.categoryCounts()[i]).isEqualTo(expected.get(ranked.get(i)));
        }
    }
}
