package io.tidemark.app.watch;

import io.tidemark.core.evaluation.Violation;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.Report;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of each endpoint, from the records of the topics in whatever order they come. Not for several threads.
 */
final class WatchBoard {
    private static final Comparator<Violation> WORST_FIRST = Comparator.comparing(Violation::severity)
            .reversed()
            .thenComparing(Comparator.comparingDouble(
                            (Violation violation) -> violation.outcome().effect())
                    .reversed());

    private final Map<String, Line> lines = new TreeMap<>();
    private final Map<Integer, Long> readTo = new TreeMap<>();
    private final Map<Integer, Long> ends = new TreeMap<>();

    /** What is known of one endpoint and variant. */
    static final class Line {
        private final String endpoint;
        private final String variant;
        private long lastRecordMs = Long.MIN_VALUE;
        private long lastWindowMs = Long.MIN_VALUE;
        private String state = "";
        private long closed;
        private long alarms;
        private final Map<String, Violation> violations = new TreeMap<>();

        private Line(String endpoint, String variant) {
            this.endpoint = endpoint;
            this.variant = variant;
        }

        String endpoint() {
            return endpoint;
        }

        String variant() {
            return variant;
        }

        /** When the newest capture was appended, in epoch milliseconds; empty if none was seen. */
        Optional<Long> lastRecordMs() {
            return lastRecordMs == Long.MIN_VALUE ? Optional.empty() : Optional.of(lastRecordMs);
        }

        /** Start of the newest closed window; empty if none was seen. */
        Optional<Long> lastWindowMs() {
            return lastWindowMs == Long.MIN_VALUE ? Optional.empty() : Optional.of(lastWindowMs);
        }

        /** The verdict of that window; empty if there is none. */
        String state() {
            return state;
        }

        long closed() {
            return closed;
        }

        long alarms() {
            return alarms;
        }

        long violations() {
            return violations.size();
        }

        /** The worst violation of the newest window that has one. */
        Optional<Violation> worst() {
            long newest = violations.values().stream()
                    .mapToLong(one -> one.window().startMs())
                    .max()
                    .orElse(Long.MIN_VALUE);
            return violations.values().stream()
                    .filter(one -> one.window().startMs() == newest)
                    .min(WORST_FIRST);
        }
    }

    /** A capture was appended. */
    void captured(String endpoint, String variant, long appendedMs) {
        Line line = line(endpoint, variant);
        line.lastRecordMs = Math.max(line.lastRecordMs, appendedMs);
    }

    /** A window was closed; only the first part of its report counts. Returns whether it did. */
    boolean reported(Report report) {
        if (report.getPart() != 0) {
            return false;
        }
        Line line = line(report.getEndpoint(), report.getVariant());
        line.closed++;
        String state = report.getState().name();
        line.alarms += state.equals("ALARM") ? 1 : 0;
        if (report.getWindowStart() >= line.lastWindowMs) {
            line.lastWindowMs = report.getWindowStart();
            line.state = state.toLowerCase(Locale.ROOT).replace('_', ' ');
        }
        return true;
    }

    /** A rule fired; a later revision of the same violation takes its place. */
    void violated(Violation violation) {
        line(violation.window().endpoint(), violation.window().variant())
                .violations
                .merge(violation.id().hex(), violation, (old, now) -> now.revision() >= old.revision() ? now : old);
    }

    /** The application has come so far in a partition. */
    void accounted(LedgerRow row) {
        if (row.getScope() == LedgerScope.PARTITION) {
            readTo.merge(row.getPartition(), row.getNextOffset(), Math::max);
        }
    }

    /** A partition of captures ends here now. */
    void endsAt(int partition, long offset) {
        ends.put(partition, offset);
    }

    /** Captures that were appended and not accounted for yet, in all partitions. */
    long lag() {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - readTo.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    /** One line per endpoint and variant: those whose last window is in alarm first, then by name. */
    List<Line> lines() {
        Collection<Line> all = lines.values();
        List<Line> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparing((Line line) -> !line.state.equals("alarm")));
        return sorted;
    }

    private Line line(String endpoint, String variant) {
        return lines.computeIfAbsent(endpoint + "/" + variant, key -> new Line(endpoint, variant));
    }
}
