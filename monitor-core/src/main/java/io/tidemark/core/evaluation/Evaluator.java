package io.tidemark.core.evaluation;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.profile.ProfileLayout;
import io.tidemark.core.profile.RowCounts;
import io.tidemark.core.profile.WindowProfile;
import io.tidemark.core.window.WindowKey;
import io.tidemark.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Baseline and window to verdict: a pure function, the same for the live stream, the audit and the tests. Its result
 * depends on the counts, the baseline and the configuration, and on nothing else.
 */
public final class Evaluator {
    private final WindowSpec windows;
    private final EvaluationConfig config;
    private final ContentHash configHash;

    /**
     * Returns an evaluator; immutable and thread-safe.
     *
     * @param windows size and offset of the windows
     * @param config the rules
     * @param configHash the identity of the configuration that both are part of
     */
    public Evaluator(WindowSpec windows, EvaluationConfig config, ContentHash configHash) {
        this.windows = windows;
        this.config = config;
        this.configHash = configHash;
    }

    /** Returns the identity of the configuration that judges. */
    public ContentHash configHash() {
        return configHash;
    }

    /**
     * Judges a closed window.
     *
     * @param window which window
     * @param profile its counts; over {@code baseline}'s layout
     * @param baseline the baseline, or null if the endpoint had none at the window's start
     */
    public Evaluation evaluate(WindowKey window, WindowProfile profile, @Nullable Baseline baseline) {
        if (baseline == null) {
            return unjudged(window, profile, WindowState.NO_BASELINE);
        }
        List<FeatureReport> features = new ArrayList<>();
        List<RuleOutcome> outcomes = new ArrayList<>();
        judgeRows(profile.counts(), outcomes);
        for (int i = 0; i < baseline.featureCount(); i++) {
            FeatureBaseline feature = baseline.features().get(i);
            FeatureReport report = FeatureReport.of(feature, profile.feature(i));
            features.add(report);
            judgeFeature(
                    new FeatureEvidence(feature, profile.feature(i), report.distances(), config.minRows()), outcomes);
        }
        outcomes.sort(Comparator.comparing(RuleOutcome::code));
        WindowReport report = report(window, profile, baseline.hash(), features, outcomes);
        return new Evaluation(report, Violations.of(report, profile, baseline));
    }

    /** Returns the verdict on a window that lies between two others and has no record; no baseline takes part in it. */
    public Evaluation noData(WindowKey window) {
        return unjudged(window, WindowProfile.empty(ProfileLayout.EMPTY), WindowState.NO_DATA);
    }

    private Evaluation unjudged(WindowKey window, WindowProfile profile, WindowState state) {
        WindowReport draft = draft(window, profile, ContentHash.NONE, state, List.of(), List.of());
        return new Evaluation(VerdictHash.seal(draft, profile), List.of());
    }

    private void judgeRows(RowCounts rows, List<RuleOutcome> outcomes) {
        for (Rule rule : config.rules()) {
            if (rule instanceof WindowRule windowRule) {
                outcomes.add(windowRule.judge(rows, config.minRows()));
            }
        }
    }

    private void judgeFeature(FeatureEvidence evidence, List<RuleOutcome> outcomes) {
        for (Rule rule : config.rules()) {
            if (rule instanceof FeatureRule featureRule) {
                featureRule.judge(evidence).ifPresent(outcomes::add);
            }
        }
    }

    private WindowReport report(
            WindowKey window,
            WindowProfile profile,
            ContentHash baselineHash,
            List<FeatureReport> features,
            List<RuleOutcome> outcomes) {
        WindowState state = WindowState.OK;
        if (outcomes.stream().anyMatch(RuleOutcome::isAlarm)) {
            state = WindowState.ALARM;
        } else if (profile.counts().rows() < config.minRows()) {
            state = WindowState.INSUFFICIENT_DATA;
        }
        return VerdictHash.seal(draft(window, profile, baselineHash, state, features, outcomes), profile);
    }

    private WindowReport draft(
            WindowKey window,
            WindowProfile profile,
            ContentHash baselineHash,
            WindowState state,
            List<FeatureReport> features,
            List<RuleOutcome> outcomes) {
        RowCounts counts = profile.counts();
        return new WindowReport(
                window,
                windows.endOf(window.startMs()),
                baselineHash,
                configHash,
                state,
                counts.records(),
                counts.rows(),
                counts.extraColumnRows(),
                counts.missingColumnRows(),
                features,
                outcomes,
                ContentHash.NONE);
    }
}
