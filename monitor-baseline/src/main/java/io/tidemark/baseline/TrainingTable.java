package io.tidemark.baseline;

import io.tidemark.baseline.csv.CsvException;
import io.tidemark.baseline.csv.CsvHeader;
import io.tidemark.baseline.csv.CsvInput;
import io.tidemark.baseline.csv.CsvRange;
import io.tidemark.baseline.csv.CsvSplits;
import io.tidemark.core.feature.FeatureType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The files of a plan as one table: its columns, and the ranges of rows that threads take in turn.
 *
 * @param columns that become the baseline's features and its label, in the order of the table
 * @param label index into {@code columns}, or -1
 * @param parts of all files, in order
 * @param files names of the files
 * @param guessedRows about how many rows the table has, 0 if nothing is known
 */
record TrainingTable(List<Column> columns, int label, List<Part> parts, List<String> files, long guessedRows) {
    /** Smaller files are not cut: opening a range costs more than it saves. */
    private static final long WORTH_CUTTING = 4L << 20;

    /** Ranges for each thread, so that a slow one leaves work to the others. */
    private static final int RANGES_PER_THREAD = 4;

    /**
     * A column that is profiled.
     *
     * @param index in the table, from 0
     * @param name of the column
     * @param type set by the plan, or null
     */
    record Column(int index, String name, @Nullable FeatureType type) {}

    /**
     * Rows that stand next to each other.
     *
     * @param file index of the file, from 0
     * @param range the rows
     */
    record Part(int file, CsvRange range) {}

    TrainingTable {
        columns = List.copyOf(columns);
        parts = List.copyOf(parts);
        files = List.copyOf(files);
    }

    /** Reads the headers and cuts the files. */
    static TrainingTable open(BaselinePlan plan) {
        List<CsvInput> inputs = CsvInput.resolve(plan.inputs(), plan.csv());
        List<Part> parts = new ArrayList<>();
        @Nullable CsvHeader first = null;
        for (int file = 0; file < inputs.size(); file++) {
            CsvInput input = inputs.get(file);
            CsvSplits splits = CsvSplits.of(input, plan.csv(), partsOf(input, plan));
            if (first == null) {
                first = splits.header();
            } else {
                first.requireSame(splits.header());
            }
            for (CsvRange range : splits.ranges()) {
                parts.add(new Part(file, range));
            }
        }
        CsvHeader header = Objects.requireNonNull(first);
        List<Column> columns = columns(header, plan);
        int label = labelAmong(columns, plan);
        requireFeatures(header, columns, label);
        List<String> names = inputs.stream().map(CsvInput::name).toList();
        return new TrainingTable(columns, label, parts, names, guessedRows(inputs));
    }

    /** Number of columns that become features. */
    int features() {
        return label < 0 ? columns.size() : columns.size() - 1;
    }

    /** Name of the profiled column with this index in the table. */
    String nameOf(int index) {
        return columns.stream()
                .filter(column -> column.index() == index)
                .map(Column::name)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("column " + index + " is not profiled"));
    }

    private static long guessedRows(List<CsvInput> inputs) {
        long rows = 0;
        for (CsvInput input : inputs) {
            OptionalLong guessed = input.guessedLines();
            if (guessed.isEmpty()) {
                return 0;
            }
            rows += guessed.getAsLong();
        }
        return rows;
    }

    private static int partsOf(CsvInput input, BaselinePlan plan) {
        // Cuts rely on quotes that open and close; where rows may be bad they need not.
        boolean isWhole = plan.threads() == 1
                || input.size() < WORTH_CUTTING
                || plan.csv().maxBadRows() > 0;
        return isWhole ? 1 : plan.threads() * RANGES_PER_THREAD;
    }

    private static List<Column> columns(CsvHeader header, BaselinePlan plan) {
        Map<Integer, FeatureType> types = new LinkedHashMap<>();
        plan.types().forEach((name, type) -> types.put(header.indexOf(name), type));
        List<Integer> ignored = plan.ignored().stream().map(header::indexOf).toList();
        String label = plan.label();
        if (label != null && ignored.contains(header.indexOf(label))) {
            throw CsvException.atLine(
                    header.file(),
                    header.line(),
                    "column \"" + label + "\" is the label and is ignored",
                    "a label is described in the baseline",
                    "leave out one of the two");
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            if (!ignored.contains(i)) {
                columns.add(new Column(i, header.names().get(i), types.get(i)));
            }
        }
        return columns;
    }

    private static int labelAmong(List<Column> columns, BaselinePlan plan) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(plan.label())) {
                return i;
            }
        }
        return -1;
    }

    private static void requireFeatures(CsvHeader header, List<Column> columns, int label) {
        if (columns.size() == (label < 0 ? 0 : 1)) {
            throw CsvException.atLine(
                    header.file(),
                    header.line(),
                    "no column is left that could be a feature",
                    "all " + header.size() + " are the label or are ignored",
                    "ignore fewer columns");
        }
    }
}
