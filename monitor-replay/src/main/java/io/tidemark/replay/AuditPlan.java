package io.tidemark.replay;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.ledger.Following;
import io.tidemark.core.model.ModelBaseline;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to audit, and against what.
 *
 * @param captures a folder of captured records, or one file
 * @param names endpoint and variant where the path does not tell or tells wrongly
 * @param baseline the baseline that every window of every endpoint found is compared with
 * @param monitors windows, rules and timing of each endpoint, and how its model is judged unless the plan for the model says
 *     it for all
 * @param now the time of the audit: records from further ahead than the configuration allows are dead letters
 * @param threads how many threads read, at least 1; the result does not depend on it
 * @param outputFolder where to leave files, or null to leave none
 * @param following what a live run did not count, to be left out here too
 * @param progress is told how far the audit has come
 * @param modelPlan how to judge the model, or null to judge its input only
 * @param active which baselines were active for a window, or null to judge all windows by those of the plan
 */
public record AuditPlan(
        Path captures,
        CaptureNames names,
        Baseline baseline,
        Monitors monitors,
        Instant now,
        int threads,
        @Nullable OutputFolder outputFolder,
        Following following,
        AuditProgress progress,
        @Nullable ModelPlan modelPlan,
        @Nullable ActiveBaselines active) {
    private static final int MOST_THREADS = 1_024;

    public AuditPlan {
        monitors = modelPlan == null ? monitors : modelPlan.applyTo(monitors);
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException("threads = " + threads + " is not in [1, " + MOST_THREADS + "]");
        }
    }

    /** Returns the same plan for every endpoint. */
    public static AuditPlan of(Path captures, Baseline baseline, MonitorConfig config, Instant now) {
        return of(captures, baseline, Monitors.same(config), now);
    }

    /** Returns a plan that takes names from the path, reads with every processor, leaves no file and tells nobody. */
    public static AuditPlan of(Path captures, Baseline baseline, Monitors monitors, Instant now) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new AuditPlan(
                captures,
                CaptureNames.FROM_PATH,
                baseline,
                monitors,
                now,
                processors,
                null,
                Following.NOBODY,
                AuditProgress.NONE,
                null,
                null);
    }

    /** Returns this plan with these names. */
    public AuditPlan withNames(CaptureNames other) {
        return new AuditPlan(
                captures,
                other,
                baseline,
                monitors,
                now,
                threads,
                outputFolder,
                following,
                progress,
                modelPlan,
                active);
    }

    /** Returns this plan with this number of threads. */
    public AuditPlan withThreads(int other) {
        return new AuditPlan(
                captures, names, baseline, monitors, now, other, outputFolder, following, progress, modelPlan, active);
    }

    /** Returns this plan with files left in a folder. */
    public AuditPlan withOutput(OutputFolder other) {
        return new AuditPlan(
                captures, names, baseline, monitors, now, threads, other, following, progress, modelPlan, active);
    }

    /** Returns this plan with what a live run did not count left out. */
    public AuditPlan withFollowing(Following other) {
        return new AuditPlan(
                captures, names, baseline, monitors, now, threads, outputFolder, other, progress, modelPlan, active);
    }

    /** Returns this plan with this listener. */
    public AuditPlan withProgress(AuditProgress other) {
        return new AuditPlan(
                captures, names, baseline, monitors, now, threads, outputFolder, following, other, modelPlan, active);
    }

    /** Returns this plan with a model judged too. */
    public AuditPlan withModel(@Nullable ModelPlan other) {
        return new AuditPlan(
                captures, names, baseline, monitors, now, threads, outputFolder, following, progress, other, active);
    }

    /** Returns this plan with every window judged by what was active for it. */
    public AuditPlan withActive(@Nullable ActiveBaselines others) {
        return new AuditPlan(
                captures,
                names,
                baseline,
                monitors,
                now,
                threads,
                outputFolder,
                following,
                progress,
                modelPlan,
                others);
    }

    /** The same captures by other baselines, without files and without a word of progress. */
    AuditPlan again(Baseline otherBaseline, @Nullable ModelBaseline otherModel) {
        ModelPlan model = modelPlan == null || otherModel == null ? null : modelPlan.withBaseline(otherModel);
        AuditProgress silent = progress.silent();
        return new AuditPlan(
                captures, names, otherBaseline, monitors, now, threads, null, following, silent, model, null);
    }

    /** Returns where to leave files. */
    public Optional<OutputFolder> output() {
        return Optional.ofNullable(outputFolder);
    }

    /** Returns how to judge the model. */
    public Optional<ModelPlan> model() {
        return Optional.ofNullable(modelPlan);
    }
}
