package io.tidemark.replay;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.evaluation.Evaluation;
import io.tidemark.core.evaluation.Evaluator;
import io.tidemark.core.evaluation.VerdictHash;
import io.tidemark.core.evaluation.WindowReport;
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
 * <p>Memory: each thread holds at most 64 MiB of windows, and all together as much; beyond that a window is packed into
 * its stored form of 1 to 2 KB a numeric feature. Identities of records, by which repeats are told, take 21 to 43 bytes
 * a record, of some hours if the paths of files tell theirs (see {@link PassedWindows}), else of all.
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
     * Reads all files, judges every window, and leaves files if the plan says where. If the plan's progress is stopped,
     * it judges what was read by then and leaves no files.
     *
     * @throws IllegalArgumentException if an endpoint is unknown, or the output folder holds what no audit wrote
     * @throws IOException if a file cannot be read or is cut off, or the output cannot be written; the message names it
     * @throws InterruptedException if the thread is interrupted; no output is left then
     */
    public static AuditResult run(AuditPlan plan) throws IOException, InterruptedException {
        CaptureFolder folder = CaptureFolder.open(plan.captures(), plan.names());
        OutputFolder output = plan.outputFolder();
        Audit audit = new Audit(plan);
        boolean quotes = plan.config().capture().fields().allowsExcerpts();
        if (output == null) {
            return audit.judge(folder, new AuditSinks(new DeadLetterLog(null, quotes), null));
        }
        try (AuditFiles files = AuditFiles.begin(output)) {
            DeadLetterLog log = new DeadLetterLog(files.work(), quotes);
            ServiceOutput service = output.service();
            WindowSpec spec = plan.config().windows();
            ServiceCollector collector = service == null ? null : new ServiceCollector(service, spec);
            AuditResult result = audit.judge(folder, new AuditSinks(log, collector));
            if (plan.progress().isStopped()) {
                return result;
            }
            if (service != null && collector != null) {
                new ServiceReports(files.serviceFolder(), service, spec).write(windows(result), collector);
            }
            files.finish(result, log);
            return result;
        }
    }

    private static List<WindowKey> windows(AuditResult result) {
        return result.reports().stream().map(WindowReport::window).toList();
    }

    private AuditResult judge(CaptureFolder folder, AuditSinks sinks) throws IOException, InterruptedException {
        Reading reading = read(folder, sinks, new WindowDuplicates(plan.following()));
        if (reading.seen().hasConflicts() && !plan.progress().isStopped()) {
            forget(sinks);
            reading = read(folder, sinks, reading.seen().settled());
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
                reading.tally().accounting(),
                sinks.log().first(),
                folder.ignored());
    }

    /** What all files hold, and the identities of their records as far as they are known at the end. */
    private record Reading(Tally tally, WindowDuplicates seen) {}

    /** Reads all files; once more, and keeping all identities, if the hours of folders say too little of records. */
    private Reading read(CaptureFolder folder, AuditSinks sinks, WindowDuplicates seen)
            throws IOException, InterruptedException {
        Tally tally = count(folder, sinks, seen, new PassedWindows(folder.files(), plan, seen));
        if (!seen.isReopened() || plan.progress().isStopped()) {
            return new Reading(tally, seen);
        }
        forget(sinks);
        WindowDuplicates all = seen.afresh();
        return new Reading(count(folder, sinks, all, plan.progress()), all);
    }

    private void forget(AuditSinks sinks) {
        table.drain((window, profile) -> {});
        if (sinks.service() != null) {
            sinks.service().clear();
        }
    }

    private Tally count(CaptureFolder folder, AuditSinks sinks, WindowDuplicates seen, AuditProgress progress)
            throws IOException, InterruptedException {
        boolean inOrder = sinks.service() != null;
        return new FilePool(inOrder ? 1 : plan.threads())
                .countAll(
                        inOrder ? inOrder(folder) : jobs(folder),
                        () -> new AuditWorker(plan, table, sinks, seen),
                        progress);
    }

    private static List<FilePool.Job> inOrder(CaptureFolder folder) {
        return IntStream.range(0, folder.files().size())
                .mapToObj(index -> new FilePool.Job(index, folder.files().get(index)))
                .toList();
    }

    /**
     * Hour by hour, so that windows are passed; of an hour the largest file first, so that no thread begins a large one
     * when the others are done.
     */
    private static List<FilePool.Job> jobs(CaptureFolder folder) {
        return inOrder(folder).stream()
                .sorted(Comparator.comparingLong(
                                (FilePool.Job job) -> job.file().hourMs())
                        .thenComparingLong(job -> -job.file().bytes())
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
