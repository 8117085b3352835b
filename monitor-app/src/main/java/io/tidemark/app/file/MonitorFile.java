package io.tidemark.app.file;

import io.tidemark.core.capture.CaptureForm;
import io.tidemark.core.config.Deduplication;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.config.MonitorConfig.Timing;
import io.tidemark.core.episode.EpisodePolicy;
import io.tidemark.core.evaluation.EvaluationConfig;
import io.tidemark.core.label.LabelRules;
import io.tidemark.core.quality.ModelConfig;
import io.tidemark.core.quality.ModelRules;
import io.tidemark.core.window.WindowSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@code monitor.yaml} says. A section of the file is mapped by one class; a new one needs its schema, its class
 * and a component here. The document stays at hand for what other parts of the program read from it themselves.
 *
 * @param document values and their places
 * @param about names, which are in no verdict
 * @param config how the input of the model is monitored
 * @param model how its labels, quality and bias are
 * @param labelSilence how long ground truth must be silent before the clock stands in for label time
 * @param episodes when a violation begins and ends to matter
 */
public record MonitorFile(
        ConfigDocument document,
        About about,
        MonitorConfig config,
        ModelConfig model,
        Duration labelSilence,
        EpisodePolicy episodes) {
    /**
     * Names.
     *
     * @param endpoint the endpoint that is monitored
     * @param owner who answers for it; empty if nobody is named
     * @param link address of a runbook; empty if there is none
     */
    public record About(String endpoint, String owner, String link) {}

    /** What a file says; everything that is wrong with it, together, is a {@code UserError}. */
    public static MonitorFile read(Path file) {
        return read(file, System.getenv());
    }

    static MonitorFile read(Path file, Map<String, String> environment) {
        ConfigDocument document = ConfigFile.read(file, ConfigSchema.MONITOR);
        ConfigSection root = document.section();
        Findings findings = new Findings();
        Optional<WindowSpec> windows = findings.of(() -> WindowSection.windows(root));
        Optional<EvaluationConfig> evaluation = findings.of(() -> RulesSection.evaluation(root));
        Optional<Timing> timing = findings.of(() -> TimingSection.timing(root));
        Optional<Deduplication> duplicates = findings.of(() -> TimingSection.duplicates(root));
        Optional<CaptureForm> capture = findings.of(() -> CaptureSection.form(root, environment));
        Optional<LabelRules> labels = findings.of(() -> LabelsSection.rules(root));
        Optional<ModelRules> rules = findings.of(() -> ModelSection.rules(root));
        findings.throwIfAny();
        return new MonitorFile(
                document,
                new About(root.text("endpoint"), root.text("owner"), root.text("link")),
                new MonitorConfig(
                        windows.orElseThrow(),
                        evaluation.orElseThrow(),
                        timing.orElseThrow(),
                        duplicates.orElseThrow(),
                        capture.orElseThrow()),
                new ModelConfig(labels.orElseThrow(), rules.orElseThrow()),
                LabelsSection.silence(root),
                EpisodesSection.policy(root));
    }

    /** The endpoint that is monitored. */
    public String endpoint() {
        return about.endpoint();
    }
}
