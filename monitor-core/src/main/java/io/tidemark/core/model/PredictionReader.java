package io.tidemark.core.model;

import io.tidemark.core.capture.CapturedRecord;
import java.util.List;

/**
 * Reads the predictions of a captured record. It never throws: a record with a row whose answer cannot be read is unusable
 * as a whole, because the i-th label belongs to the i-th row. What is missing beside the answer (a score, a facet,
 * attributions) is missing in the prediction. Holds scratch of its thread: not thread-safe.
 *
 * <p>Fields of rows without names are found by position. A field that is known by name only gets its position from the
 * names of the columns, if they are given; a response of a single field needs neither where the model answers with one.
 */
public final class PredictionReader {
    private final RowReader reader;
    private final FlipReader flips;
    private String problem = "";

    /**
     * A reader for a model whose rows have names, or whose fields are given by position.
     *
     * @param missingMarkers texts that stand for a missing value, beside the empty text
     */
    public PredictionReader(ModelSpec spec, List<String> missingMarkers) {
        this(spec, missingMarkers, List.of(), List.of());
    }

    /**
     * A reader that knows the columns of rows that have no names.
     *
     * @param missingMarkers texts that stand for a missing value, beside the empty text
     * @param inputColumns of the request in their order, such as the names of the data baseline's features; if they are
     *     empty, what the model baseline remembers holds for rows of as many fields
     * @param outputColumns of the response in their order; may be empty
     */
    public PredictionReader(
            ModelSpec spec, List<String> missingMarkers, List<String> inputColumns, List<String> outputColumns) {
        RequestColumns columns = RequestColumns.of(inputColumns, spec);
        this.reader = new RowReader(spec, new RowFields(missingMarkers), columns, outputColumns);
        this.flips = new FlipReader(spec, columns, missingMarkers);
    }

    /**
     * Reads all rows of a record that was parsed.
     *
     * @param into emptied, then one prediction per row
     * @return false if the record is unusable, and {@link #problem} says why; then {@code into} is empty
     */
    public boolean read(CapturedRecord record, List<Prediction> into) {
        into.clear();
        problem = "";
        if (!record.hasOutput()) {
            problem = "the response was not captured";
            return false;
        }
        int rows = record.output().rows();
        for (int row = 0; row < rows; row++) {
            RowSource source = new RowSource.Captured(record, row);
            Prediction prediction = reader.read(source);
            if (prediction == null) {
                problem = "row " + row + ": " + reader.problem();
                into.clear();
                return false;
            }
            into.add(flips.isWanted() ? prediction.with(flips.read(record, row, source, prediction)) : prediction);
        }
        return true;
    }

    /** Why the last record is unusable, without its texts; empty if it is not. */
    public String problem() {
        return problem;
    }
}
