package io.tidemark.benchmarks.sample;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.feature.ValueScanner;
import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.CategoryIndex;
import io.tidemark.core.profile.FeatureProfile;
import io.tidemark.core.profile.NumericProfile;
import io.tidemark.stats.distribution.GridEdges;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Seeded rows of numeric columns as CSV text, and the baselines over them. Of four neighbouring columns two are normal
 * with six decimals, one is a whole number and one is skewed with six decimals, at scales that grow with the column.
 */
public final class SampleTable {
    /** Cells that a training column with many values is cut into. */
    public static final int GRID = 1_023;

    /** Tracked categories of a categorical column. */
    public static final int CATEGORIES = 30;

    private static final int BASELINE_ROWS = 20_000;
    private static final int DECIMALS = 6;
    private static final double UNITS = 1e6;

    private final int columns;
    private final double shift;
    private final Random random;

    /**
     * @param columns number of columns, at least 1
     * @param shift added to every value, in units of the column's spread; 0 for rows like the training data
     * @param seed of the values
     */
    public SampleTable(int columns, double shift, long seed) {
        this.columns = columns;
        this.shift = shift;
        this.random = new Random(seed);
    }

    /** Returns the next row: values between commas, without a line end. */
    public String nextRow() {
        StringBuilder row = new StringBuilder(columns * 10);
        for (int column = 0; column < columns; column++) {
            if (column > 0) {
                row.append(',');
            }
            row.append(text(column));
        }
        return row.toString();
    }

    /** Returns the next rows. */
    public List<String> rows(int count) {
        return IntStream.range(0, count).mapToObj(i -> nextRow()).toList();
    }

    private String text(int column) {
        double scale = 1 + column / 4;
        return switch (column % 4) {
            case 0, 1 -> decimal((random.nextGaussian() + shift) * scale);
            case 2 -> Long.toString(Math.round((random.nextGaussian() + shift) * 50 * scale) + 200);
            default -> decimal((-Math.log(1 - random.nextDouble()) + shift) * 100 * scale);
        };
    }

    private static String decimal(double value) {
        return BigDecimal.valueOf(Math.round(value * UNITS), DECIMALS).toPlainString();
    }

    /** Returns the baseline of numeric columns over 20,000 rows without a shift, on grids of {@value #GRID} cells. */
    public static Baseline numericBaseline(int columns) {
        List<String[]> rows = new SampleTable(columns, 0, 17)
                .rows(BASELINE_ROWS).stream().map(row -> row.split(",", -1)).toList();
        List<FeatureBaseline> features = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            int at = column;
            List<String> texts = rows.stream().map(row -> row[at]).toList();
            FeatureType type = column % 4 == 2 ? FeatureType.INTEGRAL : FeatureType.FRACTIONAL;
            features.add(FeatureBaseline.suggest("f%03d".formatted(column), type, numericProfile(texts)));
        }
        return Baseline.of(features, null, List.of());
    }

    private static NumericProfile numericProfile(List<String> texts) {
        double[] sorted = texts.stream().mapToDouble(Double::parseDouble).toArray();
        Arrays.sort(sorted);
        NumericProfile profile = new NumericProfile(GridEdges.fromSorted(sorted, GRID));
        texts.forEach(text -> add(profile, text));
        return profile;
    }

    /** Returns the baseline of columns with {@value #CATEGORIES} categories each, all equally frequent. */
    public static Baseline categoricalBaseline(int columns) {
        List<String> names =
                IntStream.range(0, CATEGORIES).mapToObj(SampleTable::category).toList();
        List<FeatureBaseline> features = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            CategoricalProfile profile = new CategoricalProfile(new CategoryIndex(names, new long[0], true));
            names.forEach(name -> add(profile, name));
            features.add(FeatureBaseline.suggest("c%03d".formatted(column), FeatureType.STRING, profile));
        }
        return Baseline.of(features, null, List.of());
    }

    /** Returns the name of a category in [0, {@value #CATEGORIES}). */
    public static String category(int number) {
        return "category-" + number;
    }

    private static void add(FeatureProfile profile, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        profile.add(bytes, 0, bytes.length, new ValueScanner());
    }
}
