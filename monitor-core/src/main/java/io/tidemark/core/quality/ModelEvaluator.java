package io.tidemark.core.quality;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.RuleState;
import io.tidemark.core.evaluation.WindowState;
import io.tidemark.core.model.Facet;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.model.SegmentColumn;
import io.tidemark.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tables of a window and a model baseline to verdict: a pure function, the same for the live stream, the audit and the
 * tests. What it keeps of model baselines saves computing their figures again and is never forgotten; there are few.
 * Thread-safe.
 */
public final class ModelEvaluator {
    private static final Comparator<RuleOutcome> ORDER = Comparator.comparing(RuleOutcome::code)
            .thenComparing(outcome -> Facet.key(outcome.feature()))
            .thenComparing(RuleOutcome::metric);

    private final WindowSpec windows;
    private final ModelRules rules;
    private final ContentHash configHash;
    private final QualityJudge quality;
    private final BiasJudge bias;
    private final Map<Known, ModelReference> references = new ConcurrentHashMap<>();

    private record Known(ContentHash model, String segment) {}

    /**
     * An evaluator.
     *
     * @param windows size and offset of the windows
     * @param config labels and rules
     */
    public ModelEvaluator(WindowSpec windows, ModelConfig config) {
        this(windows, config.rules(), config.hash(windows));
    }

    /**
     * An evaluator of a configuration that also says how captures are read.
     *
     * @param configHash the identity of the configuration that windows and rules are part of
     */
    public ModelEvaluator(WindowSpec windows, ModelRules rules, ContentHash configHash) {
        this.windows = windows;
        this.rules = rules;
        this.configHash = configHash;
        this.quality = new QualityJudge(rules);
        this.bias = new BiasJudge(rules);
    }

    /** The identity of the configuration that judges. */
    public ContentHash configHash() {
        return configHash;
    }

    /**
     * Judges a window, or a segment of it, by the labels that have come.
     *
     * @param window which one, and which evaluation of it
     * @param profile its tables; over {@code baseline}'s layout
     * @param baseline the model baseline
     * @throws IllegalArgumentException if the model has no such segment
     */
    public ModelEvaluation evaluate(ModelWindow window, ModelProfile profile, ModelBaseline baseline) {
        ModelReference reference = reference(baseline, window.segment());
        AttributionFigures attributions = AttributionJudge.figures(profile, reference.attribution());
        List<RuleOutcome> outcomes = outcomes(window, profile, reference, attributions);
        boolean isWithheld = isWithheld(window, profile);
        ModelReport draft = new ModelReport(
                window,
                windows.endOf(window.window().startMs()),
                baseline.hash(),
                configHash,
                Optional.of(baseline.spec().problem()),
                stateOf(profile, outcomes),
                profile.eligible(),
                profile.labelled(),
                profile.unusableLabels(),
                isWithheld ? List.of() : QualityFigures.of(profile, reference, rules.confidence(), window.isFinal()),
                isWithheld ? ClassMatrix.NONE : QualityFigures.matrix(profile),
                isWithheld ? List.of() : QualityFigures.curves(profile),
                isWithheld ? List.of() : BiasFigures.of(profile, reference, rules),
                isWithheld ? AttributionFigures.NONE : attributions,
                outcomes,
                ContentHash.NONE);
        ModelReport report = ModelVerdictHash.seal(draft, profile.encode());
        return new ModelEvaluation(report, ModelViolations.of(report, profile, reference, rules.confidence()));
    }

    /**
     * The verdict on a window that cannot be judged: {@link WindowState#NO_BASELINE} if its endpoint had no model baseline at
     * its start.
     */
    public ModelEvaluation unjudged(ModelWindow window, WindowState state) {
        ModelReport draft = new ModelReport(
                window,
                windows.endOf(window.window().startMs()),
                ContentHash.NONE,
                configHash,
                Optional.empty(),
                state,
                0,
                0,
                0,
                List.of(),
                ClassMatrix.NONE,
                List.of(),
                List.of(),
                AttributionFigures.NONE,
                List.of(),
                ContentHash.NONE);
        return new ModelEvaluation(ModelVerdictHash.seal(draft, new byte[0]), List.of());
    }

    private ModelReference reference(ModelBaseline baseline, String segment) {
        ModelReference everyone = references.computeIfAbsent(
                new Known(baseline.hash(), SegmentColumn.EVERYONE),
                known -> ModelReference.of(baseline, rules.minRows()));
        return segment.equals(SegmentColumn.EVERYONE)
                ? everyone
                : references.computeIfAbsent(
                        new Known(baseline.hash(), segment),
                        known -> everyone.ofSegment(known.segment, rules.minRows()));
    }

    /** A segment with rows, but fewer than may be shown: no figures, and nothing to judge them by. */
    private boolean isWithheld(ModelWindow window, ModelProfile profile) {
        return !window.segment().isEmpty() && profile.eligible() > 0 && profile.eligible() < rules.disclosure();
    }

    private List<RuleOutcome> outcomes(
            ModelWindow window, ModelProfile profile, ModelReference reference, AttributionFigures attributions) {
        if (isWithheld(window, profile)) {
            return List.of();
        }
        List<RuleOutcome> outcomes = new ArrayList<>(quality.judge(profile, reference, window.isFinal()));
        outcomes.addAll(bias.judge(profile, reference));
        AttributionJudge.judge(attributions, reference.attribution(), rules).ifPresent(outcomes::add);
        outcomes.sort(ORDER);
        return outcomes;
    }

    private WindowState stateOf(ModelProfile profile, List<RuleOutcome> outcomes) {
        if (outcomes.stream().anyMatch(RuleOutcome::isAlarm)) {
            return WindowState.ALARM;
        }
        boolean saysNothing = outcomes.stream().allMatch(o -> o.state() == RuleState.INSUFFICIENT_DATA);
        return saysNothing && (!outcomes.isEmpty() || profile.eligible() < rules.minRows())
                ? WindowState.INSUFFICIENT_DATA
                : WindowState.OK;
    }
}
