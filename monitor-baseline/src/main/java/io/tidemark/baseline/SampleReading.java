package io.tidemark.baseline;

import io.tidemark.core.feature.FeatureKind;
import io.tidemark.core.feature.ValueScanner;
import io.tidemark.stats.distribution.GridEdges;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads some neighbouring columns of a sample: whether they are numbers, and where counting starts from. Holds the
 * numbers, 8 bytes each, and the distinct texts of its columns at once. For one thread.
 */
final class SampleReading {
    private final RowSample sample;
    private final MissingMarkers markers;
    private final TableLimits limits;
    private final ValueScanner scanner = new ValueScanner();

    SampleReading(RowSample sample, MissingMarkers markers, TableLimits limits) {
        this.sample = sample;
        this.markers = markers;
        this.limits = limits;
    }

    /** What was found in one column. */
    private static final class Found {
        private final Readings readings = new Readings();
        private final TextTable texts = new TextTable();
        private double[] values = new double[1024];
        private int size;

        void add(double value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        void forgetNumbers() {
            values = new double[0];
            size = 0;
        }
    }

    /**
     * Reads the columns at positions {@code first} to {@code end} (exclusive) of the sample.
     *
     * @param kinds by position: how a column is to be counted, or null if the sample decides
     * @param starts by position: takes the results
     */
    void read(int first, int end, @Nullable FeatureKind[] kinds, @Nullable ColumnStart[] starts) {
        Found[] found = new Found[end - first];
        Arrays.setAll(found, i -> new Found());
        sample.forEach(first, end, (position, text, from, to) -> readNumber(found[position - first], text, from, to));
        boolean[] texts = new boolean[end - first];
        for (int i = 0; i < found.length; i++) {
            texts[i] = isText(found[i], kinds[first + i]);
            if (texts[i]) {
                found[i].forgetNumbers();
            }
        }
        sample.forEach(first, end, (position, text, from, to) -> {
            if (texts[position - first]) {
                readText(found[position - first].texts, text, from, to);
            }
        });
        for (int i = 0; i < found.length; i++) {
            starts[first + i] = texts[i] ? texts(found[i]) : numbers(found[i]);
            found[i] = new Found();
        }
    }

    private static boolean isText(Found found, @Nullable FeatureKind kind) {
        return kind == null
                ? found.readings.present() > 0 && !found.readings.areNumbers()
                : kind == FeatureKind.CATEGORICAL;
    }

    private void readNumber(Found found, byte[] text, int from, int to) {
        int code = scanner.scan(text, from, markers.matches(text, from, to) ? from : to);
        found.readings.increment(code);
        if (ValueScanner.isFinite(code)) {
            found.add(scanner.value());
        }
    }

    private void readText(TextTable texts, byte[] text, int from, int to) {
        if (from == to || markers.matches(text, from, to)) {
            return;
        }
        if (!texts.tally(text, from, to) && Utf8.isValid(text, from, to)) {
            texts.insert(text, from, to, scanner.scan(text, from, to));
            texts.count(texts.size() - 1, 1);
        }
    }

    private ColumnStart texts(Found found) {
        TextTable candidates = found.texts.within(limits.texts());
        return new ColumnStart.Texts(candidates, limits.texts(), candidates.size() < found.texts.size());
    }

    private ColumnStart numbers(Found found) {
        int most = limits.edges();
        if (found.size == 0) {
            return new ColumnStart.Numbers(BlindGrid.of(most), most, false);
        }
        double[] sorted = NumberSort.ascending(found.values, found.size);
        int distinct = 1;
        for (int i = 1; i < sorted.length && distinct <= most; i++) {
            distinct += sorted[i] > sorted[i - 1] ? 1 : 0;
        }
        return new ColumnStart.Numbers(GridEdges.fromSorted(sorted, most), most, distinct > most);
    }
}
