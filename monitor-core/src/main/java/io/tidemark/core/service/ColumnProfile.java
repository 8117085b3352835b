package io.tidemark.core.service;

import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.feature.Numeric;
import io.tidemark.core.feature.ValueClass;
import io.tidemark.core.feature.ValueScanner;
import io.tidemark.stats.sketch.KllSketch;
import io.tidemark.stats.summary.Moments;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One column of a dataset under construction. Numbers are sketched until a value comes that is none: from then on the
 * column is a text column for good. Mutable, not thread-safe.
 */
final class ColumnProfile {
    private final String name;
    private final int domainSize;
    private final TextCounts texts;
    private final long[] byClass = new long[ValueClass.values().length];
    private ColumnStatistics.@Nullable Numbers numbers = noNumbers();
    private boolean seen;
    private long lastRow = -1;

    /**
     * @param name the column
     * @param domain values whose share is asked for
     * @param alsoKnown further values that are told apart however many there are
     */
    ColumnProfile(String name, List<String> domain, List<String> alsoKnown) {
        this.name = name;
        LinkedHashSet<String> known = new LinkedHashSet<>(domain);
        this.domainSize = known.size();
        known.addAll(alsoKnown);
        this.texts = new TextCounts(known, Math.max(TextCounts.HISTOGRAM_VALUES, 2 * known.size()));
    }

    long textBytes() {
        return texts.textBytes();
    }

    String name() {
        return name;
    }

    /** Whether any row had this column, with or without a value. */
    boolean isSeen() {
        return seen;
    }

    /** Whether this row has given no value yet; afterwards it has. */
    boolean enter(long row) {
        boolean isFirst = row != lastRow;
        lastRow = row;
        return isFirst;
    }

    void addMissing() {
        seen = true;
    }

    /** Counts a value by the bytes of its text; the empty text is a null. */
    void add(byte[] text, int from, int to, ValueScanner scanner) {
        seen = true;
        scanner.scan(text, from, to);
        ValueClass valueClass = scanner.valueClass();
        if (valueClass == ValueClass.MISSING) {
            return;
        }
        byClass[valueClass.index()]++;
        texts.add(text, from, to, 1);
        ColumnStatistics.Numbers open = numbers;
        if (open == null) {
            return;
        }
        if (valueClass == ValueClass.STRING || valueClass == ValueClass.BOOLEAN) {
            numbers = null;
        } else if (scanner.numeric() == Numeric.FINITE) {
            open.moments().add(scanner.value());
            open.sketch().add(scanner.value());
        }
    }

    /** Counts a value that is no scalar: a text. */
    void addNested(byte[] text, int from, int to) {
        seen = true;
        byClass[ValueClass.STRING.index()]++;
        texts.add(text, from, to, 1);
        numbers = null;
    }

    /**
     * Returns what was seen.
     *
     * @param rows of the whole dataset; those without a value are nulls
     */
    DatasetColumn snapshot(long rows) {
        TypeCounts types = TypeCounts.of(byClass);
        long inDomain = 0;
        for (int i = 0; i < domainSize; i++) {
            inDomain += texts.count(i);
        }
        return new DatasetColumn(statistics(types, rows), types, inDomain, seen);
    }

    private ColumnStatistics statistics(TypeCounts types, long rows) {
        ColumnStatistics.Numbers all = numbers;
        return types.inferred() != FeatureType.UNKNOWN && all == null
                ? ColumnStatistics.ofTexts(name, types, rows, texts)
                : ColumnStatistics.ofNumbers(name, types, rows, all == null ? noNumbers() : all);
    }

    private static ColumnStatistics.Numbers noNumbers() {
        return new ColumnStatistics.Numbers(new Moments(), new KllSketch());
    }
}
