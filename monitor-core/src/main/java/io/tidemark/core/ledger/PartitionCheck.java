package io.tidemark.core.ledger;

import io.tidemark.core.capture.Rejection;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.ledger.LedgerFacts.Capture;
import io.tidemark.core.ledger.LedgerFacts.PartitionRow;
import io.tidemark.core.window.Watermark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Goes through the captures of one input partition as intake did, and compares the account. Mutable. */
final class PartitionCheck {
    /** Reasons that depend on settings or on the moment, not on the record alone: the letter is believed. */
    private static final Set<String> BELIEVED =
            Set.of(Rejection.UNKNOWN_ENDPOINT.wireName(), Rejection.INTERNAL.wireName());

    /** How a release that did not look for repeats saw every record. */
    private static final SeenRecords COUNTS_REPEATS = (endpoint, eventTimeMs, watermarkMs, id) -> Sighting.FIRST;

    /** A longer name of a variant is refused as malformed before the record is read. */
    private static final int LONGEST_NAME = 256;

    private final Monitors monitors;
    private final IntakeRules rules;
    private final PartitionRow row;
    private final Map<Long, String> letters;
    private final WindowSums windows;
    private final Duplicates seen;
    private final Map<String, Watermark> watermarks = new HashMap<>();
    private final PartitionAccount account = new PartitionAccount();
    private final List<Difference> differences = new ArrayList<>();
    private long expired;
    private long unread;
    private long recomputed;

    PartitionCheck(Monitors monitors, PartitionRow row, Map<Long, String> letters, WindowSums windows) {
        this.monitors = monitors;
        this.rules = new IntakeRules(monitors);
        this.row = row;
        this.letters = letters;
        this.windows = windows;
        this.seen = new Duplicates(monitors);
    }

    /** Notes that the topic holds nothing of this partition below an offset any more; the highest counts. */
    void beginsAt(long logStart) {
        expired = Math.max(expired, Math.min(logStart, row.nextOffset()) - row.firstOffset() - row.figure("lost"));
    }

    /** Takes the captures in the order of their offsets. */
    void take(Capture capture) {
        if (capture.offset() < row.firstOffset()) {
            return;
        }
        Fate fate = fateOf(capture);
        boolean isAccounted = capture.offset() < row.nextOffset();
        if (isAccounted) {
            recomputed++;
            account.read(capture.offset());
            account.add(fate, rules.record().input().rows());
            if (fate == Fate.PARSED && rules.sighting() == Sighting.UNCHECKED) {
                account.unchecked();
            }
        } else {
            unread++;
        }
        if (fate == Fate.PARSED) {
            String endpoint = capture.arrival().endpoint();
            Watermark watermark = watermarks.computeIfAbsent(endpoint, e -> new Watermark());
            watermark.observe(rules.record().eventTimeMs());
            // As intake does: else identities of windows long past would fill the bound, which live they do not.
            seen.dropPassed(endpoint, watermark.value());
            boolean isNamedRepeat = row.repeats().offsets().contains(capture.offset());
            windows.parsed(capture, rules.record(), new WindowSums.Standing(isAccounted, isNamedRepeat));
        }
    }

    private Fate fateOf(Capture capture) {
        String letter = letters.remove(capture.offset());
        if (capture.isControl()) {
            obey(capture);
            return Fate.CONTROL;
        }
        if (letter != null
                && (BELIEVED.contains(letter) || capture.arrival().variant().length() > LONGEST_NAME)) {
            return Fate.DEAD_LETTERED;
        }
        Watermark watermark = watermarks.get(capture.arrival().endpoint());
        Fate fate = rules.judge(
                capture.arrival(),
                watermark == null ? Watermark.NONE : watermark.value(),
                capture.offset() < row.repeats().lookedUpFrom() ? COUNTS_REPEATS : seen);
        if (capture.offset() < row.nextOffset()) {
            compareLetter(capture, fate, letter == null ? "" : letter);
        }
        return fate;
    }

    private void compareLetter(Capture capture, Fate fate, String letter) {
        String expected = fate == Fate.DEAD_LETTERED ? rules.reason().wireName() : "";
        if (!expected.equals(letter)) {
            String detail = letter.isEmpty()
                    ? "the record is " + expected + ", but no dead letter names it"
                    : expected.isEmpty()
                            ? "a dead letter calls the record " + letter + ", but it can be read"
                            : "a dead letter calls the record " + letter + ", but it is " + expected;
            differences.add(Difference.of(
                    "dead letter",
                    expected.isEmpty() ? 0 : 1,
                    letter.isEmpty() ? 0 : 1,
                    new Difference.Span(row.partition(), capture.offset(), capture.offset()),
                    detail));
        }
    }

    private void obey(Capture capture) {
        Long last = capture.controlTimeMs();
        String endpoint = capture.arrival().endpoint();
        if (last != null
                && !endpoint.isEmpty()
                && rules.judgeTime(endpoint, last, capture.arrival().appendMs()).isEmpty()) {
            MonitorConfig config = monitors.of(endpoint).config();
            long end = config.windows().endOf(config.windows().startOf(last));
            watermarks
                    .computeIfAbsent(endpoint, e -> new Watermark())
                    .raiseTo(end + config.timing().grace().toMillis());
        }
    }

    /** Compares what was recomputed with the row. */
    void finish() {
        compareSums();
        if (expired > 0) {
            return;
        }
        expected().forEach((figure, count) -> {
            if (count != row.figure(figure)) {
                differences.add(Difference.of(
                        figure,
                        count,
                        row.figure(figure),
                        span(),
                        "the captures give " + count + ", the ledger says " + row.figure(figure)));
            }
        });
        letters.forEach((offset, reason) -> {
            if (offset >= row.firstOffset() && offset < row.nextOffset()) {
                differences.add(Difference.of(
                        "dead letter",
                        0,
                        1,
                        new Difference.Span(row.partition(), offset, offset),
                        "a dead letter (" + reason + ") names an offset that holds no record"));
            }
        });
    }

    private Map<String, Long> expected() {
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("read", account.records());
        figures.put("parsed", account.count(Fate.PARSED));
        figures.put("rows", account.rows());
        figures.put("duplicate", account.count(Fate.DUPLICATE));
        figures.put("duplicateRows", account.duplicateRows());
        figures.put("dedupUnchecked", account.uncheckedRecords());
        figures.put("deadLettered", account.count(Fate.DEAD_LETTERED));
        figures.put("sampledOut", account.count(Fate.SAMPLED_OUT));
        figures.put("filtered", account.count(Fate.FILTERED));
        figures.put("control", account.count(Fate.CONTROL));
        figures.put("gaps", row.nextOffset() - row.firstOffset() - account.records() - row.figure("lost"));
        return figures;
    }

    private void compareSums() {
        long fates = 0;
        for (String figure : List.of("parsed", "duplicate", "deadLettered", "sampledOut", "filtered", "control")) {
            fates += row.figure(figure);
        }
        compareSum("read", fates, row.figure("read"), "the row's own fates do not add up to what it read");
        compareSum(
                "offsets",
                row.nextOffset() - row.firstOffset(),
                row.figure("read") + row.figure("lost") + row.figure("gaps"),
                "the row's range is not what was read, lost and empty");
    }

    private void compareSum(String figure, long recomputedSum, long accounted, String detail) {
        if (recomputedSum != accounted) {
            differences.add(Difference.of(figure, recomputedSum, accounted, span(), detail));
        }
    }

    private Difference.Span span() {
        return new Difference.Span(row.partition(), row.firstOffset(), row.nextOffset() - 1);
    }

    List<Difference> differences() {
        return differences;
    }

    long recomputed() {
        return recomputed;
    }

    long unread() {
        return unread;
    }

    long expired() {
        return expired;
    }

    long lost() {
        return row.figure("lost");
    }
}
