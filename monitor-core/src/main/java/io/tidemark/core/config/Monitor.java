package io.tidemark.core.config;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.label.LabelDeadline;
import io.tidemark.core.quality.ModelConfig;

/**
 * How one endpoint is monitored: its input, and what its model answers.
 *
 * @param config windows, rules, timing and the form of captures
 * @param models which label belongs to which prediction, and how windows are judged by labels
 */
public record Monitor(MonitorConfig config, ModelConfig models) {

    /** Returns a monitor of the input with the default labels and rules for the model. */
    public static Monitor of(MonitorConfig config) {
        return new Monitor(config, ModelConfig.defaults());
    }

    /** Returns one-hour windows with the default rules, timing and labels. */
    public static Monitor defaults() {
        return of(MonitorConfig.defaults());
    }

    /** Returns this monitor with another configuration of the input. */
    public Monitor withConfig(MonitorConfig other) {
        return new Monitor(other, models);
    }

    /** Returns this monitor with other labels and rules for the model. */
    public Monitor withModels(ModelConfig other) {
        return new Monitor(config, other);
    }

    /** Returns until when labels count for predictions in these windows. */
    public LabelDeadline deadline() {
        return new LabelDeadline(config.windows(), models.labels());
    }

    /** Returns the identity of everything that a verdict on the model depends on. */
    public ContentHash modelHash() {
        return models.hash(config.windows(), config.capture());
    }
}
