package io.tidemark.core.ledger;

import io.tidemark.core.capture.CapturedRecord;
import io.tidemark.core.capture.Rejection;
import io.tidemark.core.config.LabelTerms;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.label.Changes;
import io.tidemark.core.label.JoinEntry;
import io.tidemark.core.label.JoinedRows;
import io.tidemark.core.label.Label;
import io.tidemark.core.label.LabelAccount;
import io.tidemark.core.label.LabelJoin;
import io.tidemark.core.label.PredictedRecord;
import io.tidemark.core.label.PredictionFate;
import io.tidemark.core.ledger.LabelFacts.PartitionRow;
import io.tidemark.core.ledger.LabelFacts.Truth;
import io.tidemark.core.ledger.LedgerFacts.Capture;
import io.tidemark.core.model.Prediction;
import io.tidemark.core.window.Watermark;
import io.tidemark.core.window.WindowKey;
import io.tidemark.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Goes through the captures and then the ground truth of one partition as the labels application did, and joins them anew
 * by id. Mutable.
 */
final class LabelPartitionCheck {
    /** Reasons that depend on settings or on the moment, not on the record alone: the letter is believed. */
    private static final Set<String> BELIEVED =
            Set.of(Rejection.UNKNOWN_ENDPOINT.wireName(), Rejection.INTERNAL.wireName());

    /** A longer name of a variant is refused before the record is read. */
    private static final int LONGEST_NAME = 256;

    private final LabelLedgerCheck.Settings settings;
    private final PartitionRow row;
    private final LabelLetters letters;
    private final LabelWindowSums windows;
    private final IntakeRules captureRules;
    private final LabelIntakeRules labelRules;
    private final LabelJoin join;
    private final LabelTerms terms;
    private final ArrivalBounds bounds;
    private final Map<String, Id> ids = new HashMap<>();
    private final List<Prediction> predictions = new ArrayList<>();
    private final LabelTally tally = new LabelTally();
    private long captureStart;
    private long truthStart;
    private boolean isFirstCapture = true;
    private boolean isFirstLabel = true;

    /** What is known of an id, in stored form: there may be millions. */
    private static final class Id {
        private byte[] entry = new JoinEntry().encode();
        private byte[] account = new LabelAccount().encode();
        private final ArrivalBounds.Seen seen = new ArrivalBounds.Seen();
        /** Whether a record of it may have been read or not. */
        private boolean isDoubtful;
        /** Whether a record of it lies behind the row. */
        private boolean isUnread;
    }

    LabelPartitionCheck(
            LabelLedgerCheck.Settings settings, PartitionRow row, LabelLetters letters, LabelWindowSums windows) {
        this.settings = settings;
        this.row = row;
        this.letters = letters;
        this.windows = windows;
        this.captureRules = settings.newCaptureRules();
        this.terms = settings.newTerms();
        this.labelRules = new LabelIntakeRules(terms);
        this.join = terms.newJoin();
        this.bounds =
                new ArrivalBounds(settings.silence().toMillis(), row.settled().inSilenceMs());
    }

    /** Notes that the topics hold nothing of this partition below these offsets any more; the highest count. */
    void beginsAt(long captures, long groundTruth) {
        captureStart = Math.max(captureStart, captures);
        truthStart = Math.max(truthStart, groundTruth);
    }

    /** Captures that the row accounts for, and that are gone. */
    long expiredCaptures() {
        return expired(row.captures(), captureStart);
    }

    /** Records of ground truth that the row accounts for, and that are gone. */
    long expiredLabels() {
        return expired(row.groundTruth(), truthStart);
    }

    private static long expired(LabelFacts.Range range, long logStart) {
        return range.isEmpty()
                ? 0
                : Math.max(0, Math.min(logStart, range.to()) - Math.max(0, range.from()) - range.lost());
    }

    /** Takes the captures in the order of their offsets. */
    void take(Capture capture) {
        if (capture.offset() < row.captures().from()) {
            return;
        }
        if (isFirstCapture) {
            isFirstCapture = false;
            if (expiredCaptures() > 0) {
                long known = capture.arrival().appendMs() + settings.futureMs();
                bounds.beginsAt(known, Watermark.NONE);
                windows.capturesWholeFrom(known);
            }
        }
        boolean isAccounted = row.captures().holds(capture.offset());
        String endpoint = capture.arrival().endpoint();
        if (capture.isControl()) {
            obey(capture);
            return;
        }
        String letter = letters.ofCapture(row.partition(), capture.offset());
        boolean isRefused = letter.equals(Rejection.UNKNOWN_ENDPOINT.wireName())
                || capture.arrival().variant().length() > LONGEST_NAME;
        if (isRefused
                || captureRules.judge(capture.arrival(), Watermark.NONE, (name, time, watermark, id) -> Sighting.FIRST)
                        != Fate.PARSED) {
            return;
        }
        bounds.capture(endpoint, capture.arrival().appendMs());
        boolean isDoubtful = letter.equals(Rejection.INTERNAL.wireName());
        predicted(capture, isAccounted, isDoubtful);
    }

    private void predicted(Capture capture, boolean isAccounted, boolean mayBeRefused) {
        CapturedRecord record = captureRules.record();
        String endpoint = capture.arrival().endpoint();
        long time = record.eventTimeMs();
        long start = settings.monitors().of(endpoint).config().windows().startOf(time);
        ModelSource.Answers answers = settings.models().of(endpoint, start).orElse(null);
        if (answers == null) {
            return;
        }
        boolean isDoubtful = mayBeRefused || capture.arrival().appendMs() < answers.knownFromMs();
        if (!answers.predictions().read(record, predictions)) {
            bounds.observe(endpoint, time);
            if (isAccounted) {
                tally.unusable(isDoubtful);
            }
            return;
        }
        Id id = ids.computeIfAbsent(record.joinId(), i -> new Id());
        bounds.capture(id.seen, endpoint, capture.arrival().appendMs(), terms.deadlineOf(endpoint, time));
        id.isDoubtful |= isDoubtful;
        id.isUnread |= !isAccounted;
        WindowKey window = new WindowKey(endpoint, capture.arrival().variant(), start);
        if (!isAccounted) {
            windows.mayHold(window, predictions.size());
            bounds.observe(endpoint, time);
            return;
        }
        JoinEntry entry = JoinEntry.decode(id.entry);
        LabelAccount account = LabelAccount.decode(id.account);
        Changes changes = join.addPredictions(
                entry, new PredictedRecord(endpoint, capture.arrival().variant(), time, predictions));
        account.addPredictions(predictions.size(), changes);
        keep(id, entry, account);
        if (changes.predictions().count(PredictionFate.REPEATED) <= 0) {
            bounds.observe(endpoint, time);
        }
        if (changes.predictions().count(PredictionFate.EXCESS) > 0) {
            windows.mayHold(window, predictions.size());
        }
    }

    private static void keep(Id id, JoinEntry entry, LabelAccount account) {
        id.entry = entry.encode();
        id.account = account.encode();
    }

    private void obey(Capture capture) {
        Long last = capture.controlTimeMs();
        String endpoint = capture.arrival().endpoint();
        if (last != null
                && captureRules
                        .judgeTime(endpoint, last, capture.arrival().appendMs())
                        .isEmpty()) {
            MonitorConfig config = settings.monitors().of(endpoint).config();
            WindowSpec spec = config.windows();
            bounds.endCaptures(
                    endpoint,
                    spec.endOf(spec.startOf(last)) + config.timing().grace().toMillis());
        }
    }

    /** Takes the records of ground truth in the order of their offsets, after all captures. */
    void take(Truth truth) {
        if (truth.offset() < row.groundTruth().from()) {
            return;
        }
        long appendMs = truth.place().appendMs();
        if (isFirstLabel) {
            isFirstLabel = false;
            if (expiredLabels() > 0) {
                bounds.beginsAt(Watermark.NONE, appendMs + settings.futureMs());
                windows.labelsWholeFrom(
                        appendMs + settings.futureMs() + terms.waitOf("").toMillis());
            }
        }
        bounds.label(appendMs);
        boolean isAccounted = row.groundTruth().holds(truth.offset());
        LabelFacts.Control control = truth.control();
        if (control != null) {
            tally.read(isAccounted, true);
            Long last = control.lastMs();
            String endpoint = truth.place().endpoint();
            if (last != null && labelRules.judgeTime(endpoint, last, appendMs).isEmpty()) {
                bounds.endLabels(terms.deadlineOf(endpoint, last) + 1);
            }
            return;
        }
        tally.read(isAccounted, false);
        String letter = letters.take(row.partition(), truth.offset());
        if (BELIEVED.contains(letter)) {
            tally.refused(isAccounted);
            return;
        }
        Fate fate = labelRules.judge(truth.value(), truth.place());
        if (isAccounted) {
            letters.compare(
                    row.partition(),
                    truth.offset(),
                    fate == Fate.PARSED ? "" : labelRules.reason().wireName(),
                    letter);
        }
        if (fate == Fate.PARSED) {
            labelled(truth, isAccounted);
        } else {
            tally.refused(isAccounted);
        }
    }

    private void labelled(Truth truth, boolean isAccounted) {
        Label label = labelRules.label();
        Id id = ids.computeIfAbsent(labelRules.joinId(), i -> new Id());
        long waitsUntil = label.timeMs() + terms.waitOf(label.endpoint()).toMillis();
        bounds.label(id.seen, label.timeMs(), truth.place().appendMs(), waitsUntil);
        id.isUnread |= !isAccounted;
        if (!isAccounted) {
            return;
        }
        JoinEntry entry = JoinEntry.decode(id.entry);
        LabelAccount account = LabelAccount.decode(id.account);
        account.addLabel(join.addLabel(entry, label));
        keep(id, entry, account);
    }

    /** Joins what was read, and gives windows their sums; to be called once. */
    LabelTally finish() {
        if (isFirstCapture && expiredCaptures() > 0) {
            windows.capturesWholeFrom(Long.MAX_VALUE);
        }
        if (isFirstLabel && expiredLabels() > 0) {
            windows.labelsWholeFrom(Long.MAX_VALUE);
        }
        bounds.finish();
        ids.values().forEach(this::settle);
        ids.clear();
        return tally;
    }

    private void settle(Id id) {
        JoinEntry entry = JoinEntry.decode(id.entry);
        LabelAccount account = LabelAccount.decode(id.account);
        boolean isCertain = !id.isDoubtful && row.namesCaptures() && bounds.isIndependent(id.seen);
        boolean isSumKnown = isCertain && !id.isUnread;
        for (JoinedRows rows : join.joinedRows(entry)) {
            windows.add(rows, isSumKnown);
            if (!isSumKnown) {
                windows.mayHold(rows.window(), account.count(PredictionFate.REPEATED));
            }
        }
        if (!isCertain) {
            tally.uncertain(account);
            return;
        }
        account.addExpiry(join.expire(entry, row.settled().throughMs()));
        tally.add(account, join.nextDueMs(entry) >= row.settled().upToMs());
    }
}
