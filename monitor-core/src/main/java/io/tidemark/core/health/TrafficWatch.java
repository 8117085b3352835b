package io.tidemark.core.health;

import io.tidemark.core.episode.OperationReport.Finding;
import io.tidemark.core.evaluation.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Watches whether an endpoint still has traffic, and enough of it to judge. Mutable; not thread-safe. */
final class TrafficWatch {
    private static final long NEVER = Long.MIN_VALUE;

    private long lastRecordsMs = NEVER;
    private long newestStartMs = NEVER;
    private boolean isTooLittle;
    private long newestRecords;

    /**
     * Takes a closed window.
     *
     * @param startMs its start in epoch milliseconds
     * @param records counted in it
     * @param isTooLittle whether no rule had enough rows to judge
     * @param appendedMs when its report was appended, in epoch milliseconds
     */
    void window(long startMs, long records, boolean isTooLittle, long appendedMs) {
        if (records > 0) {
            lastRecordsMs = Math.max(lastRecordsMs, appendedMs);
        }
        if (startMs > newestStartMs) {
            newestStartMs = startMs;
            newestRecords = records;
            this.isTooLittle = records > 0 && isTooLittle;
        }
    }

    /** Returns what is wrong at a moment, in epoch milliseconds. */
    List<Finding> findings(HealthPolicy policy, long nowMs) {
        List<Finding> findings = new ArrayList<>();
        long silentMs = nowMs - lastRecordsMs;
        if (lastRecordsMs != NEVER && silentMs > policy.silence().toMillis()) {
            findings.add(new Finding(
                    "OP001",
                    "",
                    "silentSeconds",
                    silentMs / 1000.0,
                    policy.silence().toSeconds(),
                    Severity.CRITICAL,
                    "no window with records was reported for " + Spans.text(Duration.ofMillis(silentMs))
                            + "; before that there was traffic"));
        }
        if (isTooLittle) {
            findings.add(new Finding(
                    "OP002",
                    "",
                    "records",
                    newestRecords,
                    Double.NaN,
                    Severity.MINOR,
                    "the newest window has " + newestRecords + " records, too few for any rule to judge"));
        }
        return findings;
    }
}
