package io.tidemark.replay;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.evaluation.Evaluation;
import io.tidemark.core.evaluation.Evaluator;
import io.tidemark.core.evaluation.VerdictHash;
import io.tidemark.core.ledger.WindowDuplicates;
import io.tidemark.core.profile.WindowProfile;
import io.tidemark.core.window.Gaps;
import io.tidemark.core.window.WindowKey;
import io.tidemark.core.window.WindowSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Judges captured files without Kafka, by the engine that judges the live stream: the same records, baseline and
 * configuration give the same verdicts, hash for hash.
 *
 * <p>Memory: every window found is held once, and at most 64 MiB of windows more by each thread; a window takes about
 * 4.5 KB a numeric feature. It does not grow with the number of records.
 */
public final class Audit {
    private final AuditPlan plan;
    private final WindowTable table;
    private final Evaluator evaluator;

    private Audit(AuditPlan plan) {
        this.plan = plan;
        this.table = new WindowTable(plan.baseline());
        this.evaluator = plan.config().newEvaluator();
    }

    /**
     * Reads all files, judges every window, and leaves files if the plan says where.
     *
     * @throws IllegalArgumentException if an endpoint is unknown, or the output folder holds what no audit wrote
     * @throws IOException if a file cannot be read or is cut off, or the output cannot be written; the message names it
     * @throws InterruptedException if the thread is interrupted; no output is left then
     */
    public static AuditResult run(AuditPlan plan) throws IOException, InterruptedException {
        CaptureFolder folder = CaptureFolder.open(plan.captures(), plan.names());
        OutputFolder output = plan.outputFolder();
        Audit audit = new Audit(plan);
        if (output == null) {
            return audit.judge(folder, new DeadLetterLog(null));
        }
        try (AuditFiles files = AuditFiles.begin(output)) {
            DeadLetterLog log = new DeadLetterLog(files.work());
            AuditResult result = audit.judge(folder, log);
            files.finish(result, log);
            return result;
        }
    }

    private AuditResult judge(CaptureFolder folder, DeadLetterLog log) throws IOException, InterruptedException {
        WindowDuplicates seen = new WindowDuplicates(plan.following());
        Tally tally = count(folder, log, seen);
        if (seen.hasConflicts()) {
            table.drain((window, profile) -> {});
            tally = count(folder, log, seen.settled());
        }
        List<Evaluation> evaluations = evaluate();
        Baseline baseline = plan.baseline();
        return new AuditResult(
                VerdictHash.ofRun(evaluations.stream()
                        .map(evaluation -> evaluation.report().verdictHash())
                        .toList()),
                baseline.hash(),
                evaluator.configHash(),
                evaluations,
                tally.accounting(),
                log.first(),
                folder.ignored());
    }

    private Tally count(CaptureFolder folder, DeadLetterLog log, WindowDuplicates seen)
            throws IOException, InterruptedException {
        return new FilePool(plan.threads())
                .countAll(jobs(folder), () -> new AuditWorker(plan, table, log, seen), plan.progress());
    }

    /** The largest file first, so that no thread begins a large one when the others are done. */
    private static List<FilePool.Job> jobs(CaptureFolder folder) {
        return IntStream.range(0, folder.files().size())
                .mapToObj(index -> new FilePool.Job(index, folder.files().get(index)))
                .sorted(Comparator.comparingLong(
                                (FilePool.Job job) -> -job.file().bytes())
                        .thenComparingInt(FilePool.Job::index))
                .toList();
    }

    private List<Evaluation> evaluate() {
        WindowOrder order = new WindowOrder();
        table.drain(order::accept);
        return order.evaluations;
    }

    /** Takes windows in order, and puts the empty ones between two of an endpoint and variant into the gaps. */
    private final class WindowOrder {
        private final WindowSpec spec = plan.config().windows();
        private final List<Evaluation> evaluations = new ArrayList<>();
        private @Nullable WindowKey before;

        void accept(WindowKey window, WindowProfile profile) {
            WindowKey last = before;
            if (last != null
                    && last.endpoint().equals(window.endpoint())
                    && last.variant().equals(window.variant())) {
                for (WindowKey gap : Gaps.between(last, window, spec)) {
                    evaluations.add(evaluator.noData(gap));
                }
            }
            evaluations.add(evaluator.evaluate(window, profile, plan.baseline()));
            before = window;
        }
    }
}
