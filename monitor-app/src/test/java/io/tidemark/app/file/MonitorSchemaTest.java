package io.tidemark.app.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.capture.CaptureAttributes;
import io.tidemark.core.capture.CaptureFilter;
import io.tidemark.core.capture.CaptureForm;
import io.tidemark.core.capture.FieldPolicy;
import io.tidemark.core.capture.RowColumns;
import io.tidemark.core.config.Deduplication;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.episode.EpisodePolicy;
import io.tidemark.core.evaluation.EvaluationConfig;
import io.tidemark.core.label.LabelRules;
import io.tidemark.core.quality.ModelConfig;
import io.tidemark.core.quality.ModelRules;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.stats.fairness.BiasMetric;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schema, the records and the page of documentation hold the same keys and the same defaults. */
final class MonitorSchemaTest {
    private static final String HEAD = "version: 1\nendpoint: adult\n";

    /** A value other than the default for every key that holds one. */
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("endpoint", "other"),
            Map.entry("owner", "team"),
            Map.entry("link", "https://example.com"),
            Map.entry("window.size", "2h"),
            Map.entry("window.offset", "5m"),
            Map.entry("window.grace", "1m"),
            Map.entry("timing.idle", "1m"),
            Map.entry("timing.future", "1m"),
            Map.entry("timing.dedup", "off"),
            Map.entry("capture.columns", "[a]"),
            Map.entry("capture.features", "features"),
            Map.entry("capture.inference", "label"),
            Map.entry("capture.probability", "score"),
            Map.entry("capture.exclude", "[a]"),
            Map.entry("capture.allow", "[a]"),
            Map.entry("capture.drop", "[a]"),
            Map.entry("capture.hash", "[a], hashKey: {env: KEY}"),
            Map.entry("capture.hashKey.env", "KEY"),
            Map.entry("capture.hashKey.file", "key"),
            Map.entry("capture.sample", "0.5"),
            Map.entry("capture.filter.variant", "[a]"),
            Map.entry("capture.filter.attribute", "[a]"),
            Map.entry("capture.filter.attributes", "{a: [b]}"),
            Map.entry("capture.filter.fields", "{a: [b]}"),
            Map.entry("capture.strictEncodings", "true"),
            Map.entry("rules.minimumCount", "7"),
            Map.entry("rules.off", "[DR002]"),
            Map.entry("model.rules", "service"),
            Map.entry("model.confidence", "0.9"),
            Map.entry("model.coverage", "0.5"),
            Map.entry("model.minimumCount", "7"),
            Map.entry("model.tolerances", "{f1: 0.1}"),
            Map.entry("labels.horizon", "1d"),
            Map.entry("labels.orphans", "1d"),
            Map.entry("labels.conflict", "first"),
            Map.entry("labels.silence", "2h"),
            Map.entry("labels.coverageSteps", "[0.5]"),
            Map.entry("bias.minimumGroup", "7"),
            Map.entry("bias.disclosure", "7"),
            Map.entry("bias.bands", "{DPPL: [-0.2, 0.2]}"),
            Map.entry("episodes.open", "3"),
            Map.entry("episodes.better", "3"),
            Map.entry("episodes.resolve", "3"));

    /** Components of records that no key says, and why. */
    private static final Map<String, String> WITHOUT_KEY = Map.of(
            "Deduplication.mostIds", "a budget of the process",
            "CaptureAttributes.label", "labels are read by their own reader",
            "CaptureAttributes.labels", "labels are read by their own reader",
            "CaptureFilter.seed", "another sample of the same share");

    /** Which key says a component of a record; several components of one key stand apart. */
    private static final Map<String, String> KEY_OF_COMPONENT = Map.ofEntries(
            Map.entry("WindowSpec.sizeMs", "window.size"),
            Map.entry("WindowSpec.offsetMs", "window.offset"),
            Map.entry("Timing.grace", "window.grace"),
            Map.entry("Timing.idleTimeout", "timing.idle"),
            Map.entry("Timing.future", "timing.future"),
            Map.entry("Deduplication.isOn", "timing.dedup"),
            Map.entry("Deduplication.horizon", "timing.dedup"),
            Map.entry("CaptureAttributes.features", "capture.features"),
            Map.entry("CaptureAttributes.inference", "capture.inference"),
            Map.entry("CaptureAttributes.probability", "capture.probability"),
            Map.entry("RowColumns.names", "capture.columns"),
            Map.entry("RowColumns.excluded", "capture.exclude"),
            Map.entry("FieldPolicy.allowed", "capture.allow"),
            Map.entry("FieldPolicy.dropped", "capture.drop"),
            Map.entry("FieldPolicy.hashed", "capture.hash"),
            Map.entry("FieldPolicy.key", "capture.hashKey.env"),
            Map.entry("CaptureFilter.share", "capture.sample"),
            Map.entry("CaptureFilter.conditions", "capture.filter.fields"),
            Map.entry("CaptureForm.strictEncodings", "capture.strictEncodings"),
            Map.entry("EvaluationConfig.minRows", "rules.minimumCount"),
            Map.entry("EvaluationConfig.rules", "rules.limits.DR003"),
            Map.entry("LabelRules.horizon", "labels.horizon"),
            Map.entry("LabelRules.orphans", "labels.orphans"),
            Map.entry("LabelRules.conflict", "labels.conflict"),
            Map.entry("LabelRules.coverageSteps", "labels.coverageSteps"),
            Map.entry("ModelRules.quality", "model.rules"),
            Map.entry("ModelRules.bias", "model.rules"),
            Map.entry("ModelRules.attribution", "model.rules"),
            Map.entry("ModelRules.confidence", "model.confidence"),
            Map.entry("ModelRules.leastCoverage", "model.coverage"),
            Map.entry("ModelRules.minRows", "model.minimumCount"),
            Map.entry("ModelRules.minGroup", "bias.minimumGroup"),
            Map.entry("ModelRules.disclosure", "bias.disclosure"),
            Map.entry("ModelRules.tolerances", "model.tolerances"),
            Map.entry("ModelRules.bands", "bias.bands"),
            Map.entry("EpisodePolicy.openAfter", "episodes.open"),
            Map.entry("EpisodePolicy.betterAfter", "episodes.better"),
            Map.entry("EpisodePolicy.resolveAfter", "episodes.resolve"));

    private static final List<Class<?>> RECORDS = List.of(
            WindowSpec.class,
            MonitorConfig.Timing.class,
            Deduplication.class,
            CaptureForm.class,
            CaptureAttributes.class,
            RowColumns.class,
            FieldPolicy.class,
            CaptureFilter.class,
            EvaluationConfig.class,
            LabelRules.class,
            ModelRules.class,
            EpisodePolicy.class);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyKeyChangesTheMonitor() throws IOException {
        TreeMap<String, String> others = new TreeMap<>(OTHERS);
        limits().forEach(code -> others.put("rules.limits." + code, "0.123"));
        TreeSet<String> known = new TreeSet<>(leaves());
        known.remove("version");
        // Schedules are read by io.tidemark.app.schedule and tested there: they change no verdict.
        known.remove("schedules");
        assertThat(others.keySet()).isEqualTo(known);
        MonitorFile standard = read(HEAD);
        for (Map.Entry<String, String> other : others.entrySet()) {
            if (other.getKey().startsWith("capture.hashKey")) {
                continue;
            }
            MonitorFile changed = read(yaml(other.getKey(), other.getValue()));
            assertThat(values(changed)).as(other.getKey()).isNotEqualTo(values(standard));
        }
    }

    @Test
    void everyComponentOfTheRecordsHasAKey() {
        TreeSet<String> components = new TreeSet<>();
        for (Class<?> type : RECORDS) {
            for (RecordComponent component : type.getRecordComponents()) {
                if (!RECORDS.contains(component.getType())) {
                    components.add(type.getSimpleName() + "." + component.getName());
                }
            }
        }
        TreeSet<String> said = new TreeSet<>(KEY_OF_COMPONENT.keySet());
        said.addAll(WITHOUT_KEY.keySet());
        assertThat(components).isEqualTo(said);
        assertThat(leaves()).containsAll(KEY_OF_COMPONENT.values());
    }

    @Test
    void defaultsOfTheSchemaAreThoseOfTheCode() {
        MonitorFile file = read(HEAD);
        assertThat(file.config()).isEqualTo(MonitorConfig.defaults());
        assertThat(file.config().hash()).isEqualTo(MonitorConfig.defaults().hash());
        assertThat(file.model()).isEqualTo(ModelConfig.defaults());
        assertThat(file.labelSilence()).isEqualTo(Duration.ofHours(1));
        assertThat(file.episodes()).isEqualTo(EpisodePolicy.DEFAULT);
        assertThat(file.about()).isEqualTo(new MonitorFile.About("adult", "", ""));
    }

    /** The file without limits leaves the rules alone, so their defaults stand in the schema as words. */
    @Test
    void limitsThatTheSchemaNamesAreThoseOfTheCode() {
        EvaluationConfig standard = EvaluationConfig.defaults();
        JsonNode limits = properties("rules").path("limits").path("properties");
        for (String code : limits()) {
            String said = limits.path(code).path("x-default").asText();
            EvaluationConfig same = said.equals("off")
                    ? standard.without(code)
                    : standard.with(code, Double.parseDouble(said.split(" ", 2)[0]));
            assertThat(code.equals("DR006") || same.equals(standard))
                    .as("%s: %s", code, said)
                    .isTrue();
        }
        assertThat(limits.path("DR006").path("x-default").asText()).isEqualTo("0.2 for numbers, off for categories");
        assertThat(standard.rules().stream()
                        .filter(rule -> rule.code().equals("DR006"))
                        .toList())
                .hasSize(1);
    }

    @Test
    void everyKeyHasASentenceAndADefaultOrIsRequired() {
        assertThat(nodes("", ConfigSchema.MONITOR.tree().path("properties")))
                .allSatisfy((key, node) ->
                        assertThat(node.path("description").asText()).as(key).endsWith("."));
        nodes("", ConfigSchema.MONITOR.tree().path("properties"))
                .forEach((key, node) -> assertThat(node.has("default")
                                || node.has("x-default")
                                || key.matches("version|endpoint|capture\\.(hashKey|filter)\\b.*"))
                        .as(key)
                        .isTrue());
    }

    @Test
    void biasMetricsAreThoseOfTheCode() {
        List<String> names = new ArrayList<>();
        properties("bias").path("bands").path("propertyNames").path("enum").forEach(one -> names.add(one.asText()));
        assertThat(names)
                .containsExactlyElementsOf(
                        Arrays.stream(BiasMetric.values()).map(Enum::name).toList());
    }

    @Test
    void pageOfDocumentationIsMadeOfTheSchemas() throws IOException {
        Path page = Path.of("..", "docs", "configuration.md");
        assertThat(Files.readString(page))
                .as("stale: tidemark schema --markdown > docs/configuration.md")
                .isEqualTo(SchemaPage.markdown());
        String keys = Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("| `"))
                .collect(Collectors.joining("\n"));
        assertThat(Stream.concat(OTHERS.keySet().stream(), limits().stream().map(code -> "rules.limits." + code)))
                .filteredOn(key -> !key.startsWith("capture.hashKey."))
                .allSatisfy(key -> assertThat(keys).contains("| `" + key + "`"));
    }

    @Test
    void exampleIsRightAndJudgesByTheDefaults() {
        MonitorFile example = MonitorFile.read(Path.of("..", "examples", "adult", "monitor.yaml"));
        assertThat(example.endpoint()).isEqualTo("adult");
        assertThat(example.config().hash()).isEqualTo(MonitorConfig.defaults().hash());
    }

    private static List<Object> values(MonitorFile file) {
        return List.of(file.about(), file.config(), file.model(), file.labelSilence(), file.episodes());
    }

    private static String yaml(String key, String value) {
        StringBuilder yaml = new StringBuilder(key.equals("endpoint") ? "version: 1\n" : HEAD);
        String[] steps = key.split("\\.", -1);
        for (int i = 0; i < steps.length - 1; i++) {
            yaml.append(steps[i]).append(": {");
        }
        yaml.append(steps[steps.length - 1]).append(": ").append(value);
        return yaml.append("}".repeat(steps.length - 1)).append('\n').toString();
    }

    private MonitorFile read(String text) {
        try {
            return MonitorFile.read(
                    Files.writeString(folder.resolve("monitor.yaml"), text), Map.of("KEY", "0123456789abcdef"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode properties(String section) {
        return ConfigSchema.MONITOR.tree().path("properties").path(section).path("properties");
    }

    private static List<String> limits() {
        List<String> codes = new ArrayList<>();
        properties("rules").path("limits").path("properties").fieldNames().forEachRemaining(codes::add);
        return codes;
    }

    /** Keys that hold a value, not a section. */
    private static List<String> leaves() {
        Map<String, JsonNode> nodes = nodes("", ConfigSchema.MONITOR.tree().path("properties"));
        return nodes.keySet().stream()
                .filter(key -> nodes.keySet().stream().noneMatch(other -> other.startsWith(key + ".")))
                .toList();
    }

    private static Map<String, JsonNode> nodes(String prefix, JsonNode properties) {
        Map<String, JsonNode> nodes = new TreeMap<>();
        properties.properties().forEach(member -> {
            JsonNode node = member.getValue();
            JsonNode target = node.has("$ref")
                    ? ConfigSchema.MONITOR.tree().at(node.path("$ref").asText().substring(1))
                    : node;
            nodes.put(prefix + member.getKey(), node);
            nodes.putAll(nodes(prefix + member.getKey() + ".", target.path("properties")));
        });
        return nodes;
    }
}
