package io.tidemark.baseline;

import io.tidemark.baseline.csv.CsvOptions;
import io.tidemark.core.feature.FeatureType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a baseline is made from, and how.
 *
 * @param inputs files and folders of one table, at least one; see {@link io.tidemark.baseline.csv.CsvInput#resolve}
 * @param label the column that the model predicts, or null; it is described but is no feature
 * @param ignored columns that are left out, identifiers for example
 * @param missingMarkers texts that stand for a missing value, beside the empty text
 * @param types columns whose type is set here instead of found, for example a code of digits that is a {@code STRING};
 *     never {@code UNKNOWN}
 * @param threads that read and count, from 1 to {@value #MOST_THREADS}; the result does not depend on it
 * @param csv how the files are to be read
 */
public record BaselinePlan(
        List<Path> inputs,
        @Nullable String label,
        List<String> ignored,
        List<String> missingMarkers,
        Map<String, FeatureType> types,
        int threads,
        CsvOptions csv) {
    /** Most threads of a job: each has its own counts, up to 256 MiB of them. */
    public static final int MOST_THREADS = 64;

    /** Copies the collections and refuses what no table could fulfil. */
    public BaselinePlan {
        inputs = List.copyOf(inputs);
        ignored = List.copyOf(ignored);
        missingMarkers = List.copyOf(missingMarkers);
        types = Map.copyOf(new TreeMap<>(types));
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("inputs is empty: name at least one file or folder");
        }
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException("threads = " + threads + " is not in [1, " + MOST_THREADS + "]");
        }
        if (types.containsValue(FeatureType.UNKNOWN)) {
            throw new IllegalArgumentException("types = " + types + ": Unknown is found, never set");
        }
    }

    /** A plan for files that are read in the usual way. */
    public BaselinePlan(
            List<Path> inputs,
            @Nullable String label,
            List<String> ignored,
            List<String> missingMarkers,
            Map<String, FeatureType> types,
            int threads) {
        this(inputs, label, ignored, missingMarkers, types, threads, CsvOptions.DEFAULT);
    }

    /** A plan for one table without a label, on one thread. */
    public static BaselinePlan of(Path... inputs) {
        return new BaselinePlan(List.of(inputs), null, List.of(), List.of(), Map.of(), 1);
    }

    /** This plan with a label column. */
    public BaselinePlan withLabel(@Nullable String column) {
        return new BaselinePlan(inputs, column, ignored, missingMarkers, types, threads, csv);
    }

    /** This plan leaving out these columns. */
    public BaselinePlan ignoring(List<String> columns) {
        return new BaselinePlan(inputs, label, columns, missingMarkers, types, threads, csv);
    }

    /** This plan with these texts for a missing value. */
    public BaselinePlan withMissingMarkers(List<String> markers) {
        return new BaselinePlan(inputs, label, ignored, markers, types, threads, csv);
    }

    /** This plan with the types of these columns set. */
    public BaselinePlan withTypes(Map<String, FeatureType> byColumn) {
        return new BaselinePlan(inputs, label, ignored, missingMarkers, byColumn, threads, csv);
    }

    /** This plan on so many threads. */
    public BaselinePlan onThreads(int number) {
        return new BaselinePlan(inputs, label, ignored, missingMarkers, types, number, csv);
    }

    /** This plan for files that are to be read like this. */
    public BaselinePlan reading(CsvOptions options) {
        return new BaselinePlan(inputs, label, ignored, missingMarkers, types, threads, options);
    }

    /** This plan for other files. */
    public BaselinePlan withInputs(List<Path> others) {
        return new BaselinePlan(others, label, ignored, missingMarkers, types, threads, csv);
    }
}
