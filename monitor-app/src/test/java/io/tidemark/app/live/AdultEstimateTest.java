package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.app.Main;
import io.tidemark.app.console.RecordedConsole;
import io.tidemark.app.options.ModelFile;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.model.Prediction;
import io.tidemark.core.quality.FigureKind;
import io.tidemark.core.quality.ModelConfig;
import io.tidemark.core.quality.ModelEvaluator;
import io.tidemark.core.quality.ModelReport;
import io.tidemark.core.quality.ModelWindow;
import io.tidemark.core.window.WindowKey;
import io.tidemark.core.window.WindowSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is estimated of the bundled census stream before labels, beside what its labels say, by the fault that was put in.
 * Leaves the table of docs/quality.md in target/evidence.
 */
final class AdultEstimateTest {
    private static final Path EXAMPLES = Path.of("..", "examples", "adult");
    private static final Duration LENGTH = Duration.ofHours(2);
    private static final List<String> FIGURES = List.of("accuracy", "auc", "f1");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** By fault, then by name of a figure: sums of estimates, of measured values, of distances. */
    private static final Map<String, Map<String, double[]>> SUMS = new LinkedHashMap<>();

    private static final Map<String, Integer> WINDOWS = new LinkedHashMap<>();

    @BeforeAll
    static void compare(@TempDir Path folder) throws IOException {
        ModelBaseline model = model(folder);
        Map<Long, JsonNode> measured = measured(folder);
        ModelEvaluator evaluator = new ModelEvaluator(WindowSpec.of(LENGTH, Duration.ZERO), ModelConfig.defaults());
        for (Map.Entry<Long, ModelProfile> window : unlabelled(model).entrySet()) {
            WindowKey key = new WindowKey("census-income", "AllTraffic", window.getKey());
            ModelReport before = evaluator
                    .evaluate(ModelWindow.of(key, 1, false), window.getValue(), model)
                    .report();
            add(before, Objects.requireNonNull(measured.get(window.getKey())));
        }
    }

    private static ModelBaseline model(Path folder) {
        Path file = folder.resolve("model.json");
        run(
                "baseline",
                "quality",
                EXAMPLES.resolve("model/predictions.csv.gz").toString(),
                "--label=income",
                "--predicted=predicted_label@0",
                "--probability=score@1",
                "-o",
                file.toString());
        return new ModelFile(file).read();
    }

    private static void run(String... args) {
        RecordedConsole console = RecordedConsole.piped();
        assertThat(Main.run(console.console(), args)).as(console.err()).isIn(0, 1);
    }

    /** The reports of an audit with labels, by the start of their window. */
    private static Map<Long, JsonNode> measured(Path folder) throws IOException {
        String baseline = folder.resolve("b.json").toString();
        run("baseline", EXAMPLES.resolve("train.csv").toString(), "--label=income", "-o", baseline);
        run(
                "audit",
                EXAMPLES.resolve("capture").toString(),
                "--endpoint=census-income",
                "--baseline=" + baseline,
                "--model=" + folder.resolve("model.json"),
                "--ground-truth=" + EXAMPLES.resolve("groundtruth"),
                "--label-conflict=first",
                "--window=2h",
                "--out=" + folder.resolve("out"));
        Map<Long, JsonNode> reports = new TreeMap<>();
        for (String line : Files.readAllLines(folder.resolve("out/model-reports.ndjson"))) {
            JsonNode report = MAPPER.readTree(line);
            reports.put(Instant.parse(report.get("windowStart").asText()).toEpochMilli(), report);
        }
        return reports;
    }

    /** The predictions alone, read from the captured lines. */
    private static Map<Long, ModelProfile> unlabelled(ModelBaseline model) throws IOException {
        Map<Long, ModelProfile> windows = new TreeMap<>();
        for (Path file : files()) {
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    addPrediction(line, model, windows);
                }
            }
        }
        return windows;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(EXAMPLES.resolve("capture"))) {
            return all.filter(file -> file.toString().endsWith(".gz")).sorted().toList();
        }
    }

    private static void addPrediction(String line, ModelBaseline model, Map<Long, ModelProfile> windows) {
        JsonNode capture;
        try {
            capture = MAPPER.readTree(line);
        } catch (JsonProcessingException damagedOnPurpose) {
            return;
        }
        if (capture.at("/captureData/endpointInput/data").asText().isEmpty()) {
            return; // a dead letter, like the line above
        }
        String[] answer =
                capture.at("/captureData/endpointOutput/data").asText().split(",", -1);
        long time = Instant.parse(capture.at("/eventMetadata/inferenceTime").asText())
                .toEpochMilli();
        Prediction prediction = new Prediction(
                Integer.parseInt(answer[0]),
                Double.parseDouble(answer[1]),
                new double[0],
                0,
                Prediction.NONE,
                Prediction.NONE,
                new double[0]);
        windows.computeIfAbsent(time - time % LENGTH.toMillis(), start -> ModelProfile.empty(model))
                .addPrediction(prediction, 1);
    }

    private static void add(ModelReport before, JsonNode after) throws IOException {
        String fault = fault(before.window().window().startMs());
        WINDOWS.merge(fault, 1, Integer::sum);
        for (String name : FIGURES) {
            double estimate =
                    before.figure(name, FigureKind.ESTIMATE).orElseThrow().value();
            double truth = naive(after, name);
            double[] sums = SUMS.computeIfAbsent(fault, any -> new LinkedHashMap<>())
                    .computeIfAbsent(name, any -> new double[3]);
            sums[0] += estimate;
            sums[1] += truth;
            sums[2] += Math.abs(estimate - truth);
        }
    }

    private static double naive(JsonNode report, String name) {
        for (JsonNode figure : report.get("figures")) {
            if (figure.get("name").asText().equals(name)
                    && figure.get("kind").asText().equals("NAIVE")) {
                return figure.get("value").asDouble();
            }
        }
        throw new AssertionError("no " + name + " in " + report);
    }

    /** What truth.json says was put into the hour. */
    private static String fault(long startMs) throws IOException {
        Instant start = Instant.ofEpochMilli(startMs);
        for (JsonNode segment :
                MAPPER.readTree(EXAMPLES.resolve("truth.json").toFile()).get("segments")) {
            boolean isBefore = start.isBefore(Instant.parse(segment.get("from").asText()));
            if (!isBefore
                    && start.isBefore(Instant.parse(segment.get("to_exclusive").asText()))) {
                return segment.get("kind").asText();
            }
        }
        throw new AssertionError("no segment holds " + start);
    }

    private static double mean(String fault, String name, int which) {
        double[] sums =
                Objects.requireNonNull(Objects.requireNonNull(SUMS.get(fault)).get(name));
        return sums[which] / Objects.requireNonNull(WINDOWS.get(fault));
    }

    @Test
    void estimatesFollowFaultsOfTheInput() {
        List<String> seen = SUMS.keySet().stream()
                .filter(fault -> !fault.equals("concept_drift_labels"))
                .toList();
        assertThat(seen).hasSizeGreaterThan(3).contains("none", "covariate_shift");
        assertThat(seen)
                .allSatisfy(fault -> assertThat(mean(fault, "accuracy", 0) - mean(fault, "accuracy", 1))
                        .as(fault)
                        .isBetween(-0.03, 0.03));
        assertThat(mean("none", "accuracy", 2)).isLessThan(0.03);
        assertThat(mean("none", "auc", 2)).isLessThan(0.03);
        assertThat(mean("none", "f1", 2)).isLessThan(0.06);
    }

    @Test
    void estimatesAreBlindToConceptDrift() {
        assertThat(mean("concept_drift_labels", "accuracy", 0)).as("estimate").isGreaterThan(0.84);
        assertThat(mean("concept_drift_labels", "accuracy", 1)).as("measured").isLessThan(0.75);
    }

    @Test
    void theTableOfThePageIsThisOne() throws IOException {
        List<String> table = new ArrayList<>(List.of(
                "| fault put in | windows | accuracy: estimated, measured | AUC | F1 |", "|---|---:|---|---|---|"));
        SUMS.forEach((fault, figures) -> {
            StringBuilder row = new StringBuilder("| " + fault.replace('_', ' ') + " | " + WINDOWS.get(fault) + " |");
            FIGURES.forEach(name -> row.append(
                    String.format(Locale.ROOT, " %.3f, %.3f |", mean(fault, name, 0), mean(fault, name, 1))));
            table.add(row.toString());
        });
        Evidence.keep(AdultEstimateTest.class, table.toArray(String[]::new));
        assertThat(Path.of("..", "docs", "quality.md"))
                .content()
                .as("replace the table in docs/quality.md by that of target/evidence/AdultEstimateTest.txt")
                .contains(String.join("\n", table));
    }
}
