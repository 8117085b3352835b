package io.tidemark.app.options;

import io.tidemark.core.quality.ModelConfig;
import io.tidemark.core.quality.ModelRules;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How labels and predictions meet, and how models are judged. Live and audit must agree on these. */
public final class LabelOptions {
    @Mixin
    private LabelRuleOptions labels = new LabelRuleOptions();

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
        return new ModelConfig(labels.rules(base.labels()), rules(base.rules()));
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
        return labels.isGiven() || family != null;
    }
}
