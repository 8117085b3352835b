package io.tidemark.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.NumericProfile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The baseline of a real table agrees with exact statistics that were computed elsewhere, to the last bit. */
final class AdultGoldenTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyColumnAgreesWithExactStatistics() throws IOException {
        Path file = new TrainingFiles(folder).resource("adult-train.csv");
        Baseline baseline = TrainingFiles.baseline(BaselinePlan.of(file).withLabel("income"));
        int compared = 0;
        for (JsonNode expected : golden().get("cases")) {
            compare(column(baseline, expected.get("column").asText()), expected);
            compared++;
        }
        assertThat(compared).isEqualTo(15);
    }

    private static void compare(FeatureBaseline feature, JsonNode expected) {
        assertThat(feature.profile().valid())
                .as(feature.name())
                .isEqualTo(expected.get("present").asLong());
        assertThat(feature.profile().missing())
                .as(feature.name())
                .isEqualTo(expected.get("missing").asLong());
        if (feature.profile() instanceof NumericProfile numeric) {
            compareNumbers(feature, numeric, expected.get("numeric"));
        } else {
            compareTexts(feature, (CategoricalProfile) feature.profile(), expected);
        }
    }

    private static void compareNumbers(FeatureBaseline feature, NumericProfile profile, JsonNode expected) {
        assertThat(feature.type()).isEqualTo(FeatureType.INTEGRAL);
        assertThat(profile.moments().mean())
                .as(feature.name())
                .isEqualTo(expected.get("mean").asDouble());
        assertThat(profile.moments().populationSd())
                .as(feature.name())
                .isEqualTo(expected.get("std_population").asDouble());
        assertThat(profile.moments().min())
                .as(feature.name())
                .isEqualTo(expected.get("min").asDouble());
        assertThat(profile.moments().max())
                .as(feature.name())
                .isEqualTo(expected.get("max").asDouble());
        assertThat(profile.negative())
                .as(feature.name())
                .isEqualTo(expected.get("num_negative").asLong());
    }

    private static void compareTexts(FeatureBaseline feature, CategoricalProfile profile, JsonNode expected) {
        assertThat(feature.type()).isEqualTo(FeatureType.STRING);
        assertThat(profile.index().categories())
                .as(feature.name())
                .hasSize(expected.get("distinct").asInt());
        int i = 0;
        for (JsonNode top : expected.get("top10")) {
            assertThat(profile.index().categories().get(i)).isEqualTo(top.get(0).asText());
            assertThat(profile.categoryCounts()[i]).isEqualTo(top.get(1).asLong());
            i++;
        }
    }

    private static FeatureBaseline column(Baseline baseline, String name) {
        return Stream.concat(baseline.features().stream(), baseline.label().stream())
                .filter(feature -> feature.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no column " + name));
    }

    private static JsonNode golden() throws IOException {
        try (InputStream in = AdultGoldenTest.class.getResourceAsStream("adult-descriptive.json")) {
            return new ObjectMapper().readTree(in);
        }
    }
}
