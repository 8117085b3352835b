package io.tidemark.replay;

import io.tidemark.core.config.Monitors;
import io.tidemark.core.config.PerEndpoint;
import io.tidemark.core.evaluation.Evaluation;
import io.tidemark.core.evaluation.Evaluator;
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
    private final PerEndpoint<Evaluator> evaluators;

    private Audit(AuditPlan plan) {
        this.plan = plan;
        this.table = new WindowTable(plan.baseline());
        this.evaluators = plan.monitors().each(monitor -> monitor.config().newEvaluator());
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
        requireMonitors(plan, folder);
        OutputFolder output = plan.outputFolder();
        Audit audit = new Audit(plan);
        AuditProgress progress = new OneAtATime(plan.progress());
        boolean quotes = plan.monitors().all().stream()
                .allMatch(monitor -> monitor.config().capture().fields().allowsExcerpts());
        if (output == null) {
            DeadLetterLog log = new DeadLetterLog(null, quotes);
            ModelRun model = newModelRun(plan, folder, new DeadLetterLog(null, quotes));
            return audit.judge(folder, new AuditSinks(log, null, progress), model);
        }
        try (AuditFiles files = AuditFiles.begin(output)) {
            DeadLetterLog log = new DeadLetterLog(files.work(), quotes);
            DeadLetterLog labelLog = new DeadLetterLog(files.labelWork(), quotes);
            ModelRun model = newModelRun(plan, folder, labelLog);
            ServiceOutput service = output.service();
            PerEndpoint<WindowSpec> specs =
                    plan.monitors().each(monitor -> monitor.config().windows());
            ServiceCollector collector = service == null ? null : new ServiceCollector(service, specs);
            if (service != null && model != null && plan.model().isPresent()) {
                model.writeService(new ServiceModelReports(
                        files.serviceFolder(),
                        service.schedule(),
                        plan.monitors(),
                        plan.model().get().baseline()));
            }
            AuditResult result = audit.judge(folder, new AuditSinks(log, collector, progress), model);
            if (plan.progress().isStopped()) {
                return result;
            }
            if (service != null && collector != null) {
                new ServiceReports(files.serviceFolder(), service, specs::of).write(windows(result), collector);
            }
            files.finish(result, log, labelLog);
            return result;
        }
    }

    private static void requireMonitors(AuditPlan plan, CaptureFolder folder) {
        for (String endpoint : folder.endpoints()) {
            if (!plan.monitors().covers(endpoint)) {
                throw new IllegalArgumentException(Monitors.noMonitor(endpoint) + ", but " + plan.captures()
                        + " holds captures of it: give it one");
            }
        }
    }

    private static @Nullable ModelRun newModelRun(AuditPlan plan, CaptureFolder captures, DeadLetterLog log)
            throws IOException {
        return plan.model().isEmpty() ? null : new ModelRun(plan, plan.model().get(), captures, log);
    }

    private static List<WindowKey> windows(AuditResult result) {
        return result.reports().stream().map(WindowReport::window).toList();
    }

    private AuditResult judge(CaptureFolder folder, AuditSinks sinks, @Nullable ModelRun model)
            throws IOException, InterruptedException {
        Reading reading = read(folder, sinks, model, new WindowDuplicates(plan.following()));
        if (reading.seen().hasConflicts() && !plan.progress().isStopped()) {
            forget(sinks, model);
            reading = read(folder, sinks, model, reading.seen().settled());
        }
        List<Evaluation> evaluations = evaluate();
        ModelAudit ofModel = model == null ? null : model.judge(sinks.progress());
        AuditResult result = new AuditResult(
                AuditResult.runHash(evaluations, ofModel),
                plan.baseline().hash(),
                plan.monitors().hash(),
                evaluations,
                reading.tally().accounting(),
                sinks.log().first(),
                folder.ignored(),
                ofModel);
        ActiveBaselines active = plan.active();
        return active == null || plan.progress().isStopped()
                ? result
                : new BaselinePasses(plan, active).rejudge(result);
    }

    /** What all files hold, and the identities of their records as far as they are known at the end. */
    private record Reading(Tally tally, WindowDuplicates seen) {}

    /** Reads all files; once more, and keeping all identities, if the hours of folders say too little of records. */
    private Reading read(CaptureFolder folder, AuditSinks sinks, @Nullable ModelRun model, WindowDuplicates seen)
            throws IOException, InterruptedException {
        PassedWindows passed = new PassedWindows(folder.files(), plan, seen);
        Tally tally = count(folder, sinks.telling(new OneAtATime(passed)), model, seen);
        if (!seen.isReopened() || plan.progress().isStopped()) {
            return new Reading(tally, seen);
        }
        forget(sinks, model);
        WindowDuplicates all = seen.afresh();
        return new Reading(count(folder, sinks, model, all), all);
    }

    private void forget(AuditSinks sinks, @Nullable ModelRun model) {
        table.drain((window, profile) -> {});
        if (sinks.service() != null) {
            sinks.service().clear();
        }
        if (model != null) {
            model.forget();
        }
    }

    private Tally count(CaptureFolder folder, AuditSinks sinks, @Nullable ModelRun model, WindowDuplicates seen)
            throws IOException, InterruptedException {
        int labelFiles = model == null ? 0 : model.files();
        long labelBytes = model == null ? 0 : model.bytes();
        sinks.progress().begun(folder.files().size() + labelFiles, folder.bytes() + labelBytes);
        boolean inOrder = sinks.service() != null;
        List<Tally> tallies = new JobPool(inOrder ? 1 : plan.threads())
                .run(
                        inOrder ? inOrder(folder) : jobs(folder),
                        () -> new AuditWorker(plan, table, sinks, seen, model == null ? null : model.newCollector()),
                        sinks.progress()::isStopped);
        Tally sum = new Tally();
        tallies.forEach(sum::add);
        return sum;
    }

    private static List<AuditWorker.Job> inOrder(CaptureFolder folder) {
        return IntStream.range(0, folder.files().size())
                .mapToObj(index -> new AuditWorker.Job(index, folder.files().get(index)))
                .toList();
    }

    /**
     * Hour by hour, so that windows are passed; of an hour the largest file first, so that no thread begins a large one
     * when the others are done.
     */
    private static List<AuditWorker.Job> jobs(CaptureFolder folder) {
        return inOrder(folder).stream()
                .sorted(Comparator.comparingLong(
                                (AuditWorker.Job job) -> job.file().hourMs())
                        .thenComparingLong(job -> -job.file().bytes())
                        .thenComparingInt(AuditWorker.Job::index))
                .toList();
    }

    private List<Evaluation> evaluate() {
        WindowOrder order = new WindowOrder();
        table.drain(order::accept);
        return order.evaluations;
    }

    /** Takes windows in order, and puts the empty ones between two of an endpoint and variant into the gaps. */
    private final class WindowOrder {
        private final List<Evaluation> evaluations = new ArrayList<>();
        private @Nullable WindowKey before;

        void accept(WindowKey window, WindowProfile profile) {
            WindowKey last = before;
            Evaluator evaluator = evaluators.of(window.endpoint());
            if (last != null
                    && last.endpoint().equals(window.endpoint())
                    && last.variant().equals(window.variant())) {
                for (WindowKey gap : Gaps.between(
                        last,
                        window,
                        plan.monitors().of(window.endpoint()).config().windows())) {
                    evaluations.add(evaluator.noData(gap));
                }
            }
            evaluations.add(evaluator.evaluate(window, profile, plan.baseline()));
            before = window;
        }
    }
}
