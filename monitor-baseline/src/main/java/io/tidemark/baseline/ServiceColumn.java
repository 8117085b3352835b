package io.tidemark.baseline;

import io.tidemark.core.feature.FeatureKind;
import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.feature.Numeric;
import io.tidemark.core.feature.ValueClass;
import io.tidemark.core.feature.ValueScanner;
import io.tidemark.core.profile.ClassCounts;
import io.tidemark.core.service.ColumnStatistics;
import io.tidemark.core.service.TextCounts;
import io.tidemark.core.service.TypeCounts;
import io.tidemark.stats.sketch.KllSketch;
import io.tidemark.stats.summary.Moments;
import org.jspecify.annotations.Nullable;

/**
 * The service's statistics of one column of a training table. While rows are read only the sketch is made, since nothing
 * else depends on their order; the rest comes from the counts of the baseline. A column that we count as numbers and that
 * has a text among them is one of texts for the service: its values are asked for once more, as are those of a column of
 * more texts than the baseline tells apart.
 */
final class ServiceColumn implements ColumnListener {
    private final String name;
    private final boolean isCountedAsNumbers;
    private final ValueScanner scanner = new ValueScanner();
    private KllSketch sketch = new KllSketch();
    private Moments moments = new Moments();
    private @Nullable TextCounts texts;
    private boolean isText;
    private TypeCounts types = new TypeCounts(0, 0, 0, 0);
    private long rows;

    ServiceColumn(String name, FeatureKind kind) {
        this.name = name;
        this.isCountedAsNumbers = kind == FeatureKind.NUMERIC;
    }

    @Override
    public void value(byte[] text, int from, int to, double number) {
        if (from < to) {
            addPresent(text, from, to);
        }
    }

    @Override
    public @Nullable NumberListener numbers() {
        return isCountedAsNumbers ? sketch::addAll : null;
    }

    private void addPresent(byte[] text, int from, int to) {
        TextCounts all = texts;
        if (all != null) {
            all.add(text, from, to, 1);
        } else if (!isText) {
            readNumber(text, from, to);
        }
    }

    /** Until the first text comes, a column that we count as texts may be one of numbers for the service. */
    private void readNumber(byte[] text, int from, int to) {
        scanner.scan(text, from, to);
        ValueClass valueClass = scanner.valueClass();
        if (valueClass == ValueClass.STRING || valueClass == ValueClass.BOOLEAN) {
            isText = true;
            sketch = new KllSketch();
        } else if (scanner.numeric() == Numeric.FINITE) {
            moments.add(scanner.value());
            sketch.add(scanner.value());
        }
    }

    @Override
    public boolean wantsAgain(ColumnCounts counts) {
        rows = counts.rows();
        types = typesOf(counts.classes());
        texts = counts.texts();
        if (counts.moments() != null) {
            moments = counts.moments();
        }
        if (types.inferred() != FeatureType.STRING || texts != null) {
            return false;
        }
        texts = new TextCounts();
        return true;
    }

    /** Returns the statistics, when all rows were read. */
    ColumnStatistics statistics() {
        TextCounts all = texts;
        return all != null && types.inferred() == FeatureType.STRING
                ? ColumnStatistics.ofTexts(name, types, rows, all)
                : ColumnStatistics.ofNumbers(name, types, rows, new ColumnStatistics.Numbers(moments, sketch));
    }

    long rows() {
        return rows;
    }

    private static TypeCounts typesOf(ClassCounts classes) {
        return new TypeCounts(
                classes.get(ValueClass.INTEGRAL),
                classes.get(ValueClass.FRACTIONAL),
                classes.get(ValueClass.BOOLEAN),
                classes.get(ValueClass.STRING));
    }
}
