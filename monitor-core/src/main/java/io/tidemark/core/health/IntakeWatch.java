package io.tidemark.core.health;

import io.tidemark.core.episode.OperationReport.Finding;
import io.tidemark.core.evaluation.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Watches what becomes of the records of one application: dead letters, lost input, and windows that do not close though
 * records come. It compares the accounts at a check with those at the check before. Mutable; not thread-safe.
 */
final class IntakeWatch {
    private static final long NEVER = Long.MIN_VALUE;

    private final SortedMap<Integer, Account> now = new TreeMap<>();
    private Account before = Account.NONE;
    private boolean hasBefore;
    private long lastClosedMs = NEVER;
    private long readAtLastClose;
    private long firstReadMs = NEVER;

    /**
     * Cumulative counts.
     *
     * @param read records read, control records apart
     * @param deadLettered of them, written to the dead letters
     * @param lost offsets that Kafka deleted before they were read
     */
    record Account(long read, long deadLettered, long lost) {
        static final Account NONE = new Account(0, 0, 0);

        private Account plus(Account other) {
            return new Account(read + other.read, deadLettered + other.deadLettered, lost + other.lost);
        }

        private Account minus(Account other) {
            return new Account(
                    Math.max(0, read - other.read),
                    Math.max(0, deadLettered - other.deadLettered),
                    Math.max(0, lost - other.lost));
        }
    }

    /** Takes the newest account of an input partition. */
    void account(int partition, Account account, long appendedMs) {
        now.put(partition, account);
        if (firstReadMs == NEVER && account.read() > 0) {
            firstReadMs = appendedMs;
        }
    }

    /** Takes the moment at which a window was reported. */
    void closed(long appendedMs) {
        if (appendedMs >= lastClosedMs) {
            lastClosedMs = appendedMs;
            readAtLastClose = sum().read();
        }
    }

    /** Returns what is wrong, and takes the accounts of this moment as those to compare with next time. */
    List<Finding> check(HealthPolicy policy, long nowMs) {
        Account total = sum();
        Account since = hasBefore ? total.minus(before) : Account.NONE;
        before = total;
        hasBefore = true;
        List<Finding> findings = new ArrayList<>();
        deadLetters(since, policy, findings);
        if (since.lost() > 0) {
            findings.add(new Finding(
                    "OP007",
                    "",
                    "lost",
                    since.lost(),
                    0,
                    Severity.CRITICAL,
                    since.lost() + " records were deleted by Kafka before they were read; the ledger names them"));
        }
        stall(total, policy, nowMs, findings);
        return findings;
    }

    private void deadLetters(Account since, HealthPolicy policy, List<Finding> findings) {
        double share = since.read() == 0 ? 0 : (double) since.deadLettered() / since.read();
        if (since.deadLettered() >= policy.deadLetterLeast() && share > policy.deadLetterShare()) {
            findings.add(new Finding(
                    "OP006",
                    "",
                    "deadLetterShare",
                    share,
                    policy.deadLetterShare(),
                    share > 0.1 ? Severity.CRITICAL : Severity.MAJOR,
                    String.format(
                            Locale.ROOT,
                            "%,d of the %,d records since the last check are dead letters (%.1f %%)",
                            since.deadLettered(),
                            since.read(),
                            100 * share)));
        }
    }

    private void stall(Account total, HealthPolicy policy, long nowMs, List<Finding> findings) {
        if (firstReadMs == NEVER || total.read() <= readAtLastClose) {
            return;
        }
        long standsMs = nowMs - Math.max(firstReadMs, lastClosedMs);
        if (standsMs > policy.stall().toMillis()) {
            findings.add(new Finding(
                    "OP005",
                    "",
                    "standsSeconds",
                    standsMs / 1000.0,
                    policy.stall().toSeconds(),
                    Severity.CRITICAL,
                    "records come, but no window has closed for " + Spans.text(Duration.ofMillis(standsMs))
                            + ": a partition may be stuck or its producer's clock behind"));
        }
    }

    private Account sum() {
        return now.values().stream().reduce(Account.NONE, Account::plus);
    }
}
