package io.tidemark.replay;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.Evaluation;
import io.tidemark.core.evaluation.WindowState;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.quality.ModelEvaluation;
import io.tidemark.core.window.WindowKey;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges every window of an audit by the baselines that were active for it. Counts on one grid cannot be carried to
 * another, so the files are read once more for each further baseline that some window needs; of each reading those windows
 * are kept that it is for. Where records went is told by the first reading.
 */
final class BaselinePasses {
    private final AuditPlan plan;
    private final ActiveBaselines active;
    private final Map<ContentHash, Baseline> baselines = new LinkedHashMap<>();
    private final Map<ContentHash, ModelBaseline> models = new LinkedHashMap<>();
    private final Map<Place, Evaluation> judged = new HashMap<>();
    private final Map<Place, ModelEvaluation> judgedModels = new HashMap<>();

    /** An evaluation of a window by a baseline; of a model, of a segment of it. */
    private record Place(WindowKey window, String segment, ContentHash baseline) {}

    BaselinePasses(AuditPlan plan, ActiveBaselines active) {
        this.plan = plan;
        this.active = active;
    }

    /** Returns the result with the windows of other baselines than the plan's judged by those. */
    AuditResult rejudge(AuditResult first) throws IOException, InterruptedException {
        keep(first);
        first.evaluations().stream().filter(BaselinePasses::isJudged).forEach(one -> {
            Baseline baseline = baselineOf(one.report().window());
            if (!baseline.hash().equals(plan.baseline().hash())) {
                baselines.put(baseline.hash(), baseline);
            }
        });
        first.model()
                .ifPresent(model -> model.evaluations().forEach(one -> {
                    ModelBaseline baseline = modelOf(one.report().window().window());
                    if (!baseline.hash().equals(model.modelHash())) {
                        models.put(baseline.hash(), baseline);
                    }
                }));
        readAgain();
        List<Evaluation> evaluations =
                first.evaluations().stream().map(this::chosen).toList();
        return first.judgedAs(evaluations, ofModel(first.ofModel()));
    }

    private void readAgain() throws IOException, InterruptedException {
        List<Baseline> ofInput = List.copyOf(baselines.values());
        List<ModelBaseline> ofAnswers = List.copyOf(models.values());
        for (int i = 0; i < Math.max(ofInput.size(), ofAnswers.size()) && !isStopped(); i++) {
            Baseline baseline = i < ofInput.size() ? ofInput.get(i) : plan.baseline();
            @Nullable ModelBaseline model = i < ofAnswers.size() ? ofAnswers.get(i) : null;
            keep(Audit.run(plan.again(baseline, model)));
        }
    }

    private boolean isStopped() {
        return plan.progress().isStopped();
    }

    private void keep(AuditResult result) {
        result.evaluations()
                .forEach(one -> judged.put(new Place(one.report().window(), "", result.baselineHash()), one));
        result.model()
                .ifPresent(model -> model.evaluations()
                        .forEach(one -> judgedModels.put(
                                new Place(
                                        one.report().window().window(),
                                        one.report().window().segment(),
                                        model.modelHash()),
                                one)));
    }

    private Evaluation chosen(Evaluation first) {
        if (!isJudged(first)) {
            return first;
        }
        WindowKey window = first.report().window();
        return judged.getOrDefault(new Place(window, "", baselineOf(window).hash()), first);
    }

    /** Segments are those of the model baseline that judges the window. */
    private @Nullable ModelAudit ofModel(@Nullable ModelAudit first) {
        if (first == null || models.isEmpty()) {
            return first;
        }
        List<ModelEvaluation> chosen = judgedModels.entrySet().stream()
                .filter(entry -> modelOf(entry.getKey().window()).hash().equals(entry.getKey().baseline))
                .map(Map.Entry::getValue)
                .sorted(ModelAudit.ORDER)
                .toList();
        return first.judgedAs(chosen);
    }

    private static boolean isJudged(Evaluation evaluation) {
        return evaluation.report().state() != WindowState.NO_DATA;
    }

    private Baseline baselineOf(WindowKey window) {
        return required(active.of(window), "baseline", window);
    }

    private ModelBaseline modelOf(WindowKey window) {
        return required(active.ofModel(window), "model baseline", window);
    }

    private static <T> T required(Optional<T> found, String what, WindowKey window) {
        return found.orElseThrow(
                () -> new IllegalArgumentException("endpoint " + window.endpoint() + " has no published " + what
                        + " for the window at " + window.startMs() + " ms: publish one, or audit this endpoint alone"));
    }
}
