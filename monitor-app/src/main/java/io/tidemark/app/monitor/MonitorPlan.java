package io.tidemark.app.monitor;

import io.tidemark.app.file.MonitorFile;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.evaluation.DetectableShift;
import io.tidemark.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a monitor would do.
 *
 * @param monitor the file
 * @param baseline what it would compare with, or null if no file was named
 * @param live what runs now, or null if Kafka was not asked
 * @param records expected in a window
 */
record MonitorPlan(
        MonitorFile monitor,
        @Nullable Baseline baseline,
        @Nullable LiveState live,
        long records) {
    /**
     * A difference between what is planned and what runs.
     *
     * @param what {@code config}, {@code baseline} or {@code topic}
     * @param now what runs; empty if nothing does
     * @param then what would
     */
    record Difference(String what, String now, String then) {}

    /** What would change; empty if nothing would, or Kafka was not asked. */
    List<Difference> differences() {
        List<Difference> differences = new ArrayList<>();
        LiveState now = live;
        if (now == null) {
            return differences;
        }
        now.missing().forEach(topic -> differences.add(new Difference("topic " + topic, "", "made")));
        String config = now.config(monitor.endpoint()).orElse("");
        add(differences, "config", config, monitor.config().hash().hex());
        if (baseline != null) {
            String active = now.baseline(monitor.endpoint()).orElse("");
            add(differences, "baseline", active, baseline.hash().hex());
        }
        return differences;
    }

    private static void add(List<Difference> differences, String what, String now, String then) {
        if (!now.equals(then)) {
            differences.add(new Difference(what, now, then));
        }
    }

    /** What each rule is certain to find; empty without a baseline. */
    List<DetectableShift> shifts() {
        return baseline == null
                ? List.of()
                : DetectableShift.of(monitor.config().evaluation(), baseline, records);
    }

    /** What open windows hold; null without a baseline. */
    @Nullable
    PlannedCosts costs() {
        return baseline == null ? null : PlannedCosts.of(monitor.config(), baseline, Topics.CAPTURE_PARTITIONS);
    }
}
