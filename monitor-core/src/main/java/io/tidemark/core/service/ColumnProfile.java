package io.tidemark.core.service;

import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.feature.Numeric;
import io.tidemark.core.feature.ValueClass;
import io.tidemark.core.feature.ValueScanner;
import io.tidemark.stats.sketch.EqualWidthBuckets;
import io.tidemark.stats.sketch.EqualWidthBuckets.Bucket;
import io.tidemark.stats.sketch.KllSketch;
import io.tidemark.stats.summary.Moments;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One column of a dataset under construction. Numbers are sketched until a value comes that is none: from then on the
 * column is a text column for good. Mutable, not thread-safe.
 */
public final class ColumnProfile {
    /** Deequ's default: no histogram of a column of more values. */
    static final int HISTOGRAM_VALUES = 120;

    private final String name;
    private final int domainSize;
    private final TextCounts texts;
    private final long[] byClass = new long[ValueClass.values().length];
    private @Nullable Numbers numbers = new Numbers();
    private boolean seen;
    private long lastRow = -1;

    private record Numbers(Moments moments, KllSketch sketch) {
        Numbers() {
            this(new Moments(), new KllSketch());
        }
    }

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
        this.texts = new TextCounts(known, Math.max(HISTOGRAM_VALUES, 2 * known.size()));
    }

    /** Returns an empty profile of a column that is compared with nothing. */
    public static ColumnProfile of(String name) {
        return new ColumnProfile(name, List.of(), List.of());
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
    public void add(byte[] text, int from, int to, ValueScanner scanner) {
        seen = true;
        scanner.scan(text, from, to);
        ValueClass valueClass = scanner.valueClass();
        if (valueClass == ValueClass.MISSING) {
            return;
        }
        byClass[valueClass.index()]++;
        texts.add(text, from, to);
        Numbers open = numbers;
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
        texts.add(text, from, to);
        numbers = null;
    }

    /**
     * Returns what was seen.
     *
     * @param rows of the whole dataset; those without a value are nulls
     */
    public DatasetColumn snapshot(long rows) {
        TypeCounts types = TypeCounts.of(byClass);
        long inDomain = 0;
        for (int i = 0; i < domainSize; i++) {
            inDomain += texts.count(i);
        }
        return new DatasetColumn(statistics(types, rows), types, inDomain, seen);
    }

    private ColumnStatistics statistics(TypeCounts types, long rows) {
        long present = types.present();
        FeatureType type = types.inferred();
        Numbers all = numbers;
        if (type == FeatureType.UNKNOWN) {
            return new ColumnStatistics.Unknown(name, rows);
        }
        if (type == FeatureType.STRING || all == null) {
            return new ColumnStatistics.Text(name, present, rows - present, texts.distinct(), texts.histogram());
        }
        Moments moments = all.moments();
        ColumnStatistics.Figures figures = new ColumnStatistics.Figures(
                moments.mean(), moments.sum(), moments.populationSd(), moments.min(), moments.max());
        List<Bucket> buckets = moments.count() == 0
                ? List.of()
                : List.of(EqualWidthBuckets.of(all.sketch().ranked(), moments.min(), moments.max()));
        return new ColumnStatistics.Numeric(name, type, present, rows - present, figures, buckets, all.sketch());
    }
}
