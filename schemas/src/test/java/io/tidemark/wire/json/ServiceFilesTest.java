package io.tidemark.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.service.CategoricalDriftMethod;
import io.tidemark.core.service.ColumnConstraints;
import io.tidemark.core.service.ColumnStatistics;
import io.tidemark.core.service.ConstraintSuggestion;
import io.tidemark.core.service.MonitoringSettings;
import io.tidemark.core.service.Overrides;
import io.tidemark.core.service.ServiceConstraints;
import io.tidemark.core.service.ServiceProfile;
import io.tidemark.core.service.ServiceStatistics;
import io.tidemark.core.service.ServiceViolation;
import io.tidemark.stats.distribution.GridEdges;
import io.tidemark.stats.sketch.KllSketch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service's own files, read and written; sources and licences in resources/service/SOURCES.md. */
class ServiceFilesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void thePublishedStatisticsComeBackWithEveryValue() throws IOException {
        byte[] file = resource("statistics.json");

        byte[] again = written(StatisticsJson.read(new ByteArrayInputStream(file), "statistics.json"));

        assertThat(MAPPER.readTree(again)).isEqualTo(MAPPER.readTree(file));
    }

    @Test
    void theGridOfAnExportedBaselineComesBackEdgeByEdge() throws IOException {
        GridEdges grid = GridEdges.of(new double[] {Math.nextDown(0.1), 0.1, 1.0 / 3, 1e300});
        KllSketch sketch = KllSketch.ofLevels(2_048, 0.64, List.of(new double[] {0.1, 1e300}, new double[] {1.0 / 3}));
        ServiceStatistics statistics = new ServiceStatistics(
                4,
                List.of(new ColumnStatistics.Numeric(
                        "x",
                        FeatureType.FRACTIONAL,
                        4,
                        0,
                        new ColumnStatistics.Figures(1, 4, 1, 0.1, 1e300),
                        List.of(),
                        sketch,
                        grid)));

        byte[] file = written(statistics);
        ServiceStatistics read = StatisticsJson.read(new ByteArrayInputStream(file), "statistics.json");

        assertThat(((ColumnStatistics.Numeric) read.columns().get(0)).grid()).isEqualTo(grid);
        assertThat(written(read)).isEqualTo(file);
        assertThatExceptionOfType(UnreadableServiceFileException.class)
                .isThrownBy(() -> StatisticsJson.read(
                        new ByteArrayInputStream(new String(file, StandardCharsets.UTF_8)
                                .replace("\"tidemark_grid\" : [", "\"tidemark_grid\" : [ 7.0,")
                                .getBytes(StandardCharsets.UTF_8)),
                        "statistics.json"))
                .withMessageContaining("is not above its predecessor 7.0");
    }

    @Test
    void thePublishedConstraintsComeBackWithEveryValueAndEveryUnknownKey() throws IOException {
        byte[] file = resource("constraints.json");

        byte[] again = written(ConstraintsJson.read(new ByteArrayInputStream(file), "constraints.json"));

        assertThat(MAPPER.readTree(again)).isEqualTo(MAPPER.readTree(file));
    }

    @Test
    void thePublishedViolationsComeBackByteForByte() throws IOException {
        byte[] file = resource("constraint_violations.json");
        ByteArrayOutputStream again = new ByteArrayOutputStream();

        ConstraintViolationsJson.write(
                ConstraintViolationsJson.read(new ByteArrayInputStream(file), "violations"), again);

        assertThat(again.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo(new String(file, StandardCharsets.UTF_8).strip());
    }

    @Test
    void noViolationsAreAnEmptyArray() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        ConstraintViolationsJson.write(List.of(), out);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\n  \"violations\" : [ ]\n}");
        assertThat(violations("{\"violations\":[]}")).isEmpty();
        assertThat(violations("{}")).isEmpty();
    }

    @Test
    void theSdksOverridesInsideStringConstraintsAreFound() throws IOException {
        ServiceConstraints constraints =
                ConstraintsJson.read(new ByteArrayInputStream(resource("constraints.json")), "constraints.json");
        Overrides overrides =
                Objects.requireNonNull(constraints.columns().get(0).overrides());

        assertThat(overrides.place()).isEqualTo(Overrides.Place.STRING_CONSTRAINTS);
        assertThat(overrides.settings().evaluateConstraints()).isTrue();
        assertThat(constraints.columns().get(1).overrides()).isNull();
        assertThat(constraints.settings().distribution().numericLimit()).isEqualTo(1.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"monitoring_config_overrides\":{\"evaluate_constraints\":\"Disabled\"}",
                "\"monitoringConfigOverrides\":{\"evaluate_constraints\":\"Disabled\"}",
                "\"string_constraints\":{\"monitoring_config_overrides\":{\"evaluate_constraints\":\"Disabled\"}}"
            })
    void overridesHoldWhereverTheyStandAndStayThere(String json) throws IOException {
        String file = "{\"features\":[{\"name\":\"a\",\"inferred_type\":\"String\"," + json + "}],"
                + "\"monitoring_config\":{\"evaluate_constraints\":\"Enabled\",\"datatype_check_threshold\":0.5}}";

        ServiceConstraints constraints = constraints(file);
        ColumnConstraints column = constraints.columns().get(0);

        MonitoringSettings settings = column.settings(constraints.settings());
        assertThat(settings.evaluates()).isFalse();
        assertThat(settings.datatypeLimit()).isEqualTo(0.5);
        assertThat(new String(written(constraints), StandardCharsets.UTF_8)
                        .replace(" ", "")
                        .replace("\n", ""))
                .contains(json);
    }

    @Test
    void ofTwoPlacesTheColumnsOwnSaysMore() throws IOException {
        ServiceConstraints constraints = constraints("{\"features\":[{\"name\":\"a\",\"inferred_type\":\"String\","
                + "\"string_constraints\":{\"monitoring_config_overrides\":"
                + "{\"evaluate_constraints\":\"Disabled\",\"domain_content_threshold\":0.3}},"
                + "\"monitoring_config_overrides\":{\"evaluate_constraints\":\"Enabled\"}}]}");
        MonitoringSettings settings = constraints.columns().get(0).settings(MonitoringSettings.EMPTY);

        assertThat(settings.evaluates()).isTrue();
        assertThat(settings.domainLimit()).isEqualTo(0.3);
    }

    @Test
    void everySettingIsReadAndWritten() throws IOException {
        String json = "{\"features\":[],\"monitoring_config\":{\"evaluate_constraints\":\"Disabled\","
                + "\"emit_metrics\":\"Disabled\",\"datatype_check_threshold\":0.2,\"domain_content_threshold\":0.3,"
                + "\"distribution_constraints\":{\"perform_comparison\":\"Disabled\",\"comparison_threshold\":0.4,"
                + "\"comparison_method\":\"linf_simple\",\"categorical_comparison_threshold\":0.5,"
                + "\"categorical_drift_method\":\"ChiSquared\"}},\"version\":0.0}";

        ServiceConstraints constraints = constraints(json);

        assertThat(constraints.settings().evaluates()).isFalse();
        assertThat(constraints.settings().datatypeLimit()).isEqualTo(0.2);
        assertThat(constraints.settings().domainLimit()).isEqualTo(0.3);
        assertThat(constraints.settings().distribution().compares()).isFalse();
        assertThat(constraints.settings().distribution().isRobust()).isFalse();
        assertThat(constraints.settings().distribution().categoricalLimit()).isEqualTo(0.5);
        assertThat(constraints.settings().distribution().categoricalMethod())
                .isEqualTo(CategoricalDriftMethod.CHI_SQUARED);
        assertThat(MAPPER.readTree(written(constraints))).isEqualTo(MAPPER.readTree(json));
    }

    @Test
    void whatIsNotSaidHasTheGuidesDefaults() throws IOException {
        MonitoringSettings settings = constraints("{\"features\":[]}").settings();

        assertThat(settings.evaluates()).isTrue();
        assertThat(settings.datatypeLimit()).isEqualTo(0.1);
        assertThat(settings.domainLimit()).isEqualTo(0.1);
        assertThat(settings.distribution().numericLimit()).isEqualTo(0.1);
        assertThat(settings.distribution().categoricalLimit()).isEqualTo(0.1);
        assertThat(settings.distribution().isRobust()).isTrue();
        assertThat(settings.distribution().usesChiSquared()).isFalse();
    }

    @Test
    void ourOwnStatisticsComeBackByteForByte() throws IOException {
        ServiceStatistics statistics = sampleStatistics();
        byte[] file = written(statistics);

        assertThat(written(StatisticsJson.read(new ByteArrayInputStream(file), "own")))
                .isEqualTo(file);
    }

    @Test
    void ourOwnConstraintsComeBackByteForByte() throws IOException {
        byte[] file = written(ConstraintSuggestion.of(sampleStatistics()));

        assertThat(written(ConstraintsJson.read(new ByteArrayInputStream(file), "own")))
                .isEqualTo(file);
    }

    @Test
    void filesAreSpacedAsTheServiceSpacesThem() throws IOException {
        String text = new String(written(sampleStatistics()), StandardCharsets.UTF_8);

        assertThat(text)
                .startsWith("{\n  \"version\" : 0.0,\n  \"dataset\" : {\n    \"item_count\" : 3\n  },\n"
                        + "  \"features\" : [ {\n    \"name\" : \"n\",\n    \"inferred_type\" : \"Fractional\",")
                .contains("\"data\" : [ [ 1.5, 2.0 ] ]")
                .contains("\"parameters\" : {\n              \"c\" : 0.64,\n              \"k\" : 2048.0\n");
    }

    @Test
    void theOrderOfKeysAndUnknownOnesDoNotMatter() throws IOException {
        ServiceStatistics statistics = statistics("{\"later\":[1,{\"x\":null}],\"features\":[{\"more\":1,"
                + "\"numerical_statistics\":{\"max\":2,\"min\":1,\"std_dev\":0.5,\"sum\":3,\"mean\":1.5,"
                + "\"distribution\":{\"kll\":{\"sketch\":{\"data\":[[1,2.0]],\"parameters\":{\"k\":2048.0,\"c\":0.64}},"
                + "\"buckets\":[{\"count\":2.0,\"upper_bound\":2,\"lower_bound\":1}]}},"
                + "\"common\":{\"num_missing\":0,\"num_present\":2}},\"inferred_type\":\"Integral\",\"name\":\"n\"}],"
                + "\"dataset\":{\"item_count\":2.0}}");
        ColumnStatistics.Numeric column =
                (ColumnStatistics.Numeric) statistics.columns().get(0);

        assertThat(column.present()).isEqualTo(2);
        assertThat(column.buckets().get(0).count()).isEqualTo(2);
        assertThat(Objects.requireNonNull(column.sketch()).levels().get(0)).containsExactly(1, 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|is empty",
                "`[]`|line 1, column 1: the file is no object",
                "`{\"dataset\":{\"item_count\":1}`|ends too early at line 1",
                "`{\"dataset\" 1}`|is not JSON at line 1, column 12",
                "`{}`|line 1, column 1: the object has no dataset",
                "`{\"dataset\":{\"item_count\":-1}}`|item_count = -1.0 is not a whole number from 0 up",
                "`{\"dataset\":{\"item_count\":\"1\"}}`|line 1, column 26: item_count is not a number",
                "`{\"dataset\":{\"item_count\":1},\"features\":[{\"name\":\"a\",\"inferred_type\":\"Int\"}]}`|feature 'a': feature type = 'Int' is none of",
                "`{\"dataset\":{\"item_count\":1},\"features\":[{\"name\":\"a\",\"inferred_type\":\"String\"}]}`|the object has no string_statistics",
                "`{\"dataset\":{\"item_count\":1},\"features\":[{\"name\":\"a\",\"inferred_type\":\"Unknown\"},{\"name\":\"a\",\"inferred_type\":\"Unknown\"}]}`|feature 'a' stands twice"
            })
    void aBrokenStatisticsFileIsRefusedWithPlaceAndAdvice(String file, String message) {
        assertThatExceptionOfType(UnreadableServiceFileException.class)
                .isThrownBy(() -> statistics(file == null ? "" : file))
                .withMessageStartingWith("some.json: ")
                .withMessageContaining(message)
                .withMessageContaining("tidemark baseline --service-files");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"monitoring_config\":{\"evaluate_constraints\":\"On\"}}`|line 1, column 46: evaluate_constraints = 'On' is neither Enabled nor Disabled",
                "`{\"monitoring_config\":{\"datatype_check_threshold\":-1}}`|datatype_check_threshold = -1.0 is not a number from 0 up",
                "`{\"monitoring_config\":{\"distribution_constraints\":{\"comparison_method\":\"KS\"}}}`|comparison_method = 'KS' is none of Simple, Robust, linf_simple, linf_robust",
                "`{\"features\":[{\"name\":\"a\",\"inferred_type\":\"String\",\"completeness\":2}]}`|completeness = 2.0 is not in [0, 1]",
                "`{\"features\":[{\"name\":\"a\",\"inferred_type\":\"String\",\"string_constraints\":{\"domains\":[1]}}]}`|domains is not a text",
                "`{\"features\":{}}`|features is not an array"
            })
    void aBrokenConstraintsFileIsRefusedWithPlaceAndAdvice(String file, String message) {
        assertThatExceptionOfType(UnreadableServiceFileException.class)
                .isThrownBy(() -> constraints(file))
                .withMessageStartingWith("some.json: ")
                .withMessageContaining(message);
    }

    private static ServiceStatistics sampleStatistics() {
        ServiceProfile profile = ServiceProfile.ofColumns(List.of("n", "t", "u"), List.of());
        for (String[] row : new String[][] {{"1.5", "a\"b", ""}, {"2", "é", ""}, {"", "é", ""}}) {
            for (int i = 0; i < row.length; i++) {
                byte[] text = row[i].getBytes(StandardCharsets.UTF_8);
                profile.add(i, text, 0, text.length);
            }
            profile.endRow();
        }
        return profile.dataset().statistics();
    }

    private static byte[] written(ServiceStatistics statistics) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StatisticsJson.write(statistics, out);
        return out.toByteArray();
    }

    private static byte[] written(ServiceConstraints constraints) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ConstraintsJson.write(constraints, out);
        return out.toByteArray();
    }

    private static ServiceStatistics statistics(String json) throws IOException {
        return StatisticsJson.read(stream(json), "some.json");
    }

    private static ServiceConstraints constraints(String json) throws IOException {
        return ConstraintsJson.read(stream(json), "some.json");
    }

    private static List<ServiceViolation> violations(String json) throws IOException {
        return ConstraintViolationsJson.read(stream(json), "some.json");
    }

    private static InputStream stream(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ServiceFilesTest.class.getResourceAsStream("/service/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
