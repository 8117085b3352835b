package io.tidemark.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.wire.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service's files of bias and explanations, read and written. */
final class BiasFilesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"bias-analysis-adult.json", "bias-analysis-churn.json"})
    void thePublishedAnalysesComeBackWithEveryValue(String name) throws IOException {
        byte[] file = resource(name);

        byte[] again = written(analysis(file));

        assertThat(MAPPER.readTree(again)).isEqualTo(MAPPER.readTree(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bias-violations-adult.json", "bias-violations-churn.json"})
    void thePublishedViolationsComeBackWithEveryValue(String name) throws IOException {
        byte[] file = resource(name);
        ByteArrayOutputStream again = new ByteArrayOutputStream();

        BiasViolationsJson.write(BiasViolationsJson.read(new ByteArrayInputStream(file), name), again);

        assertThat(MAPPER.readTree(again.toByteArray())).isEqualTo(MAPPER.readTree(file));
    }

    @Test
    void metricsAreFoundInBothHalves() throws IOException {
        BiasAnalysis analysis = analysis(resource("bias-analysis-churn.json"));

        assertThat(analysis.metric("Account Length", "(100, 225]", "DI"))
                .hasValueSatisfying(metric -> assertThat(metric.value()).isEqualTo(0.9762611275964392));
        assertThat(analysis.metric("Account Length", "(100, 225]", "CI")).isPresent();
        assertThat(analysis.metric("Account Length", "(100, 225]", "CDDL")).hasValueSatisfying(metric -> {
            assertThat(metric.value()).isNaN();
            assertThat(metric.error()).isEqualTo("Group variable is empty or not provided");
        });
        assertThat(analysis.metric("Account Length", "1", "DI")).isEmpty();
        assertThat(analysis.metric("Age", "(100, 225]", "DI")).isEmpty();
    }

    @Test
    void everyAnalysisComesBack() throws IOException {
        for (long seed = 0; seed < 200; seed++) {
            BiasAnalysis analysis = analysis(seed);

            assertThat(analysis(written(analysis))).as("seed " + seed).isEqualTo(analysis);
        }
    }

    @Test
    void halfAnAnalysisIsOne() throws IOException {
        BiasAnalysis analysis = analysis("""
                {"pre_training_bias_metrics":{"label":"y","facets":{}}}""".getBytes(StandardCharsets.UTF_8));

        assertThat(analysis.postTraining()).isEmpty();
        assertThat(analysis.preTraining()).contains(new BiasAnalysis.Stage("y", "", Map.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"explanations":{}}                                                     | no analysis of bias
                    {"pre_training_bias_metrics":{"facets":{}}}                             | has no label
                    {"pre_training_bias_metrics":{"label":"y"}}                             | has no facets
                    {"pre_training_bias_metrics":{"label":"y","facets":{"a":[{}]}}}         | has no value_or_threshold
                    {"post_training_bias_metrics":{"label":"y","facets":{"a":{}}}}          | a is not an array
                    """)
    void damagedAnalysesAreRefusedWithTheirPlace(String file, String because) {
        assertThatExceptionOfType(UnreadableServiceFileException.class)
                .isThrownBy(() -> analysis(file.strip().getBytes(StandardCharsets.UTF_8)))
                .withMessageStartingWith("analysis.json: line 1")
                .withMessageContaining(because);
    }

    @Test
    void infiniteValuesAreTexts() throws IOException {
        BiasAnalysis.Metric metric = new BiasAnalysis.Metric("TE", "", Double.NEGATIVE_INFINITY, "");
        BiasAnalysis analysis = new BiasAnalysis(
                Optional.empty(),
                Optional.of(new BiasAnalysis.Stage(
                        "y", "1", Map.of("f", List.of(new BiasAnalysis.Facet("a", List.of(metric)))))));

        assertThat(new String(written(analysis), StandardCharsets.UTF_8)).contains("\"value\" : \"-Infinity\"");
        assertThat(analysis(written(analysis))).isEqualTo(analysis);
    }

    @Test
    void thePublishedExplanationsComeBackInTheirOrder() throws IOException {
        byte[] file = resource("explanations-adult.json");

        GlobalAttributions attributions = GlobalAttributionsJson.read(new ByteArrayInputStream(file), "analysis.json");

        assertThat(attributions.method()).isEqualTo("kernel_shap");
        Map<String, Double> values =
                Objects.requireNonNull(attributions.byLabel().get("label0"));
        assertThat(values).hasSize(14).containsEntry("Education-Num", 0.09914514927164537);
        assertThat(values.keySet()).startsWith("Age", "Workclass", "fnlwgt");
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        GlobalAttributionsJson.write(attributions, again);
        assertThat(GlobalAttributionsJson.read(new ByteArrayInputStream(again.toByteArray()), "again"))
                .isEqualTo(attributions);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"version":"1.0"}                                                            | has no explanations
                    {"explanations":{}}                                                          | names no method
                    {"explanations":{"kernel_shap":{"label0":{}}}}                               | has no global_shap_values
                    {"explanations":{"kernel_shap":{"label0":{"global_shap_values":{"a":"x"}}}}} | a is not a number
                    """)
    void damagedExplanationsAreRefusedWithTheirPlace(String file, String because) {
        assertThatExceptionOfType(UnreadableServiceFileException.class)
                .isThrownBy(() -> GlobalAttributionsJson.read(
                        new ByteArrayInputStream(file.strip().getBytes(StandardCharsets.UTF_8)), "analysis.json"))
                .withMessageStartingWith("analysis.json: line 1")
                .withMessageContaining(because);
    }

    private static BiasAnalysis analysis(long seed) {
        Samples samples = new Samples(seed);
        Random random = new Random(seed);
        Optional<BiasAnalysis.Stage> pre = Optional.of(stage(samples, random));
        return new BiasAnalysis(pre, random.nextBoolean() ? Optional.of(stage(samples, random)) : Optional.empty());
    }

    private static BiasAnalysis.Stage stage(Samples samples, Random random) {
        Map<String, List<BiasAnalysis.Facet>> facets = new LinkedHashMap<>();
        for (int column = random.nextInt(4); column > 0; column--) {
            List<BiasAnalysis.Facet> list = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                list.add(new BiasAnalysis.Facet(samples.text(), metrics(samples, random)));
            }
            facets.put("c" + column + samples.text(), list);
        }
        return new BiasAnalysis.Stage(samples.text(), samples.text(), facets);
    }

    private static List<BiasAnalysis.Metric> metrics(Samples samples, Random random) {
        List<BiasAnalysis.Metric> metrics = new ArrayList<>();
        for (int i = random.nextInt(22); i > 0; i--) {
            metrics.add(new BiasAnalysis.Metric("M" + i, samples.text(), samples.number(), samples.text()));
        }
        return metrics;
    }

    private static byte[] written(BiasAnalysis analysis) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BiasAnalysisJson.write(analysis, out);
        return out.toByteArray();
    }

    private static BiasAnalysis analysis(byte[] file) throws IOException {
        return BiasAnalysisJson.read(new ByteArrayInputStream(file), "analysis.json");
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(BiasFilesTest.class.getResourceAsStream("/service/" + name), name)) {
            return in.readAllBytes();
        }
    }
}
