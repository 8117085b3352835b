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
        ModelRules rules = family == Family.SERVICE ? ModelRules.ofService() : ModelRules.defaults();
        return new ModelConfig(labels.rules(), rules);
    }

    /** Whether any of the options was given. */
    public boolean isGiven() {
        return labels.isGiven() || family != null;
    }
}
