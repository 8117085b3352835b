package io.tidemark.core.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads labelled predictions from the rows of a table with a header, in the same terms as captures are read. Holds scratch
 * of its thread: not thread-safe.
 */
public final class LabelledRowReader {
    private final RowSource.Table table;
    private final RowFields fields;
    private final RowReader reader;
    private final LabelValueReader labels;
    private final RowFields.Wanted label;
    private final List<String> featureColumns;
    private final List<RowFields.Wanted> features;
    private Prediction prediction = Prediction.ofNumber(0);
    private LabelValue labelValue = LabelValue.UNUSABLE;

    /**
     * A reader for a table.
     *
     * @param spec the model; its fields are columns, by name or zero-based position
     * @param label the column of the true answer
     * @param missingMarkers texts that stand for a missing value, beside the empty text
     * @param header the names of the columns
     * @throws IllegalArgumentException if the table lacks a column
     */
    public LabelledRowReader(ModelSpec spec, FieldRef label, List<String> missingMarkers, List<String> header) {
        this.table = new RowSource.Table(header);
        this.fields = new RowFields(missingMarkers);
        this.reader = new RowReader(spec, fields, RequestColumns.NONE, List.of());
        this.labels = new LabelValueReader(spec, missingMarkers);
        this.label = RowFields.ofResponse(label);
        Set<Integer> answers = new HashSet<>();
        Stream.of(
                        List.of(label, spec.predicted(), spec.probability()),
                        spec.scores(),
                        spec.attributions().fields())
                .flatMap(List::stream)
                .filter(field -> !field.isNone())
                .forEach(field -> answers.add(columnOf(field, header)));
        columnsOf(spec).forEach(field -> columnOf(field, header));
        this.featureColumns = IntStream.range(0, header.size())
                .filter(column -> !answers.contains(column))
                .mapToObj(header::get)
                .toList();
        this.features = featureColumns.stream()
                .map(column -> RowFields.ofRequest(FieldRef.named(column)))
                .toList();
    }

    private static List<FieldRef> columnsOf(ModelSpec spec) {
        List<FieldRef> columns = new ArrayList<>();
        spec.facets().forEach(facet -> columns.add(facet.field()));
        spec.group().ifPresent(group -> columns.add(group.field()));
        spec.segments().ifPresent(segments -> columns.add(segments.field()));
        return columns;
    }

    private int columnOf(FieldRef field, List<String> header) {
        int column = table.columnOf(field);
        if (column < 0) {
            throw new IllegalArgumentException("the table has no column '" + field.label() + "', only " + header);
        }
        return column;
    }

    /**
     * Reads a row.
     *
     * @return false if its answer cannot be read, and {@link #problem} says why
     */
    public boolean read(List<String> row) {
        table.moveTo(row);
        Prediction read = reader.read(table);
        if (read == null) {
            return false;
        }
        prediction = read;
        fields.find(table, label);
        labelValue = labels.read(fields.text());
        return true;
    }

    /** The prediction of the row read last. */
    public Prediction prediction() {
        return prediction;
    }

    /** The label of the row read last. */
    public LabelValue label() {
        return labelValue;
    }

    /** The columns that are neither label nor answer: what the flip test compares. */
    public List<String> featureColumns() {
        return featureColumns;
    }

    /** The row's features as numbers, true as 1 and false as 0; NaN for what is neither. */
    public double[] features() {
        double[] numbers = new double[features.size()];
        for (int i = 0; i < numbers.length; i++) {
            fields.find(table, features.get(i));
            numbers[i] = fields.numberOrTruth();
        }
        return numbers;
    }

    /** Why the last row could not be read. */
    public String problem() {
        return reader.problem();
    }
}
