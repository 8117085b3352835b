package io.tidemark.app.options;

import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.core.label.ConflictRule;
import io.tidemark.core.label.LabelRules;
import io.tidemark.core.quality.ModelConfig;
import io.tidemark.core.quality.ModelRules;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How labels and predictions meet, and how models are judged. Live and audit must agree on these. */
public final class LabelOptions {
    @Option(
            names = "--label-horizon",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How long after the end of its window a prediction's label counts. Default: 30d")
    private @Nullable Duration horizon;

    @Option(
            names = "--label-orphans",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How long before its prediction a label may be dated. Default: 7d")
    private @Nullable Duration orphans;

    @Option(
            names = "--label-conflict",
            paramLabel = "RULE",
            description =
                    "Which of several labels counts: last, first, or reject (none, if they differ). Default: last")
    private @Nullable ConflictRule conflict;

    @Option(
            names = "--model-rules",
            paramLabel = "RULES",
            description = "interval (rules that know chance) or service (those of Amazon SageMaker). Default: interval")
    private @Nullable Family family;

    /** Which rules judge models. */
    enum Family {
        INTERVAL,
        SERVICE
    }

    /** The configuration of models. */
    public ModelConfig config() {
        return config(ModelConfig.defaults());
    }

    /**
     * The configuration of a monitor's file, changed as far as options outrank it. Other rules bring their own least
     * number of rows and leave the rest of the file as it is.
     */
    public ModelConfig config(ModelConfig base) {
        LabelRules labels = base.labels();
        try {
            labels = horizon == null ? labels : labels.withHorizon(horizon);
            labels = orphans == null ? labels : labels.withOrphans(orphans);
        } catch (IllegalArgumentException e) {
            throw UserError.usage(Problem.of(String.valueOf(e.getMessage())));
        }
        labels = conflict == null ? labels : labels.withConflict(conflict);
        return new ModelConfig(labels, rules(base.rules()));
    }

    private ModelRules rules(ModelRules base) {
        if (family == null) {
            return base;
        }
        ModelRules rules = family == Family.SERVICE ? ModelRules.ofService() : ModelRules.defaults();
        return rules.withLevels(base.confidence(), base.leastCoverage())
                .withMinima(rules.minRows(), base.minGroup(), base.disclosure())
                .withLimits(base.tolerances(), base.bands());
    }

    /** Whether any of the options was given. */
    public boolean isGiven() {
        return horizon != null || orphans != null || conflict != null || family != null;
    }
}
