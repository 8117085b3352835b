package io.tidemark.baseline.model;

import io.tidemark.baseline.Progress;
import io.tidemark.baseline.csv.BadRows;
import io.tidemark.baseline.csv.CsvException;
import io.tidemark.baseline.csv.CsvHeader;
import io.tidemark.core.model.AttributionReference;
import io.tidemark.stats.attribution.AttributionTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Aggregates local attributions, SHAP values for example: a table with a row per prediction and a column per feature. The
 * result does not depend on the order of rows or on how they are spread over files.
 */
public final class AttributionJob {
    private AttributionJob() {}

    /**
     * Global attributions.
     *
     * @param features in the order asked for
     * @param reference mean magnitudes with their standard errors
     * @param files that were read, as messages name them
     * @param badRows that were left out, because the table permits some
     */
    public record Result(List<String> features, AttributionReference reference, List<String> files, BadRows badRows) {
        /** Copies the lists. */
        public Result {
            features = List.copyOf(features);
            files = List.copyOf(files);
        }
    }

    /**
     * Runs a job.
     *
     * @param table rows of attributions
     * @param features whose columns are read; empty for all columns
     * @param prefix that the names of the columns have before those of the features; may be empty
     * @throws CsvException for whatever is wrong with the input: paths, table, columns, values
     * @throws InterruptedException if the thread is interrupted
     */
    public static Result run(LabelledFiles table, List<String> features, String prefix, Progress progress)
            throws InterruptedException {
        TextRows rows = TextRows.open(table);
        CsvHeader header = rows.header();
        List<String> wanted = features.isEmpty() ? featuresOf(header, prefix) : features;
        List<Integer> columns = new ArrayList<>();
        wanted.forEach(feature -> columns.add(header.indexOf(prefix + feature)));
        Set<String> missing = new HashSet<>(table.missingMarkers());
        AttributionTable counts = new AttributionTable(wanted.size());
        BadRows bad = rows.forEach(progress, row -> {
            double[] values = new double[columns.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = Cells.numberOr(Cells.text(row.get(columns.get(i)), missing), Double.NaN);
                if (Double.isNaN(values[i])) {
                    return "the attribution of " + wanted.get(i) + " is no finite number";
                }
            }
            counts.add(values);
            return "";
        });
        if (counts.rows() == 0) {
            throw CsvException.inFile(
                    rows.files().get(0),
                    "no row holds an attribution of every feature",
                    "the ranking is made from their means",
                    "check the columns");
        }
        return new Result(wanted, AttributionReference.of(counts), rows.files(), bad);
    }

    private static List<String> featuresOf(CsvHeader header, String prefix) {
        List<String> features = header.names().stream()
                .filter(name -> name.startsWith(prefix) && name.length() > prefix.length())
                .map(name -> name.substring(prefix.length()))
                .toList();
        if (features.isEmpty()) {
            throw CsvException.atLine(
                    header.file(),
                    header.line(),
                    "no column begins with \"" + prefix + "\"",
                    "each column of attributions is one of a feature",
                    "check --prefix");
        }
        return features;
    }
}
