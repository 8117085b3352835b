package io.tidemark.replay;

import io.tidemark.core.config.MonitorConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to compare with the live reports.
 *
 * @param captures the folder or file of records that the live application was fed
 * @param names endpoint and variant where the path does not tell or tells wrongly
 * @param config the configuration that the live application ran with
 * @param now the time of the audit; no earlier than the live run, or records it believed are dead letters here
 * @param threads how many threads read
 * @param endpoints the endpoints whose live reports are compared; empty for those that the files name
 * @param modelPlan the model whose final reports are compared too, or null to compare none
 */
public record VerifyPlan(
        Path captures,
        CaptureNames names,
        MonitorConfig config,
        Instant now,
        int threads,
        Set<String> endpoints,
        @Nullable ModelPlan modelPlan) {
    public VerifyPlan {
        endpoints = Set.copyOf(endpoints);
    }

    /** Returns a plan that takes names and endpoints from the path and reads with every processor. */
    public static VerifyPlan of(Path captures, MonitorConfig config, Instant now) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new VerifyPlan(captures, CaptureNames.FROM_PATH, config, now, processors, Set.of(), null);
    }

    /** Returns this plan with these names. */
    public VerifyPlan withNames(CaptureNames other) {
        return new VerifyPlan(captures, other, config, now, threads, endpoints, modelPlan);
    }

    /** Returns this plan with these endpoints. */
    public VerifyPlan withEndpoints(Set<String> others) {
        return new VerifyPlan(captures, names, config, now, threads, others, modelPlan);
    }

    /** Returns this plan with a model whose final reports are compared too. */
    public VerifyPlan withModel(@Nullable ModelPlan other) {
        return new VerifyPlan(captures, names, config, now, threads, endpoints, other);
    }
}
