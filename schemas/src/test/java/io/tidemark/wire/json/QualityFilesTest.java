package io.tidemark.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.core.model.MetricConstraint;
import io.tidemark.core.model.MetricConstraint.Comparison;
import io.tidemark.core.model.ModelConstraints;
import io.tidemark.core.model.Problem;
import io.tidemark.wire.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The service's files of model quality, read and written; sources and licences in resources/service/SOURCES.md. */
final class QualityFilesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void thePublishedRegressionStatisticsComeBackWithEveryValue() throws IOException {
        byte[] file = resource("quality-statistics-regression.json");

        byte[] again = written(statistics(file));

        assertThat(MAPPER.readTree(again)).isEqualTo(MAPPER.readTree(file));
    }

    @Test
    void thePublishedBinaryStatisticsAreUnderstood() throws IOException {
        QualityStatistics statistics = statistics(resource("quality-statistics-binary.json"));

        assertThat(statistics.problem()).isEqualTo(Problem.BINARY);
        assertThat(statistics.dataset()).isNull();
        assertThat(statistics.metrics()).hasSize(17);
        assertThat(statistics.metrics().get("accuracy")).isEqualTo(new QualityStatistics.Value(0.5, Double.NaN));
        assertThat(statistics.metrics().get("auc")).isEqualTo(new QualityStatistics.Value(1, 0.1));
        QualityStatistics.Matrix matrix = Objects.requireNonNull(statistics.matrix());
        assertThat(matrix.labels()).containsExactly("0", "1");
        assertThat(matrix.get(0, 1)).as("rows are true labels").isEqualTo(2);
        assertThat(matrix.get(1, 0)).isZero();
        QualityStatistics.Curve roc = Objects.requireNonNull(statistics.roc());
        assertThat(roc.x()).containsExactly(0, 0, 0, 0, 0, 1);
        assertThat(roc.y()).containsExactly(0, 0.25, 0.5, 0.75, 1, 1);
        QualityStatistics.Curve precisionRecall = Objects.requireNonNull(statistics.precisionRecall());
        assertThat(precisionRecall.x()).containsExactly(0, 0.25, 0.5, 0.75, 1);
        assertThat(precisionRecall.y()).containsExactly(1, 1, 1, 1, 1);
        assertThat(statistics(written(statistics))).isEqualTo(statistics);
    }

    @Test
    void everyStatisticsFileComesBack() throws IOException {
        for (long seed = 0; seed < 200; seed++) {
            QualityStatistics statistics = statistics(seed);

            assertThat(statistics(written(statistics))).as("seed " + seed).isEqualTo(statistics);
        }
    }

    @Test
    void whatIsNotDefinedIsATextAsTheServiceWritesIt() throws IOException {
        QualityStatistics statistics = new QualityStatistics(
                Problem.REGRESSION,
                new QualityStatistics.Dataset(3, ""),
                Map.of("r2", new QualityStatistics.Value(Double.NaN, Double.NaN)),
                null,
                null,
                null);

        assertThat(new String(written(statistics), StandardCharsets.UTF_8)).isEqualTo("""
                {
                  "version" : 0.0,
                  "dataset" : {
                    "item_count" : 3
                  },
                  "regression_metrics" : {
                    "r2" : {
                      "value" : "NaN",
                      "standard_deviation" : "NaN"
                    }
                  }
                }""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {}                                                                   | no model-quality statistics file
                    {"regression_metrics":{"mae":{"value":"much"}}}                      | value = 'much' is no number
                    {"regression_metrics":[1]}                                           | regression_metrics is no object
                    {"binary_classification_metrics":{"confusion_matrix":{"0":{"1":2}}}} | has no row 1
                    {"binary_classification_metrics":{"confusion_matrix":{"0":{"0":-2}}}}| is not a whole number
                    """)
    void damagedStatisticsAreRefusedWithTheirPlace(String file, String because) {
        assertThatExceptionOfType(UnreadableServiceFileException.class)
                .isThrownBy(() -> statistics(file.strip().getBytes(StandardCharsets.UTF_8)))
                .withMessageStartingWith("statistics.json: line 1")
                .withMessageContaining(because);
    }

    @Test
    void curveWithMorePointsOnOneSideIsRefused() {
        String file = "{\"binary_classification_metrics\":{\"receiver_operating_characteristic_curve\":"
                + "{\"false_positive_rates\":[0,1],\"true_positive_rates\":[0]}}}";

        assertThatExceptionOfType(UnreadableServiceFileException.class)
                .isThrownBy(() -> statistics(file.getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("has 2 false_positive_rates and 1 true_positive_rates");
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void constraintsOfEveryProblemComeBack(Problem problem) throws IOException {
        QualityConstraintsJson.Content content = new QualityConstraintsJson.Content(
                problem,
                new ModelConstraints(Map.of(
                        "recall", new MetricConstraint(0.75, Comparison.LESS_THAN),
                        "mae", new MetricConstraint(1e-4, Comparison.GREATER_THAN))));

        assertThat(constraints(written(content))).isEqualTo(content);
    }

    @Test
    void constraintsAreReadAsTheServiceWritesThem() throws IOException {
        QualityConstraintsJson.Content content = constraints("""
                {"version":0.0,"binary_classification_constraints":{
                "recall":{"threshold":0.75,"comparison_operator":"LessThanThreshold","additional_properties":null},
                "false_positive_rate":{"threshold":0.1,"comparison_operator":"GreaterThanThreshold"}}}""".getBytes(StandardCharsets.UTF_8));

        assertThat(content.problem()).isEqualTo(Problem.BINARY);
        assertThat(content.constraints().byMetric())
                .containsOnly(
                        Map.entry("recall", new MetricConstraint(0.75, Comparison.LESS_THAN)),
                        Map.entry("false_positive_rate", new MetricConstraint(0.1, Comparison.GREATER_THAN)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"features":[]}                                                                | no model-quality constraints file
                    {"regression_constraints":{"mae":{"threshold":1}}}                             | has no comparison_operator
                    {"regression_constraints":{"mae":{"threshold":1,"comparison_operator":"Less"}}}| mae: comparison 'Less'
                    {"regression_constraints":{"mae":{"comparison_operator":"LessThanThreshold"}}} | mae: the threshold
                    {"regression_constraints":{"mae":1}}                                           | mae is no object
                    """)
    void damagedConstraintsAreRefusedWithTheirPlace(String file, String because) {
        assertThatExceptionOfType(UnreadableServiceFileException.class)
                .isThrownBy(() -> constraints(file.strip().getBytes(StandardCharsets.UTF_8)))
                .withMessageStartingWith("constraints.json: line 1")
                .withMessageContaining(because);
    }

    @Test
    void violationsComeBackInTheServicesKeys() throws IOException {
        List<QualityViolation> violations = List.of(
                new QualityViolation(
                        "LessThanThreshold", "Metric recall with 0.7 was LessThanThreshold 0.75", "recall"),
                new QualityViolation("GreaterThanThreshold", "", "mae"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        QualityViolationsJson.write(violations, out);

        assertThat(MAPPER.readTree(out.toByteArray()).get("violations").get(0))
                .isEqualTo(MAPPER.readTree("{\"constraint_check_type\":\"LessThanThreshold\",\"description\":"
                        + "\"Metric recall with 0.7 was LessThanThreshold 0.75\",\"metric_name\":\"recall\"}"));
        assertThat(QualityViolationsJson.read(new ByteArrayInputStream(out.toByteArray()), "v"))
                .isEqualTo(violations);
    }

    private static QualityStatistics statistics(long seed) {
        Samples samples = new Samples(seed);
        Random random = new Random(seed);
        Problem problem = List.of(Problem.values()).get(random.nextInt(3));
        Map<String, QualityStatistics.Value> metrics = new LinkedHashMap<>();
        for (int i = random.nextInt(20); i > 0; i--) {
            metrics.put("metric" + i + samples.text(), new QualityStatistics.Value(samples.number(), samples.number()));
        }
        List<String> labels = List.of("0", "1", samples.text() + "x").subList(0, 1 + random.nextInt(3));
        List<Long> cells = random.longs((long) labels.size() * labels.size(), 0, 1L << 50)
                .boxed()
                .toList();
        boolean hasCurves = random.nextBoolean();
        return new QualityStatistics(
                problem,
                random.nextBoolean() ? new QualityStatistics.Dataset(random.nextInt(1_000), samples.text()) : null,
                metrics,
                problem == Problem.REGRESSION ? null : new QualityStatistics.Matrix(labels, cells),
                hasCurves ? curve(random) : null,
                hasCurves ? curve(random) : null);
    }

    private static QualityStatistics.Curve curve(Random random) {
        int points = random.nextInt(50);
        return new QualityStatistics.Curve(
                random.doubles(points).toArray(), random.doubles(points).toArray());
    }

    private static byte[] written(QualityStatistics statistics) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        QualityStatisticsJson.write(statistics, out);
        return out.toByteArray();
    }

    private static byte[] written(QualityConstraintsJson.Content content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        QualityConstraintsJson.write(content, out);
        return out.toByteArray();
    }

    private static QualityStatistics statistics(byte[] file) throws IOException {
        return QualityStatisticsJson.read(new ByteArrayInputStream(file), "statistics.json");
    }

    private static QualityConstraintsJson.Content constraints(byte[] file) throws IOException {
        return QualityConstraintsJson.read(new ByteArrayInputStream(file), "constraints.json");
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(QualityFilesTest.class.getResourceAsStream("/service/" + name), name)) {
            return in.readAllBytes();
        }
    }
}
