package io.tidemark.core.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.feature.ValueScanner;
import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.CategoryIndex;
import io.tidemark.core.profile.NumericProfile;
import io.tidemark.core.testing.ABaseline;
import io.tidemark.stats.distribution.GridEdges;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineDiffTest {
    private static final List<String> AGES = List.of("20", "30.5", "", "40");
    private static final List<String> COLOURS = List.of("red", "blue", "red", "");

    private static Baseline people(List<String> ages, List<String> colours) {
        return ABaseline.aBaseline()
                .fractional("age", ages)
                .text("colour", colours)
                .build();
    }

    @Test
    void equalBaselinesAreWithinAnyLimit() {
        BaselineDiff diff = BaselineDiff.between(people(AGES, COLOURS), people(AGES, COLOURS));
        assertThat(diff.isWithin(0)).isTrue();
        assertThat(diff.features()).hasSize(2).allSatisfy(feature -> {
            assertThat(feature.sureChange()).isZero();
            assertThat(feature.before()).isEqualTo(feature.after());
            assertThat(feature.distance()).contains(new Between(0, 0));
        });
    }

    @Test
    void columnsThatCameWentOrChangedTypeAreNamed() {
        Baseline before = ABaseline.aBaseline()
                .fractional("age", AGES)
                .text("gone", COLOURS)
                .text("kind", COLOURS)
                .build();
        Baseline after = ABaseline.aBaseline()
                .text("new", COLOURS)
                .fractional("kind", AGES)
                .fractional("age", AGES)
                .build();
        BaselineDiff diff = BaselineDiff.between(before, after);
        assertThat(diff.removed()).containsExactly("gone");
        assertThat(diff.added()).containsExactly("new");
        assertThat(diff.retyped())
                .containsExactly(new BaselineDiff.Retyped("kind", FeatureType.STRING, FeatureType.FRACTIONAL));
        assertThat(diff.features()).extracting(BaselineDiff.FeatureDiff::name).containsExactly("age", "kind");
        assertThat(diff.features().get(1).distance()).isEmpty();
        assertThat(diff.isWithin(1)).isFalse();
    }

    @Test
    void lostValuesAreAChangeOfTheirOwn() {
        BaselineDiff diff = BaselineDiff.between(
                people(List.of("1", "2", "1", "2"), COLOURS), people(List.of("1", "2", "", ""), COLOURS));
        assertThat(diff.features().get(0).distance()).contains(new Between(0, 0));
        assertThat(diff.features().get(0).sureChange()).isEqualTo(0.5);
        assertThat(diff.isWithin(0.5)).isTrue();
        assertThat(diff.isWithin(0.49)).isFalse();
    }

    @Test
    void aColumnWithoutValuesHasNoDistance() {
        BaselineDiff diff = BaselineDiff.between(people(AGES, List.of("", "")), people(AGES, COLOURS));
        assertThat(diff.features().get(1).distance()).isEmpty();
        assertThat(diff.features().get(1).sureChange()).isEqualTo(0.75);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theTrueKolmogorovSmirnovDistanceLiesInTheRange(long seed) {
        Random random = new Random(seed);
        double[] one = numbers(random, 0, seed % 2 == 0);
        double[] other = numbers(random, random.nextDouble() * 2, seed % 2 == 0);
        Between range = GridDistance.kolmogorovSmirnov(profile(one, 60), profile(other, 45));
        double exact = exactDistance(one, other);
        assertThat(exact).as("seed %d", seed).isBetween(range.atLeast() - 1e-12, range.atMost() + 1e-12);
        assertThat(range.atMost() - range.atLeast()).as("seed %d", seed).isLessThan(2.5 / 45 + 2.5 / 60);
    }

    @Test
    void fewValuesHaveAnExactDistance() {
        double[] one = {1, 1, 2, 3};
        double[] other = {1, 2, 2, 5};
        assertThat(GridDistance.kolmogorovSmirnov(profile(one, 100), profile(other, 100)))
                .isEqualTo(new Between(0.25, 0.25));
        assertThat(GridDistance.kolmogorovSmirnov(profile(new double[] {1}, 9), profile(new double[] {2}, 9)))
                .isEqualTo(new Between(1, 1));
    }

    private static double[] numbers(Random random, double shift, boolean rounded) {
        return IntStream.range(0, 4_000)
                .mapToDouble(i -> random.nextGaussian() + shift)
                .map(value -> rounded ? Math.rint(value * 20) / 20 + 0.0 : value)
                .sorted()
                .toArray();
    }

    private static NumericProfile profile(double[] sorted, int cells) {
        NumericProfile profile = new NumericProfile(GridEdges.fromSorted(sorted, cells));
        ValueScanner scanner = new ValueScanner();
        for (double value : sorted) {
            byte[] text = Double.toString(value).getBytes(StandardCharsets.US_ASCII);
            profile.add(text, 0, text.length, scanner);
        }
        return profile;
    }

    private static double exactDistance(double[] one, double[] other) {
        double most = 0;
        for (double at : Stream.of(one, other).flatMapToDouble(Arrays::stream).toArray()) {
            most = Math.max(most, Math.abs(shareUpTo(one, at) - shareUpTo(other, at)));
        }
        return most;
    }

    private static double shareUpTo(double[] values, double at) {
        return (double) Arrays.stream(values).filter(value -> value <= at).count() / values.length;
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void theTrueDifferenceOfAShareLiesInTheRange(long seed) {
        Random random = new Random(seed);
        List<String> one = texts(random, 40);
        List<String> other = texts(random, 30);
        for (int tracked : new int[] {3, 10, 100}) {
            Between range = CategoryDistance.largestShare(tracking(one, tracked), tracking(other, tracked));
            double exact = exactDifference(one, other);
            assertThat(exact).as("seed %d", seed).isBetween(range.atLeast() - 1e-12, range.atMost() + 1e-12);
            if (tracked == 100) {
                assertThat(range.atLeast()).isEqualTo(range.atMost());
            }
        }
    }

    private static List<String> texts(Random random, double spread) {
        return random.doubles(2_000).mapToObj(u -> "v" + (int) (spread * u * u)).toList();
    }

    private static Map<String, Long> counts(List<String> values) {
        return values.stream().collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    private static double exactDifference(List<String> one, List<String> other) {
        Map<String, Long> first = counts(one);
        Map<String, Long> second = counts(other);
        return Stream.concat(first.keySet().stream(), second.keySet().stream())
                .mapToDouble(value -> Math.abs((double) first.getOrDefault(value, 0L) / one.size()
                        - (double) second.getOrDefault(value, 0L) / other.size()))
                .max()
                .orElse(0);
    }

    private static CategoricalProfile tracking(List<String> values, int most) {
        Map<String, Long> counts = counts(values);
        List<String> tracked = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
        long[] domain = counts.keySet().stream()
                .filter(value -> !tracked.contains(value))
                .map(value -> value.getBytes(StandardCharsets.UTF_8))
                .mapToLong(bytes -> CategoryIndex.hash(bytes, 0, bytes.length))
                .sorted()
                .toArray();
        CategoricalProfile profile = new CategoricalProfile(new CategoryIndex(tracked, domain, true));
        ValueScanner scanner = new ValueScanner();
        for (String value : values) {
            byte[] text = value.getBytes(StandardCharsets.UTF_8);
            profile.add(text, 0, text.length, scanner);
        }
        return profile;
    }

    @Test
    void ranksThatAreNoRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Between(0.2, 0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Between(Double.NaN, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Between(0, 1.1));
    }
}
