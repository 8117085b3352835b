package io.tidemark.replay;

import io.tidemark.core.config.Monitors;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.quality.ModelConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an audit does to judge a model beside its input.
 *
 * @param baseline the model baseline that every window of every endpoint found is compared with
 * @param config labels and rules for every endpoint, or null to take those of its monitor
 * @param groundTruth a folder of labels, or one file, or null if there are none
 * @param arrival when the labels came, or null to take it from the paths
 * @param mostBytes how much memory predictions and labels may take until they have met, at least 1
 */
public record ModelPlan(
        ModelBaseline baseline,
        @Nullable ModelConfig config,
        @Nullable Path groundTruth,
        @Nullable Instant arrival,
        long mostBytes) {
    public ModelPlan {
        if (mostBytes < 1) {
            throw new IllegalArgumentException("memory for labels = " + mostBytes + " is not at least 1 byte");
        }
    }

    /** A plan without labels that judges each endpoint by its monitor, with half of the largest heap for predictions. */
    public static ModelPlan of(ModelBaseline baseline) {
        return new ModelPlan(baseline, null, null, null, Runtime.getRuntime().maxMemory() / 2);
    }

    /** Returns these monitors, judging the model as the plan says for all. */
    Monitors applyTo(Monitors monitors) {
        ModelConfig ofAll = config;
        return ofAll == null ? monitors : monitors.map(monitor -> monitor.withModels(ofAll));
    }

    /** A plan without labels, with half of the largest heap for predictions. */
    public static ModelPlan of(ModelBaseline baseline, ModelConfig config) {
        return new ModelPlan(baseline, config, null, null, Runtime.getRuntime().maxMemory() / 2);
    }

    /** Returns this plan with labels whose paths tell when they came, unless a time is given. */
    public ModelPlan withGroundTruth(Path folder, @Nullable Instant time) {
        return new ModelPlan(baseline, config, folder, time, mostBytes);
    }

    /** Returns this plan with another model baseline. */
    public ModelPlan withBaseline(ModelBaseline other) {
        return new ModelPlan(other, config, groundTruth, arrival, mostBytes);
    }

    /** Returns this plan with another bound of memory. */
    public ModelPlan withMostBytes(long other) {
        return new ModelPlan(baseline, config, groundTruth, arrival, other);
    }

    /** Lists the labels, if there are any, within these limits of packed files. */
    Optional<GroundTruthFolder> open(ArchiveLimits archives) throws IOException {
        return groundTruth == null
                ? Optional.empty()
                : Optional.of(GroundTruthFolder.open(groundTruth, arrival, archives));
    }
}
