package io.tidemark.replay;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.config.Monitors;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to compare with the live reports.
 *
 * @param captures the folder or file of records that the live application was fed
 * @param names endpoint and variant where the path does not tell or tells wrongly
 * @param monitors what the live application ran with
 * @param now the time of the audit; no earlier than the live run, or records it believed are dead letters here
 * @param threads how many threads read
 * @param endpoints the endpoints whose live reports are compared; empty for those that the files name
 * @param modelPlan the model whose final reports are compared too, or null to compare none
 */
public record VerifyPlan(
        Path captures,
        CaptureNames names,
        Monitors monitors,
        Instant now,
        int threads,
        Set<String> endpoints,
        @Nullable ModelPlan modelPlan) {
    public VerifyPlan {
        endpoints = Set.copyOf(endpoints);
    }

    /** Returns the same plan for every endpoint. */
    public static VerifyPlan of(Path captures, MonitorConfig config, Instant now) {
        return of(captures, Monitors.same(config), now);
    }

    /** Returns a plan that takes names and endpoints from the path and reads with every processor. */
    public static VerifyPlan of(Path captures, Monitors monitors, Instant now) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new VerifyPlan(captures, CaptureNames.FROM_PATH, monitors, now, processors, Set.of(), null);
    }

    /** Returns this plan with these names. */
    public VerifyPlan withNames(CaptureNames other) {
        return new VerifyPlan(captures, other, monitors, now, threads, endpoints, modelPlan);
    }

    /** Returns this plan with these endpoints. */
    public VerifyPlan withEndpoints(Set<String> others) {
        return new VerifyPlan(captures, names, monitors, now, threads, others, modelPlan);
    }

    /** Returns this plan with a model whose final reports are compared too. */
    public VerifyPlan withModel(@Nullable ModelPlan other) {
        return new VerifyPlan(captures, names, monitors, now, threads, endpoints, other);
    }
}
