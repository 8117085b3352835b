package io.tidemark.replay;

import io.tidemark.core.capture.Rejection;
import io.tidemark.core.label.LabelAccount;
import io.tidemark.core.label.LabelFate;
import io.tidemark.core.label.PredictionFate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where every label and every predicted row of an audit went: {@code received} is the sum of all fates, and {@code rows}
 * that of all fates of rows, always.
 *
 * @param received label records: lines that are neither blank nor the header of a table
 * @param fates of label records; fates without a record are left out
 * @param deadLettered label records that could not be read, by reason
 * @param rows predicted rows
 * @param rowFates of predicted rows; fates without a row are left out
 * @param conflicts captured records that repeat another one with another answer
 * @param unusable captured records whose answer could not be read; their rows are in no table
 */
public record LabelAccounting(
        long received,
        Map<LabelFate, Long> fates,
        Map<Rejection, Long> deadLettered,
        long rows,
        Map<PredictionFate, Long> rowFates,
        long conflicts,
        long unusable) {
    public LabelAccounting {
        fates = sorted(LabelFate.class, fates);
        deadLettered = sorted(Rejection.class, deadLettered);
        rowFates = sorted(PredictionFate.class, rowFates);
        if (received != sum(fates) || rows != sum(rowFates)) {
            throw new IllegalStateException(received + " labels were received, but they have the fates " + fates + "; "
                    + rows + " rows, but they have the fates " + rowFates);
        }
        long refused = fates.getOrDefault(LabelFate.DEAD_LETTERED, 0L);
        if (refused != sum(deadLettered)) {
            throw new IllegalStateException(refused + " labels could not be read, but for the reasons " + deadLettered);
        }
    }

    static LabelAccounting of(LabelAccount account, Map<Rejection, Long> deadLettered, long unusable) {
        Map<LabelFate, Long> fates = new EnumMap<>(LabelFate.class);
        for (LabelFate fate : LabelFate.values()) {
            fates.put(fate, account.count(fate));
        }
        Map<PredictionFate, Long> rowFates = new EnumMap<>(PredictionFate.class);
        for (PredictionFate fate : PredictionFate.values()) {
            rowFates.put(fate, account.count(fate));
        }
        return new LabelAccounting(
                account.labelsReceived(),
                fates,
                deadLettered,
                account.rowsReceived(),
                rowFates,
                account.conflicts(),
                unusable);
    }

    /** Returns the label records with a fate. */
    public long count(LabelFate fate) {
        return fates.getOrDefault(fate, 0L);
    }

    /** Returns the predicted rows with a fate. */
    public long count(PredictionFate fate) {
        return rowFates.getOrDefault(fate, 0L);
    }

    /** Returns the rows of all windows' tables. */
    public long eligible() {
        return count(PredictionFate.LABELLED) + count(PredictionFate.OPEN) + count(PredictionFate.EXPIRED_UNLABELLED);
    }

    private static <E extends Enum<E>> Map<E, Long> sorted(Class<E> type, Map<E, Long> counts) {
        EnumMap<E, Long> ordered = new EnumMap<>(type);
        counts.forEach((key, count) -> {
            if (count != 0) {
                ordered.put(key, count);
            }
        });
        return Collections.unmodifiableMap(ordered);
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
