package io.tidemark.replay;

import io.tidemark.core.capture.Rejection;
import io.tidemark.core.config.LabelTerms;
import io.tidemark.core.config.Monitor;
import io.tidemark.core.config.PerEndpoint;
import io.tidemark.core.label.LabelAccount;
import io.tidemark.core.model.Prediction;
import io.tidemark.core.quality.ModelEvaluation;
import io.tidemark.core.quality.ModelEvaluator;
import io.tidemark.core.quality.ModelWindow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The part of an audit that judges a model. Predictions are kept as captures are read, labels after them; then they meet
 * id by id, as if every deadline had passed, and the windows are judged. Thread-safe while captures are read.
 *
 * <p>Memory: some 50 bytes and the id of a captured record with a binary answer, some 40 and the id of a label, within
 * {@link ModelPlan#mostBytes}; while they meet, a 64th of that once more per thread, and about 64 MiB of open windows per
 * thread.
 */
final class ModelRun {
    private static final int FIRST_REVISION = 1;

    private final AuditPlan plan;
    private final ModelPlan model;
    private final @Nullable GroundTruthFolder labels;
    private final Origins origins;
    private IdShards shards;
    private final DeadLetterLog log;
    private UnusableAnswers unusable = new UnusableAnswers();
    private @Nullable ServiceModelReports service;

    /**
     * Lists the labels.
     *
     * @param log takes the labels that cannot be read
     */
    ModelRun(AuditPlan plan, ModelPlan model, CaptureFolder captures, DeadLetterLog log) throws IOException {
        this.plan = plan;
        this.model = model;
        this.log = log;
        this.labels = model.open(plan.names().archives()).orElse(null);
        this.origins = Origins.of(captures.files());
        this.shards = new IdShards(model.mostBytes());
    }

    /** Leaves the service's files of every window too. */
    void writeService(ServiceModelReports reports) {
        service = reports;
    }

    /** How many files of labels there are. */
    int files() {
        return labels == null ? 0 : labels.files().size();
    }

    /** Their size on disk. */
    long bytes() {
        return labels == null ? 0 : labels.bytes();
    }

    /** Forgets all predictions: captures are read once more. */
    void forget() {
        shards = new IdShards(model.mostBytes());
        unusable = new UnusableAnswers();
    }

    /** Returns who keeps predictions on one thread. */
    PredictionCollector newCollector() {
        List<String> columns = plan.baseline().features().stream()
                .map(feature -> feature.name())
                .toList();
        return new PredictionCollector(
                model.baseline().newPredictionReader(columns, List.of()), origins, shards, unusable);
    }

    /** Reads the labels, lets them meet the predictions, and judges every window. */
    ModelAudit judge(AuditProgress progress) throws IOException, InterruptedException {
        Map<Rejection, Long> refused = readLabels(progress);
        ModelTable table = new ModelTable(model.baseline());
        LabelAccount account = join(table);
        refused.forEach((reason, records) -> {
            for (long i = 0; i < records; i++) {
                account.addDeadLetter();
            }
        });
        return new ModelAudit(
                model.baseline().hash(),
                plan.monitors().modelHash(),
                evaluate(table),
                LabelAccounting.of(account, refused, unusable.records()),
                log.first(),
                unusable.first(),
                labels == null ? List.of() : labels.ignored());
    }

    private Map<Rejection, Long> readLabels(AuditProgress progress) throws IOException, InterruptedException {
        Map<Rejection, Long> refused = new EnumMap<>(Rejection.class);
        if (labels != null) {
            List<GroundTruthFile> files = labels.files();
            List<LabelWorker.Job> jobs = IntStream.range(0, files.size())
                    .mapToObj(index -> new LabelWorker.Job(index, files.get(index)))
                    .toList();
            List<Map<Rejection, Long>> ofThreads = new JobPool(plan.threads())
                    .run(
                            jobs,
                            () -> new LabelWorker(plan, shards, new JoinFacts(origins), log, progress),
                            progress::isStopped);
            ofThreads.forEach(one -> one.forEach((reason, n) -> refused.merge(reason, n, Long::sum)));
        }
        return refused;
    }

    private LabelAccount join(ModelTable table) throws IOException, InterruptedException {
        List<Integer> all = IntStream.range(0, IdShards.SHARDS).boxed().toList();
        List<LabelAccount> ofThreads = new JobPool(plan.threads()).run(all, () -> newJoinWorker(table), () -> false);
        LabelAccount account = new LabelAccount();
        ofThreads.forEach(account::merge);
        return account;
    }

    private JoinWorker newJoinWorker(ModelTable table) {
        return new JoinWorker(
                shards,
                new LabelTerms(plan.monitors()).newJoin(),
                table,
                new JoinFacts(origins),
                model.baseline().newLabelValueReader());
    }

    private static ModelEvaluator newEvaluator(Monitor monitor) {
        return new ModelEvaluator(monitor.config().windows(), monitor.models().rules(), monitor.modelHash());
    }

    private List<ModelEvaluation> evaluate(ModelTable table) throws IOException {
        PerEndpoint<ModelEvaluator> evaluators = plan.monitors().each(ModelRun::newEvaluator);
        List<ModelEvaluation> evaluations = new ArrayList<>();
        ServiceModelReports files = service;
        table.drain((key, profile) -> {
            if (key.segment() != Prediction.NONE && profile.eligible() == 0) {
                return;
            }
            if (key.segment() == Prediction.NONE && files != null) {
                files.write(key.window(), profile);
            }
            ModelWindow window = ModelWindow.of(key.window(), FIRST_REVISION, true)
                    .ofSegment(model.baseline().spec().segmentLabel(key.segment()));
            ModelEvaluator evaluator = evaluators.of(key.window().endpoint());
            evaluations.add(evaluator.evaluate(window, profile, model.baseline()));
        });
        return evaluations;
    }
}
