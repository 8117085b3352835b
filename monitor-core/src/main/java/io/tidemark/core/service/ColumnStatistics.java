package io.tidemark.core.service;

import io.tidemark.core.feature.FeatureType;
import io.tidemark.stats.distribution.GridEdges;
import io.tidemark.stats.sketch.EqualWidthBuckets;
import io.tidemark.stats.sketch.EqualWidthBuckets.Bucket;
import io.tidemark.stats.sketch.KllSketch;
import io.tidemark.stats.summary.Moments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of one column of a dataset. Present and missing values add up to the dataset's rows. */
public sealed interface ColumnStatistics {
    /**
     * The numbers of a column.
     *
     * @param moments of its finite values
     * @param sketch of the same values in the order of the rows
     */
    record Numbers(Moments moments, KllSketch sketch) {}

    /**
     * Returns the statistics of a column without a text; those of an unknown one if it has no value.
     *
     * @param name the column
     * @param types how its present values are spelled
     * @param rows of the dataset; those without a value are nulls
     * @param numbers its finite values
     */
    static ColumnStatistics ofNumbers(String name, TypeCounts types, long rows, Numbers numbers) {
        FeatureType type = types.inferred();
        if (type == FeatureType.UNKNOWN) {
            return new Unknown(name, rows);
        }
        Moments moments = numbers.moments();
        Figures figures =
                new Figures(moments.mean(), moments.sum(), moments.populationSd(), moments.min(), moments.max());
        List<Bucket> buckets = moments.count() == 0
                ? List.of()
                : List.of(EqualWidthBuckets.of(numbers.sketch().ranked(), moments.min(), moments.max()));
        long present = types.present();
        return new Numeric(name, type, present, rows - present, figures, buckets, numbers.sketch());
    }

    /** Returns the statistics of a column with a text, of {@code rows} rows. */
    static ColumnStatistics ofTexts(String name, TypeCounts types, long rows, TextCounts texts) {
        long present = types.present();
        return new Text(name, present, rows - present, texts.distinct(), texts.histogram());
    }

    /** Returns the column's name. */
    String name();

    /** Returns the inferred type. */
    FeatureType type();

    /** Returns the number of values that are not null. */
    long present();

    /** Returns the number of nulls. */
    long missing();

    /**
     * A numeric column.
     *
     * @param name the column
     * @param type Integral or Fractional
     * @param present values that are not null
     * @param missing nulls
     * @param moments of the finite values
     * @param buckets ten of equal width; empty if the file has none
     * @param sketch all finite values; null if the file has none; not to be changed
     * @param grid the grid whose edges the sketch's items are, in files that a baseline of our own was exported to; else null
     */
    record Numeric(
            String name,
            FeatureType type,
            long present,
            long missing,
            Figures moments,
            List<Bucket> buckets,
            @Nullable KllSketch sketch,
            @Nullable GridEdges grid)
            implements ColumnStatistics {
        public Numeric {
            buckets = List.copyOf(buckets);
        }

        /** A column whose sketch holds values. */
        public Numeric(
                String name,
                FeatureType type,
                long present,
                long missing,
                Figures moments,
                List<Bucket> buckets,
                @Nullable KllSketch sketch) {
            this(name, type, present, missing, moments, buckets, sketch, null);
        }
    }

    /**
     * Mean, sum and spread; NaN where there is no value.
     *
     * @param mean the mean
     * @param sum the sum
     * @param standardDeviation of the population, divisor n
     * @param min the smallest value
     * @param max the largest value
     */
    record Figures(double mean, double sum, double standardDeviation, double min, double max) {}

    /**
     * A text column.
     *
     * @param name the column
     * @param present values that are not null
     * @param missing nulls
     * @param distinct how many different values there are, possibly estimated
     * @param values each value with its count, the most frequent first; null if there are too many
     */
    record Text(
            String name,
            long present,
            long missing,
            double distinct,
            @Nullable List<ValueCount> values) implements ColumnStatistics {
        public Text {
            values = values == null ? null : List.copyOf(values);
        }

        @Override
        public FeatureType type() {
            return FeatureType.STRING;
        }
    }

    /**
     * A column without any value.
     *
     * @param name the column
     * @param missing nulls: every row
     */
    record Unknown(String name, long missing) implements ColumnStatistics {
        @Override
        public FeatureType type() {
            return FeatureType.UNKNOWN;
        }

        @Override
        public long present() {
            return 0;
        }
    }

    /**
     * A value and how often it occurs.
     *
     * @param value the text
     * @param count at least 0
     */
    record ValueCount(String value, long count) {}
}
