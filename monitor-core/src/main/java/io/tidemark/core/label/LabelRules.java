package io.tidemark.core.label;

import io.tidemark.core.canonical.CanonicalOutput;
import java.time.Duration;
import java.util.List;

/**
 * How labels and predictions meet.
 *
 * @param horizon how long after the end of a prediction's window a label still joins, in label time
 * @param orphans how long before its prediction a label may be dated; as long it waits, and as long a prediction is
 *     remembered after its deadline, so that a later label is known as such
 * @param conflict which of several labels counts
 * @param coverageSteps shares of labelled rows at which a window is evaluated anew, ascending, each in (0, 1]
 */
public record LabelRules(Duration horizon, Duration orphans, ConflictRule conflict, List<Double> coverageSteps) {
    private static final int VERSION = 1;
    private static final Duration LONGEST = Duration.ofDays(3_660);
    private static final List<Double> STEPS = List.of(0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99);

    public LabelRules {
        coverageSteps = List.copyOf(coverageSteps);
        requireInRange("label horizon", horizon);
        requireInRange("wait of labels without prediction", orphans);
        double before = 0;
        for (double step : coverageSteps) {
            if (!(step > before && step <= 1)) {
                throw new IllegalArgumentException(
                        "coverage steps = " + coverageSteps + " are not ascending shares in (0, 1]");
            }
            before = step;
        }
    }

    /** 30 days, 7 days, the last label counts, seven steps from 10 % to 99 %. */
    public static LabelRules defaults() {
        return new LabelRules(Duration.ofDays(30), Duration.ofDays(7), ConflictRule.LAST, STEPS);
    }

    /** Returns these rules with another horizon. */
    public LabelRules withHorizon(Duration other) {
        return new LabelRules(other, orphans, conflict, coverageSteps);
    }

    /** Returns these rules with another wait of labels without prediction. */
    public LabelRules withOrphans(Duration other) {
        return new LabelRules(horizon, other, conflict, coverageSteps);
    }

    /** Returns these rules with another choice among contradicting labels. */
    public LabelRules withConflict(ConflictRule other) {
        return new LabelRules(horizon, orphans, other, coverageSteps);
    }

    /** Returns these rules with other steps. */
    public LabelRules withCoverageSteps(List<Double> other) {
        return new LabelRules(horizon, orphans, conflict, other);
    }

    /**
     * Writes what decides about pairs. The coverage steps are left out: they decide only which provisional revisions are
     * shown, and a final one does not depend on them.
     */
    public void writeTo(CanonicalOutput out) {
        out.putByte(VERSION)
                .putLong(horizon.toMillis())
                .putLong(orphans.toMillis())
                .putByte(conflict.code());
    }

    private static void requireInRange(String name, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " = " + value + " is not in [0, " + LONGEST + "]");
        }
    }
}
