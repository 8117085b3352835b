package io.tidemark.app.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.app.config.Given;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.app.options.LabelOptions;
import io.tidemark.app.options.MonitorOptions;
import io.tidemark.app.options.TimingOptions;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.quality.ModelConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A monitor's file says what options say, and gives the same configuration hash. */
final class MonitorFileTest {
    private static final String HEAD = "version: 1\nendpoint: adult\n";

    @TempDir
    private Path folder = Path.of("");

    /** The same thing as options and as lines of a file; each line stands in its section. */
    private record Pair(List<String> options, String section, String line) {
        @Override
        public String toString() {
            return section + ": " + line;
        }
    }

    private static Pair pair(String options, String section, String line) {
        return new Pair(List.of(options.split(" ", -1)), section, line);
    }

    private static List<Pair> pairs() {
        return List.of(
                pair("--window 6h", "window", "size: 6h"),
                pair("--window-offset 30m", "window", "offset: 30m"),
                pair("--grace 1h", "window", "grace: 1h"),
                pair("--idle-timeout 5m", "timing", "idle: 5m"),
                pair("--dedup-horizon 2h", "timing", "dedup: 2h"),
                pair(
                        "--rule DR003=0.1 --rule DQ001=0.05 --rule DR006=off",
                        "rules",
                        "{limits: {DR003: 0.1, DQ001: 0.05}, off: [DR006]}"),
                pair("--columns age,job", "capture", "columns: [age, job]"),
                pair("--features-attribute instances[*].features", "capture", "features: 'instances[*].features'"),
                pair("--inference-attribute predicted", "capture", "inference: predicted"),
                pair("--probability-attribute scores[0]", "capture", "probability: 'scores[0]'"),
                pair("--exclude-features ssn,3", "capture", "exclude: [ssn, 3]"),
                pair("--drop-field mail", "capture", "drop: [mail]"),
                pair("--allow-field age --allow-field job", "capture", "allow: [job, age]"),
                pair("--sample 0.25", "capture", "sample: 0.25"),
                pair(
                        "--filter variant=a --filter variant=b --filter attribute=x --filter attribute:k=y --filter field:job=z",
                        "capture",
                        "filter: {variant: [a, b], attribute: [x], attributes: {k: [y]}, fields: {job: [z]}}"),
                pair("--strict-encodings", "capture", "strictEncodings: true"),
                pair("--model-rules service", "model", "rules: service"),
                pair("--label-horizon 14d", "labels", "horizon: 14d"),
                pair("--label-orphans 1d", "labels", "orphans: 1d"),
                pair("--label-conflict first", "labels", "conflict: first"));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void optionAndKeyAreTheSameConfiguration(Pair pair) {
        assertSame(List.of(pair));
        assertThat(read(yaml(List.of(pair))).config().equals(MonitorConfig.defaults())
                        && read(yaml(List.of(pair))).model().equals(ModelConfig.defaults()))
                .as("says nothing new")
                .isFalse();
    }

    @Test
    void anyMixtureIsTheSameConfiguration() {
        for (long seed = 1; seed <= 60; seed++) {
            Random random = new Random(seed);
            List<Pair> chosen = new ArrayList<>(pairs());
            Collections.shuffle(chosen, random);
            List<Pair> some = chosen.stream()
                    .limit(1 + random.nextInt(chosen.size()))
                    .filter(one -> !one.options().contains("--allow-field") || chosen.indexOf(one) % 2 == 0)
                    .toList();
            assertSame(some, "seed " + seed);
        }
    }

    @Test
    void noDedupAndHashedFieldsAreTheSameConfiguration() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "0123456789abcdef\n");
        assertThat(read(HEAD + "timing: {dedup: off}\ncapture: {hash: [ssn], hashKey: {file: key}}\n")
                        .config()
                        .hash())
                .isEqualTo(options(List.of("--no-dedup", "--hash-field", "ssn", "--hash-key-file", key.toString()))
                        .config()
                        .hash());
    }

    @Test
    void everyOptionOfTheSchemaIsCompared() {
        TreeSet<String> compared = new TreeSet<>(List.of("--hash-field", "--hash-key-file", "--label-silence"));
        pairs().forEach(one ->
                one.options().stream().filter(word -> word.startsWith("--")).forEach(compared::add));
        TreeSet<String> known = new TreeSet<>();
        // What is scheduled is work of its own, not a way to monitor.
        ObjectNode tree = ConfigSchema.MONITOR.tree().deepCopy();
        tree.withObjectProperty("properties").remove("schedules");
        tree.findValues("x-option").forEach(option -> known.add(option.asText()));
        assertThat(compared).isEqualTo(known);
    }

    @Test
    void whatIsNotInTheHashDoesNotChangeIt() {
        assertThat(read(HEAD
                                + "owner: a\nlink: https://b\nwindow: {grace: 1h}\ntiming: {idle: 1m, future: 1m, dedup: 3h}\n")
                        .config()
                        .hash())
                .isEqualTo(MonitorConfig.defaults().hash());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "window: {size: 1h, offset: 1h} | window.offset is \"1h\"",
                "rules: {limits: {DR003: 0.1}, off: [DR003]} | rules.limits.DR003 is 0.1",
                "labels: {coverageSteps: [0.5, 0.1]} | labels.coverageSteps is a list of 2",
                "bias: {bands: {DPPL: [0.2, 0.1]}} | bias.bands.DPPL is a list of 2",
                "capture: {hash: [ssn]} | capture is a section with keys",
                "capture: {features: 'a[', drop: [x]} | capture is a section with keys",
                "capture: {hashKey: {env: TIDEMARK_TEST_KEY}, hash: [a]} | capture.hashKey is a section with keys",
            })
    void valueThatFitsTheSchemaAndMeansNothingIsRefused(String line, String what) {
        assertThat(problems(HEAD + line + "\n")).extracting(Problem::what).containsExactly(what);
    }

    @Test
    void secretThatIsMissingIsNamedOnly() {
        List<Problem> problems = problems(HEAD + "capture: {hash: [a], hashKey: {env: NO_SUCH_VARIABLE}}\n");
        assertThat(problems).extracting(Problem::why).containsExactly("the variable NO_SUCH_VARIABLE is not set");
    }

    @Test
    void sectionsAreCheckedTogether() {
        assertThat(problems(HEAD + "window: {offset: 2h}\nlabels: {coverageSteps: [0.5, 0.1]}\n"))
                .hasSize(2);
    }

    @Test
    void problemsOfAllFilesAreShownTogether() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), HEAD + "windw: {}\n");
        Files.writeString(folder.resolve("b.yml"), "endpoint: b\n");
        Files.writeString(folder.resolve("c.yaml"), HEAD);
        Files.writeString(folder.resolve("d.yaml"), HEAD);
        Files.writeString(folder.resolve("note.txt"), "no monitor");
        UserError error = catchThrowableOfType(UserError.class, () -> MonitorFiles.read(List.of(folder)));
        assertThat(error.problems())
                .extracting(Problem::what)
                .containsExactly("unknown key \"windw\"", "the key \"version\" is missing", "endpoint is \"adult\"");
    }

    @Test
    void folderWithoutMonitorsIsRefused() {
        UserError error = catchThrowableOfType(UserError.class, () -> MonitorFiles.read(List.of(folder)));
        assertThat(error.problems().get(0).what()).startsWith("there is no monitor in the folder");
    }

    @Test
    void optionOutranksTheFileAndLeavesTheRestOfIt() {
        MonitorFile file = read(HEAD
                + "window: {size: 6h, offset: 1h}\nrules: {minimumCount: 7, limits: {DR003: 0.3}}\n"
                + "capture: {columns: [a], sample: 0.5}\nmodel: {confidence: 0.9, minimumCount: 5}\n");
        Line line =
                parsed(List.of("--window", "12h", "--rule", "DR004=0.2", "--sample", "1", "--model-rules", "service"));
        MonitorConfig config = line.holder().monitor.config(file.config(), line.given());
        assertThat(config.windows().sizeMs()).isEqualTo(12 * 3_600_000L);
        assertThat(config.windows().offsetMs()).isEqualTo(3_600_000L);
        assertThat(config.evaluation()).isEqualTo(file.config().evaluation().with("DR004", 0.2));
        assertThat(config.capture().filter().share()).isEqualTo(1);
        assertThat(config.capture().columns().names()).containsExactly("a");
        ModelConfig model = line.holder().labels.config(file.model());
        assertThat(model.rules().confidence()).isEqualTo(0.9);
        assertThat(model.rules().minRows()).isEqualTo(1);
    }

    @Test
    void withoutOptionsTheFileIsTheConfiguration() {
        MonitorFile file = read(yaml(pairs().subList(0, 9)));
        Line line = parsed(List.of());
        MonitorConfig config = line.holder().monitor.config(file.config(), line.given());
        assertThat(config).isEqualTo(file.config());
        assertThat(line.holder().timing.timing(file.config().timing(), line.given()))
                .isEqualTo(file.config().timing());
        assertThat(line.holder().labels.config(file.model())).isEqualTo(file.model());
    }

    private void assertSame(List<Pair> pairs, Object... because) {
        MonitorFile file = read(yaml(pairs));
        MonitorFile options =
                options(pairs.stream().flatMap(one -> one.options().stream()).toList());
        assertThat(file.config().hash())
                .as("%s %s", pairs, List.of(because))
                .isEqualTo(options.config().hash());
        assertThat(file.config().timing()).isEqualTo(options.config().timing());
        assertThat(file.config().duplicates()).isEqualTo(options.config().duplicates());
        assertThat(file.model().hash(file.config().windows(), file.config().capture()))
                .isEqualTo(options.model()
                        .hash(options.config().windows(), options.config().capture()));
    }

    private static String yaml(List<Pair> pairs) {
        StringBuilder yaml = new StringBuilder(HEAD);
        pairs.stream().map(Pair::section).distinct().forEach(section -> {
            List<String> lines = pairs.stream()
                    .filter(one -> one.section().equals(section))
                    .map(Pair::line)
                    .toList();
            boolean isWhole = lines.get(0).startsWith("{");
            yaml.append(section).append(isWhole ? ": " + lines.get(0) : ":").append('\n');
            Stream.of(isWhole ? List.<String>of() : lines)
                    .flatMap(List::stream)
                    .forEach(one -> yaml.append("  ").append(one).append('\n'));
        });
        return yaml.toString();
    }

    /** What the options of commands say, without a file. */
    private static MonitorFile options(List<String> words) {
        Line line = parsed(words);
        MonitorConfig config =
                line.holder().monitor.config().withTiming(line.holder().timing.timing());
        MonitorFile any = MonitorFileTest.minimal();
        return new MonitorFile(
                any.document(), any.about(), config, line.holder().labels.config(), any.labelSilence(), any.episodes());
    }

    private static MonitorFile minimal() {
        try {
            Path file = Files.createTempFile("monitor", ".yaml");
            try {
                return MonitorFile.read(Files.writeString(file, HEAD));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private record Line(Holder holder, Given given) {}

    private static Line parsed(List<String> words) {
        Holder holder = new Holder();
        CommandLine line = new CommandLine(holder).setCaseInsensitiveEnumValuesAllowed(true);
        line.parseArgs(words.toArray(String[]::new));
        return new Line(holder, Given.of(line.getCommandSpec()));
    }

    @Command(name = "any")
    private static final class Holder {
        @Mixin
        private final MonitorOptions monitor = new MonitorOptions();

        @Mixin
        private final TimingOptions timing = new TimingOptions();

        @Mixin
        private final LabelOptions labels = new LabelOptions();
    }

    private List<Problem> problems(String text) {
        UserError error = catchThrowableOfType(UserError.class, () -> read(text));
        assertThat(error).as("%s was taken", text).isNotNull();
        return error.problems();
    }

    private MonitorFile read(String text) {
        try {
            return MonitorFile.read(
                    Files.writeString(folder.resolve("monitor.yaml"), text), Map.of("TIDEMARK_TEST_KEY", "short"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
