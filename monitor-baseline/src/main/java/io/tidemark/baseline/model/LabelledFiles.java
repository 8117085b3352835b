package io.tidemark.baseline.model;

import io.tidemark.baseline.csv.CsvOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * Where labelled rows are, and how they are read.
 *
 * @param inputs files and folders of one table, at least one
 * @param csv how the files are to be read; rows that say nothing that is asked for count as bad rows too
 * @param missingMarkers texts that stand for a missing value, beside the empty text
 */
public record LabelledFiles(List<Path> inputs, CsvOptions csv, List<String> missingMarkers) {
    /** Copies the lists. */
    public LabelledFiles {
        inputs = List.copyOf(inputs);
        missingMarkers = List.copyOf(missingMarkers);
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("inputs is empty: name at least one file or folder");
        }
    }

    /** Files that are read in the usual way. */
    public static LabelledFiles of(Path... inputs) {
        return new LabelledFiles(List.of(inputs), CsvOptions.DEFAULT, List.of());
    }
}
