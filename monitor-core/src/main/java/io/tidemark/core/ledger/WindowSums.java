package io.tidemark.core.ledger;

import io.tidemark.core.capture.CapturedRecord;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.config.PerEndpoint;
import io.tidemark.core.ledger.LedgerFacts.Capture;
import io.tidemark.core.ledger.LedgerFacts.Reported;
import io.tidemark.core.ledger.LedgerFacts.WindowCount;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.core.window.WindowKey;
import io.tidemark.core.window.WindowSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the captures give for each window, and what was counted, late and reported of it. Mutable. */
final class WindowSums {
    /** As in the application: windows that start longer before share one row of late records. */
    private static final long OLDER_MS = Duration.ofDays(31).toMillis();

    private final PerEndpoint<WindowSpec> specs;
    private final Map<WindowKey, Parsed> parsed = new TreeMap<>();
    private final Map<WindowKey, WindowCount> counted = new TreeMap<>();
    private final Map<WindowKey, WindowCount> late = new TreeMap<>();
    private final Map<WindowKey, Reported> reports = new HashMap<>();
    private final Map<String, Long> newestClosed = new HashMap<>();
    private final List<Difference> differences = new ArrayList<>();
    private final List<LedgerFindings.Open> open = new ArrayList<>();

    /** The captures of a window; those behind the newest row of their partition are counted apart. */
    private static final class Parsed {
        private long records;
        private long rows;
        private long unaccounted;
        private long unaccountedRows;
        private long namedRepeats;
        private long namedRepeatRows;
        private final TreeMap<Integer, OffsetRanges> offsets = new TreeMap<>();

        /** What the ledger calls a repeat may be one of a record that the topic does not hold any more. */
        void believeRepeats() {
            records -= namedRepeats;
            rows -= namedRepeatRows;
            namedRepeats = 0;
            namedRepeatRows = 0;
        }
    }

    /**
     * How the ledger stands to a record that can be read and repeats none before it.
     *
     * @param isAccounted whether the newest row of its partition accounts for it
     * @param isNamedRepeat whether the row calls it a repeat all the same
     */
    record Standing(boolean isAccounted, boolean isNamedRepeat) {}

    WindowSums(Monitors monitors) {
        this.specs = monitors.each(monitor -> monitor.config().windows());
    }

    void counted(WindowCount count) {
        counted.put(count.window(), count);
        newestClosed.merge(count.window().endpoint(), count.window().startMs(), Math::max);
    }

    void late(WindowCount count) {
        late.put(count.window(), count);
    }

    void reported(Reported report) {
        reports.put(report.count().window(), report);
    }

    void parsed(Capture capture, CapturedRecord record, Standing standing) {
        String endpoint = capture.arrival().endpoint();
        WindowKey window = new WindowKey(
                endpoint, capture.arrival().variant(), specs.of(endpoint).startOf(record.eventTimeMs()));
        Parsed sum = parsed.computeIfAbsent(window, w -> new Parsed());
        sum.offsets
                .computeIfAbsent(capture.partition(), p -> new OffsetRanges())
                .add(capture.offset());
        if (standing.isAccounted()) {
            sum.records++;
            sum.rows += record.input().rows();
            sum.namedRepeats += standing.isNamedRepeat() ? 1 : 0;
            sum.namedRepeatRows += standing.isNamedRepeat() ? record.input().rows() : 0;
        } else {
            sum.unaccounted++;
            sum.unaccountedRows += record.input().rows();
        }
    }

    /**
     * Compares every window.
     *
     * @param isWhole whether the topic still holds all captures that the rows account for
     */
    void finish(boolean isWhole) {
        if (!isWhole) {
            parsed.values().forEach(Parsed::believeRepeats);
        }
        TreeSet<WindowKey> all = new TreeSet<>(counted.keySet());
        all.addAll(parsed.keySet());
        late.keySet().stream()
                .filter(window -> window.startMs() != LedgerFacts.OLDER)
                .forEach(all::add);
        Map<WindowKey, long[]> older = new TreeMap<>();
        for (WindowKey window : all) {
            compareWindow(window, isWhole, older);
        }
        compareOlder(older, isWhole);
        counted.values().forEach(this::compareReport);
    }

    private void compareWindow(WindowKey window, boolean isWhole, Map<WindowKey, long[]> older) {
        Parsed sum = parsed.getOrDefault(window, new Parsed());
        WindowCount nothing = new WindowCount(window, 0, 0);
        WindowCount in = counted.getOrDefault(window, nothing);
        WindowCount behind = late.getOrDefault(window, nothing);
        // A window closes after every earlier one of its endpoint.
        long closedBehind = newestClosed.getOrDefault(window.endpoint(), LedgerFacts.OLDER);
        if (!counted.containsKey(window) && !late.containsKey(window) && window.startMs() >= closedBehind) {
            open.add(LedgerFindings.openWindow(window, sum.records + sum.unaccounted));
            return;
        }
        WindowKey olderKey = new WindowKey(window.endpoint(), window.variant(), LedgerFacts.OLDER);
        boolean isOld = closedBehind != LedgerFacts.OLDER
                && window.startMs() < endOf(window.endpoint(), closedBehind) - OLDER_MS;
        // How far the windows were closed when a late record came is not known here: after a gap, further than the
        // newest report. So what an old row may hold is looked for there, and the sum must be right.
        boolean lacks = in.records() + behind.records() < sum.records;
        if (late.containsKey(olderKey) && (isOld || lacks)) {
            long[] rest = older.computeIfAbsent(olderKey, k -> new long[4]);
            rest[0] += sum.records - in.records() - behind.records();
            rest[1] += sum.rows - in.rows() - behind.rows();
            rest[2] += sum.unaccounted;
            rest[3] += sum.unaccountedRows;
            return;
        }
        compare(window, sum, new Bounds(in.records() + behind.records(), in.rows() + behind.rows(), isWhole));
    }

    /** The end of a window; its start, of an endpoint that is not monitored any more. */
    private long endOf(String endpoint, long startMs) {
        WindowSpec spec = specs.find(endpoint);
        return spec == null ? startMs : spec.endOf(startMs);
    }

    /** What was accounted for a window; if captures have expired, more of it than the captures give is no fault. */
    private record Bounds(long records, long rows, boolean isWhole) {
        boolean allow(long from, long upTo, long accounted) {
            return accounted >= from && (!isWhole || accounted <= upTo);
        }
    }

    private void compare(WindowKey window, Parsed sum, Bounds accounted) {
        if (!accounted.allow(sum.records, sum.records + sum.unaccounted, accounted.records())) {
            differ("counted + late", sum.records, accounted.records(), window, sum);
        } else if (!accounted.allow(sum.rows, sum.rows + sum.unaccountedRows, accounted.rows())) {
            differ("rows of counted + late", sum.rows, accounted.rows(), window, sum);
        }
    }

    private void compareOlder(Map<WindowKey, long[]> older, boolean isWhole) {
        late.forEach((window, count) -> {
            if (window.startMs() == LedgerFacts.OLDER) {
                long[] rest = older.getOrDefault(window, new long[4]);
                Bounds accounted = new Bounds(count.records(), count.rows(), isWhole);
                if (!accounted.allow(rest[0], rest[0] + rest[2], count.records())
                        || !accounted.allow(rest[1], rest[1] + rest[3], count.rows())) {
                    differ("late of windows long past", rest[0], count.records(), window, new Parsed());
                }
            }
        });
    }

    private void differ(String figure, long recomputed, long accounted, WindowKey window, Parsed sum) {
        List<Difference.Span> spans = new ArrayList<>();
        sum.offsets.forEach((partition, ranges) -> {
            List<OffsetRanges.Range> list = ranges.ranges();
            spans.add(new Difference.Span(
                    partition, list.get(0).from(), list.get(list.size() - 1).to()));
        });
        String missing = accounted < recomputed
                ? (recomputed - accounted) + " captures of the window are in no count"
                : (accounted - recomputed) + " more were counted than there are captures";
        differences.add(new Difference(figure, recomputed, accounted, window, spans, missing));
    }

    private void compareReport(WindowCount row) {
        Reported report = reports.get(row.window());
        if (report == null) {
            differReport("report", 0, 1, row, "the ledger says the window is closed, but there is no report of it");
            return;
        }
        if (report.count().records() != row.records()) {
            differReport(
                    "records of the report", report.count().records(), row.records(), row, "report and ledger differ");
        }
        if (report.count().rows() != row.rows()) {
            differReport("rows of the report", report.count().rows(), row.rows(), row, "report and ledger differ");
        }
        for (long rows : report.features()) {
            if (rows != row.rows()) {
                differReport("rows of a feature", rows, row.rows(), row, "a feature has not the rows of its window");
                return;
            }
        }
    }

    private void differReport(String figure, long recomputed, long accounted, WindowCount row, String detail) {
        differences.add(new Difference(figure, recomputed, accounted, row.window(), List.of(), detail));
    }

    int windows() {
        return counted.size();
    }

    List<Difference> differences() {
        return differences;
    }

    List<LedgerFindings.Open> open() {
        return open;
    }
}
