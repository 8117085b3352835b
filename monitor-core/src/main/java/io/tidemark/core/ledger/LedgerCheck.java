package io.tidemark.core.ledger;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.ledger.LedgerFacts.Capture;
import io.tidemark.core.ledger.LedgerFacts.Letter;
import io.tidemark.core.ledger.LedgerFacts.PartitionRow;
import io.tidemark.core.ledger.LedgerFacts.Reported;
import io.tidemark.core.ledger.LedgerFacts.WindowCount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes the ledger of a live application from its topics: reads every capture again by the rules of intake, and
 * compares what became of it with the rows, dead letters and reports.
 *
 * <p>Rows and letters come first, then the captures of each partition in the order of their offsets. Rows may be older
 * than captures, since an application may be running: what lies behind the rows is open, no difference. Mutable; one
 * check each.
 */
public final class LedgerCheck {
    private final Monitors monitors;
    private final WindowSums windows;
    private final TreeMap<Integer, PartitionRow> rows = new TreeMap<>();
    private final Map<Integer, Map<Long, String>> letters = new HashMap<>();
    private final TreeMap<Integer, PartitionCheck> partitions = new TreeMap<>();
    private final List<Difference> differences = new ArrayList<>();
    private final TreeMap<Integer, Long> withoutRow = new TreeMap<>();

    /** Returns the check of an application that monitors all endpoints alike. */
    public LedgerCheck(MonitorConfig config) {
        this(Monitors.same(config));
    }

    /**
     * @param monitors the configuration of the application
     */
    public LedgerCheck(Monitors monitors) {
        this.monitors = monitors;
        this.windows = new WindowSums(monitors);
    }

    /** Takes the newest row of a partition. */
    public void partition(PartitionRow row) {
        rows.put(row.partition(), row);
    }

    /** Takes the newest row of a closed window. */
    public void counted(WindowCount row) {
        windows.counted(row);
    }

    /** Takes the newest row of late records; the start may be {@link LedgerFacts#OLDER}. */
    public void late(WindowCount row) {
        windows.late(row);
    }

    /** Takes the newest report of a window. */
    public void reported(Reported report) {
        windows.reported(report);
    }

    /** Takes a dead letter. */
    public void letter(Letter letter) {
        String before = letters.computeIfAbsent(letter.partition(), p -> new TreeMap<>())
                .put(letter.offset(), letter.reason());
        if (before != null) {
            differences.add(Difference.of(
                    "dead letter",
                    1,
                    2,
                    new Difference.Span(letter.partition(), letter.offset(), letter.offset()),
                    "two dead letters name the same record: " + before + ", " + letter.reason()));
        }
    }

    /** Notes the first offset that the topic of captures still holds of a partition. */
    public void beginsAt(int partition, long logStart) {
        PartitionCheck check = checkOf(partition);
        if (check != null) {
            check.beginsAt(logStart);
        }
    }

    /** Takes a capture. */
    public void capture(Capture capture) {
        PartitionCheck check = checkOf(capture.partition());
        if (check == null) {
            withoutRow.merge(capture.partition(), 1L, Long::sum);
        } else {
            check.take(capture);
        }
    }

    private @Nullable PartitionCheck checkOf(int partition) {
        PartitionRow row = rows.get(partition);
        return row == null
                ? null
                : partitions.computeIfAbsent(
                        partition,
                        p -> new PartitionCheck(
                                monitors, row, letters.computeIfAbsent(p, q -> new TreeMap<>()), windows));
    }

    /** Compares everything; to be called once. */
    public LedgerFindings finish() {
        List<LedgerFindings.Open> open = new ArrayList<>();
        long records = 0;
        long lost = 0;
        boolean isWhole = true;
        for (int partition : rows.keySet()) {
            PartitionCheck check = Objects.requireNonNull(checkOf(partition));
            check.finish();
            differences.addAll(check.differences());
            records += check.recomputed();
            lost += check.lost();
            isWhole &= check.expired() == 0;
            addOpen(open, LedgerFindings.Open.Kind.EXPIRED, partition, check.expired());
            addOpen(open, LedgerFindings.Open.Kind.UNREAD, partition, check.unread());
        }
        withoutRow.forEach((partition, count) -> addOpen(open, LedgerFindings.Open.Kind.UNREAD, partition, count));
        windows.finish(isWhole);
        differences.addAll(windows.differences());
        open.addAll(windows.open());
        return new LedgerFindings(rows.size(), records, windows.windows(), lost, differences, open);
    }

    private static void addOpen(
            List<LedgerFindings.Open> open, LedgerFindings.Open.Kind kind, int partition, long records) {
        if (records > 0) {
            open.add(new LedgerFindings.Open(kind, "partition " + partition, records));
        }
    }
}
