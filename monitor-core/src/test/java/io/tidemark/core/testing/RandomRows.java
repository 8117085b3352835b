package io.tidemark.core.testing;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.profile.CategoryIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Seeded rows of four columns: a bell shape, a skewed count, a few categories, and free texts. */
public final class RandomRows {
    private static final List<String> ODD_NUMBERS = List.of(
            "NaN",
            "inf",
            "-Infinity",
            "1e999",
            "-1e999",
            "-0.0",
            "0",
            "4.9e-324",
            "-4.9e-324",
            "1e308",
            "-1e308",
            "9007199254740993",
            "9223372036854775808",
            "1,5",
            "0x10",
            "true",
            "١٢٣",
            " 7",
            "1e-400",
            "");
    private static final List<String> COLOURS = List.of("red", "green", "blue", "amber", "violet");

    private final Random random;

    /** Starts a sequence of rows. */
    public RandomRows(long seed) {
        this.random = new Random(seed);
    }

    /** Returns a row with a share of odd values in every column. */
    public List<String> row(double oddShare) {
        boolean odd = random.nextDouble() < oddShare;
        return odd
                ? List.of(oddNumber(), oddNumber(), oddText(), oddText())
                : List.of(
                        Double.toString(50 + 12 * random.nextGaussian()),
                        Long.toString(Math.round(-20 * Math.log(1 - random.nextDouble()))),
                        colour(),
                        "city-" + random.nextInt(300));
    }

    /** Returns {@code n} rows. */
    public List<List<String>> rows(int n, double oddShare) {
        return IntStream.range(0, n).mapToObj(i -> row(oddShare)).toList();
    }

    /** Returns a baseline of {@code n} rows without odd values: 255 tracked cities of 300, the rest known by hash. */
    public static Baseline baseline(long seed, int n) {
        List<List<String>> rows = new RandomRows(seed).rows(n, 0);
        List<String> tracked =
                IntStream.range(0, 255).mapToObj(i -> "city-" + i).toList();
        long[] domain = LongStream.range(255, 300)
                .map(i -> ABaseline.hash("city-" + i))
                .sorted()
                .toArray();
        return ABaseline.aBaseline()
                .fractional("age", column(rows, 0))
                .integral("visits", column(rows, 1))
                .text("colour", column(rows, 2))
                .categories("city", new CategoryIndex(tracked, domain, true), column(rows, 3))
                .missingMarker("NA")
                .build();
    }

    /** Returns one column of rows. */
    public static List<String> column(List<List<String>> rows, int column) {
        List<String> values = new ArrayList<>();
        rows.forEach(row -> values.add(row.get(column)));
        return values;
    }

    private String colour() {
        int i = (int) Math.min(COLOURS.size() - 1.0, Math.abs(random.nextGaussian()) * 2);
        return COLOURS.get(i);
    }

    private String oddNumber() {
        return ODD_NUMBERS.get(random.nextInt(ODD_NUMBERS.size()));
    }

    private String oddText() {
        return switch (random.nextInt(5)) {
            case 0 -> "";
            case 1 -> "NA";
            case 2 -> "unknown-" + random.nextInt(500);
            case 3 -> "long " + "é".repeat(random.nextInt(90));
            default -> colour();
        };
    }
}
