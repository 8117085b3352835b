package io.tidemark.core.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.window.WindowKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A join of one id as an application runs it: the entry is decoded and encoded at every step, the account is kept, and the
 * tables of windows are the sums of the changes. After every step the identities must hold.
 */
final class JoinRun {
    private final LabelJoin join;
    private final LabelAccount account = new LabelAccount();
    private final Map<String, Long> tables = new TreeMap<>();
    private byte[] stored = new JoinEntry().encode();
    private Changes last = new Changes();

    JoinRun(LabelRules rules) {
        this.join = new LabelJoin(ALabel.HOURS, rules);
    }

    JoinRun add(PredictedRecord record) {
        JoinEntry entry = JoinEntry.decode(stored);
        Changes changes = join.addPredictions(entry, record);
        account.addPredictions(record.rows().size(), changes);
        return step(entry, changes);
    }

    JoinRun add(Label label) {
        JoinEntry entry = JoinEntry.decode(stored);
        Changes changes = join.addLabel(entry, label);
        account.addLabel(changes);
        return step(entry, changes);
    }

    JoinRun expire(long watermarkMs) {
        JoinEntry entry = JoinEntry.decode(stored);
        long due = join.nextDueMs(entry);
        Changes changes = join.expire(entry, watermarkMs);
        account.addExpiry(changes);
        assertThat(changes.isStored())
                .as("something is done exactly if it is due")
                .isEqualTo(watermarkMs > due);
        return step(entry, changes);
    }

    private JoinRun step(JoinEntry entry, Changes changes) {
        byte[] bytes = entry.encode();
        assertThat(changes.isStored() || Arrays.equals(bytes, stored))
                .as("what is not to be stored is as it was")
                .isTrue();
        assertThat(JoinEntry.decode(bytes).encode()).isEqualTo(bytes);
        stored = bytes;
        last = changes;
        for (Change change : changes.rows()) {
            String cell = cell(change.window(), change.kind().isLabel() ? change.label() : "eligible", change);
            tables.merge(cell, (long) change.kind().sign(), Long::sum);
            tables.remove(cell, 0L);
        }
        assertThat(account.labelDifference())
                .as("labels received less their fates")
                .isZero();
        assertThat(account.rowDifference()).as("rows received less their fates").isZero();
        assertThat(sumOf("eligible")).isEqualTo(account.eligible());
        assertThat(tables.values()).as("no table is negative").allMatch(count -> count > 0);
        long labelled = tables.entrySet().stream()
                .filter(cell -> !cell.getKey().contains("|eligible|"))
                .mapToLong(Map.Entry::getValue)
                .sum();
        assertThat(labelled).isEqualTo(account.count(PredictionFate.LABELLED));
        return this;
    }

    private static String cell(WindowKey window, String what, Change change) {
        return window.endpoint() + "/" + window.variant() + "/" + window.startMs() + "|" + what + "|"
                + change.prediction();
    }

    private long sumOf(String what) {
        return tables.entrySet().stream()
                .filter(cell -> cell.getKey().contains("|" + what + "|"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    Changes last() {
        return last;
    }

    List<Change.Kind> lastKinds() {
        List<Change.Kind> kinds = new ArrayList<>();
        last.rows().forEach(change -> kinds.add(change.kind()));
        return kinds;
    }

    LabelAccount account() {
        return account;
    }

    /** What all changes together leave in the tables of windows. */
    Map<String, Long> tables() {
        return tables;
    }

    JoinEntry entry() {
        return JoinEntry.decode(stored);
    }

    int storedBytes() {
        return stored.length;
    }

    /** The label texts in the tables, each as often as it counts. */
    List<String> labels() {
        List<String> texts = new ArrayList<>();
        tables.forEach((cell, count) -> {
            String what = cell.split("\\|", -1)[1];
            for (long i = 0; !what.equals("eligible") && i < count; i++) {
                texts.add(what);
            }
        });
        return texts;
    }

    /** The fates of labels, without those of no label. */
    Map<LabelFate, Long> fates() {
        Map<LabelFate, Long> counts = new TreeMap<>();
        for (LabelFate fate : LabelFate.values()) {
            if (account.count(fate) != 0) {
                counts.put(fate, account.count(fate));
            }
        }
        return counts;
    }

    /** The fates of rows, without those of no row. */
    Map<PredictionFate, Long> rowFates() {
        Map<PredictionFate, Long> counts = new TreeMap<>();
        for (PredictionFate fate : PredictionFate.values()) {
            if (account.count(fate) != 0) {
                counts.put(fate, account.count(fate));
            }
        }
        return counts;
    }
}
