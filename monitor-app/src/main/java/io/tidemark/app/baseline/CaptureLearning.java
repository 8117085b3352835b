package io.tidemark.app.baseline;

import io.tidemark.app.config.Given;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.app.file.MonitorFileOption;
import io.tidemark.app.options.BaselineFile;
import io.tidemark.app.options.PayloadOptions;
import io.tidemark.baseline.CapturePlan;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.capture.CaptureForm;
import io.tidemark.core.config.MonitorConfig;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options for learning a baseline from captured traffic. */
final class CaptureLearning {
    @Option(
            names = "--from-captures",
            paramLabel = "FOLDER",
            description = "Learn from captured traffic instead of training data.")
    private @Nullable Path captures;

    @Option(names = "--from", paramLabel = "TIME", description = "First event time that counts (2026-03-01T00:00:00Z).")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "First event time that does not count any more.")
    private @Nullable String to;

    @Option(
            names = "--like",
            paramLabel = "FILE",
            description = "A baseline of the same model, for the names of unnamed fields.")
    private @Nullable Path like;

    @Option(names = "--no-dedup", description = "Count a captured record each time it comes, not once.")
    private boolean countsRepeats;

    @Mixin
    private MonitorFileOption file = new MonitorFileOption();

    @Mixin
    private PayloadOptions payloads = new PayloadOptions();

    boolean isWanted() {
        return captures != null;
    }

    /** The plan; options that make no sense without captures are refused. */
    @Nullable
    CapturePlan plan(List<Path> inputs, TableOptions table, Given given) {
        Path folder = captures;
        if (folder == null) {
            requireNothingOfCaptures();
            return null;
        }
        if (!inputs.isEmpty()) {
            throw UserError.usage(Problem.of("training data and --from-captures are both given")
                    .because("a baseline is learned from one of them")
                    .fix("leave out " + inputs.get(0)));
        }
        MonitorConfig base = MonitorFileOption.config(file.monitor("learning a baseline"));
        List<String> columns =
                table.columns().isEmpty() ? base.capture().columns().names() : table.columns();
        try {
            CaptureForm form = form(columns, base.capture(), given);
            return new CapturePlan(
                            folder,
                            like == null ? names(form, columns) : namesOf(like),
                            time("--from", from),
                            time("--to", to),
                            table.maxBadRows())
                    .withForm(form)
                    .countingRepeats(countsRepeats || !base.duplicates().isOn());
        } catch (IllegalArgumentException e) {
            throw UserError.usage(Problem.of("no stretch of time: " + e.getMessage()));
        }
    }

    private void requireNothingOfCaptures() {
        if (from != null || to != null || like != null) {
            throw UserError.usage(Problem.of("--from, --to and --like belong to --from-captures")
                    .because("a training table has no event times and names its columns itself")
                    .fix("leave them out, or add --from-captures FOLDER"));
        }
        if (file.isGiven() || countsRepeats || !payloads.form(List.of()).isDefault()) {
            throw UserError.usage(Problem.of("an option on how captures are read belongs to --from-captures")
                    .because("a training table has no captured records")
                    .fix("leave it out, or add --from-captures FOLDER"));
        }
    }

    /** Columns alone only name the table; with anything else they are part of the form, as in an audit. */
    private CaptureForm form(List<String> columns, CaptureForm base, Given given) {
        CaptureForm plain = payloads.form(List.of(), base, given);
        return plain.isDefault() ? plain : payloads.form(columns, base, given);
    }

    private static List<String> names(CaptureForm form, List<String> columns) {
        return form.isDefault() ? columns : form.keptColumns();
    }

    private static List<String> namesOf(Path baseline) {
        return new BaselineFile(baseline)
                .read().features().stream().map(FeatureBaseline::name).toList();
    }

    private static @Nullable Instant time(String option, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw UserError.usage(Problem.of(option + " " + text + " is not a time in UTC")
                    .fix("write it like 2026-03-01T00:00:00Z"));
        }
    }
}
