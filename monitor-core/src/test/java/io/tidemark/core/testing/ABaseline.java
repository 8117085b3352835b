package io.tidemark.core.testing;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.feature.Numeric;
import io.tidemark.core.feature.ValueScanner;
import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.CategoryIndex;
import io.tidemark.core.profile.FeatureProfile;
import io.tidemark.core.profile.NumericProfile;
import io.tidemark.stats.distribution.GridEdges;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Builds a baseline from columns of texts, as training rows would make it. */
public final class ABaseline {
    private static final int GRID = 1_023;

    private int cells = GRID;
    private final List<FeatureBaseline> features = new ArrayList<>();
    private final List<String> missingMarkers = new ArrayList<>();

    private ABaseline() {}

    /** Starts a baseline. */
    public static ABaseline aBaseline() {
        return new ABaseline();
    }

    /** Adds a fractional feature; every text is a training value, at least one of them finite. */
    public ABaseline fractional(String name, List<String> texts) {
        return numeric(name, FeatureType.FRACTIONAL, texts);
    }

    /** Adds an integral feature; every text is a training value, at least one of them finite. */
    public ABaseline integral(String name, List<String> texts) {
        return numeric(name, FeatureType.INTEGRAL, texts);
    }

    /** Adds a text feature whose categories are all distinct texts of the training values, in their natural order. */
    public ABaseline text(String name, List<String> texts) {
        List<String> categories = new TreeSet<>(
                        texts.stream().filter(text -> !text.isEmpty()).toList())
                .stream().toList();
        return categories(name, new CategoryIndex(categories, new long[0], true), texts);
    }

    /** Adds a text feature over a given index. */
    public ABaseline categories(String name, CategoryIndex index, List<String> texts) {
        CategoricalProfile profile = new CategoricalProfile(index);
        texts.forEach(text -> count(text, profile));
        features.add(FeatureBaseline.suggest(name, FeatureType.STRING, profile));
        return this;
    }

    /** Has numeric features that are added from now on counted on a grid of so many cells. */
    public ABaseline onCells(int most) {
        cells = most;
        return this;
    }

    /** Takes a text for a missing value. */
    public ABaseline missingMarker(String marker) {
        missingMarkers.add(marker);
        return this;
    }

    /** Returns the baseline. */
    public Baseline build() {
        return Baseline.of(features, null, missingMarkers);
    }

    /** Counts one value in a profile. */
    public static void count(String text, FeatureProfile into) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        into.add(bytes, 0, bytes.length, new ValueScanner());
    }

    /** Returns the hash of a value as a domain holds it. */
    public static long hash(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return CategoryIndex.hash(bytes, 0, bytes.length);
    }

    /** Returns the grid that training values give. */
    public static GridEdges grid(List<String> texts) {
        return grid(texts, GRID);
    }

    private static GridEdges grid(List<String> texts, int cells) {
        ValueScanner scanner = new ValueScanner();
        double[] finite = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .filter(text -> {
                    scanner.scan(text, 0, text.length);
                    return scanner.numeric() == Numeric.FINITE;
                })
                .mapToDouble(text -> {
                    scanner.scan(text, 0, text.length);
                    return scanner.value();
                })
                .toArray();
        Arrays.sort(finite);
        return GridEdges.fromSorted(finite, cells);
    }

    private ABaseline numeric(String name, FeatureType type, List<String> texts) {
        NumericProfile profile = new NumericProfile(grid(texts, cells));
        texts.forEach(text -> count(text, profile));
        features.add(FeatureBaseline.suggest(name, type, profile));
        return this;
    }
}
