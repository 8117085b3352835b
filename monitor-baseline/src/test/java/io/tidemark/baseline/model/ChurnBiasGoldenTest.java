package io.tidemark.baseline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.wire.json.BiasAnalysis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The published analysis of a bias monitor of the churn data: its part on labels, computed anew from the two columns of
 * the published validation file that it looks at. Its part on predictions needs a model that was not published.
 */
final class ChurnBiasGoldenTest {
    private static final double TOLERANCE = 1e-12;
    private static final Path ROWS =
            Path.of("src", "test", "resources", "io", "tidemark", "baseline", "churn-validation.csv");
    private static final Path PUBLISHED =
            Path.of("..", "schemas", "src", "test", "resources", "service", "bias-analysis-churn.json");

    @Test
    void allValuesOfThePublishedAnalysisOfLabelsComeOut() throws IOException, InterruptedException {
        JsonNode facet = new ObjectMapper()
                .readTree(PUBLISHED.toFile())
                .at("/pre_training_bias_metrics/facets/Account Length/0");
        BiasPlan plan = BiasPlan.of(LabelledFiles.of(ROWS), "Churn", "1", FacetChoice.parse("Account Length>100"));

        BiasResult result = BiasJob.run(plan);

        List<BiasAnalysis.Facet> groups = Objects.requireNonNull(
                result.analysis().preTraining().orElseThrow().facets().get("Account Length"));
        BiasAnalysis.Facet found = groups.get(0);
        assertThat(found.value()).isEqualTo(facet.get("value_or_threshold").asText());
        TreeSet<String> equal = new TreeSet<>();
        for (JsonNode metric : facet.get("metrics")) {
            String name = metric.get("name").asText();
            BiasAnalysis.Metric ours = found.metrics().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            if (metric.get("value").isNull()) {
                assertThat(ours.error()).as(name).isEqualTo(metric.get("error").asText());
            } else {
                assertThat(ours.value()).as(name).isCloseTo(metric.get("value").asDouble(), within(TOLERANCE));
                equal.add(name);
            }
        }
        assertThat(equal).containsExactly("CI", "DPL", "JS", "KL", "KS", "LP", "TVD");
        assertThat(result.rows()).isEqualTo(666);
    }
}
