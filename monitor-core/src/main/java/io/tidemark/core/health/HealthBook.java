package io.tidemark.core.health;

import io.tidemark.core.episode.OperationReport;
import io.tidemark.core.episode.OperationReport.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the topics say of the monitor itself. It is filled from reports, model reports and the ledger, in any order, and
 * asked now and then what is wrong. Each watch answers for its own findings: what it no longer finds is over. Time is
 * handed in. Mutable; not thread-safe.
 */
public final class HealthBook {
    private static final String TRAFFIC = "traffic";
    private static final String LABELS = "labels";
    private static final String INTAKE = "intake";

    private final HealthPolicy policy;
    private final SortedMap<String, TrafficWatch> traffic = new TreeMap<>();
    private final SortedMap<String, CoverageWatch> labels = new TreeMap<>();
    private final IntakeWatch intake = new IntakeWatch();
    private long checkedMs = Long.MIN_VALUE;

    /** An empty book. */
    public HealthBook(HealthPolicy policy) {
        this.policy = policy;
    }

    /**
     * Takes the report of a closed window.
     *
     * @param endpoint the endpoint
     * @param startMs start of the window in epoch milliseconds
     * @param records counted in it
     * @param isTooLittle whether no rule had enough rows to judge
     * @param appendedMs when the report was appended, in epoch milliseconds
     */
    public void window(String endpoint, long startMs, long records, boolean isTooLittle, long appendedMs) {
        traffic.computeIfAbsent(endpoint, name -> new TrafficWatch()).window(startMs, records, isTooLittle, appendedMs);
        intake.closed(appendedMs);
    }

    /**
     * Takes the final report on a model's window.
     *
     * @param endpoint the endpoint
     * @param startMs start of the window in epoch milliseconds
     * @param eligible predictions that can have a label
     * @param labelled of them, those that have one
     */
    public void labels(String endpoint, long startMs, long eligible, long labelled) {
        labels.computeIfAbsent(endpoint, name -> new CoverageWatch()).window(startMs, eligible, labelled, policy);
    }

    /**
     * Takes the newest account of an input partition of the drift application; counts are cumulative.
     *
     * @param partition of captures
     * @param read records read, control records apart
     * @param deadLettered written to the dead letters
     * @param lost offsets deleted before they were read
     * @param appendedMs when the account was appended, in epoch milliseconds
     */
    public void account(int partition, long read, long deadLettered, long lost, long appendedMs) {
        intake.account(partition, new IntakeWatch.Account(read, deadLettered, lost), appendedMs);
    }

    /**
     * Returns what each watch finds, one report for each, also if nothing is wrong.
     *
     * @param nowMs the moment in epoch milliseconds; a check that is not later than the last one returns nothing
     */
    public List<OperationReport> check(long nowMs) {
        if (nowMs <= checkedMs) {
            return List.of();
        }
        long from = checkedMs == Long.MIN_VALUE ? nowMs - 1 : checkedMs;
        checkedMs = nowMs;
        List<OperationReport> reports = new ArrayList<>();
        traffic.forEach((endpoint, watch) ->
                reports.add(report(endpoint, TRAFFIC, from, nowMs, watch.findings(policy, nowMs))));
        labels.forEach((endpoint, watch) -> reports.add(report(endpoint, LABELS, from, nowMs, watch.findings(policy))));
        reports.add(report("", INTAKE, from, nowMs, intake.check(policy, nowMs)));
        return reports;
    }

    private static OperationReport report(
            String endpoint, String watch, long fromMs, long toMs, List<Finding> findings) {
        return new OperationReport(endpoint, watch, fromMs, toMs, findings);
    }
}
