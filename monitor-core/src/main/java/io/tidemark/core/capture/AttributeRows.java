package io.tidemark.core.capture;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows from payloads that are searched by {@link CaptureAttributes}. Slower than the readers of plain rows, because it
 * builds a tree of each document.
 */
final class AttributeRows {
    private static final byte[] INFERENCE = "inference".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PROBABILITY = "probability".getBytes(StandardCharsets.US_ASCII);

    private final CaptureLimits limits;
    private final Fault fault;
    private final JsonTree tree;
    private final @Nullable AttributePath features;
    private final @Nullable AttributePath inference;
    private final @Nullable AttributePath probability;
    private final @Nullable AttributePath label;
    private final Scores scores;
    private final RowArena listArena = new RowArena();
    private final FieldTable scoreLists = new FieldTable();

    AttributeRows(CaptureAttributes attributes, CaptureLimits limits, Fault fault) {
        this.limits = limits;
        this.fault = fault;
        this.tree = new JsonTree(limits, fault);
        this.features = path("features", attributes.features());
        this.inference = path("inference", attributes.inference());
        this.probability = path("probability", attributes.probability());
        this.label = path("label", attributes.label());
        this.scores = new Scores(attributes.labels(), limits, fault);
    }

    private static @Nullable AttributePath path(String name, String text) {
        return text.isEmpty() ? null : AttributePath.of(name, text);
    }

    boolean findsFeatures() {
        return features != null;
    }

    boolean findsPredictions() {
        return inference != null || probability != null;
    }

    boolean findsLabels() {
        return label != null;
    }

    /** The lists of scores of the predictions read last: per row one field, or none where it had no list. */
    FieldTable scoreLists() {
        return scoreLists;
    }

    /** The features of JSON documents. */
    boolean readFeatures(TextSlice data, RowArena arena, FieldTable into) {
        AttributePath path = features;
        if (path == null) {
            throw new IllegalStateException("there is no features attribute");
        }
        tree.reset(data.bytes(), data.from(), data.to());
        arena.begin(into);
        while (tree.hasNext()) {
            List<JsonValue> found = search(path);
            if (found == null || !addRecords(found, path.projects(), arena, into)) {
                return false;
            }
        }
        arena.end(into);
        return !fault.isFound();
    }

    /** The observed labels of JSON documents: rows of one field, or of several for an array or object. */
    boolean readLabels(TextSlice data, RowArena arena, FieldTable into) {
        AttributePath path = label;
        if (path == null) {
            throw new IllegalStateException("there is no label attribute");
        }
        tree.reset(data.bytes(), data.from(), data.to());
        arena.begin(into);
        while (tree.hasNext()) {
            List<JsonValue> found = search(path);
            if (found == null || !addRecords(found, true, arena, into)) {
                return false;
            }
        }
        arena.end(into);
        return !fault.isFound();
    }

    private @Nullable List<JsonValue> search(AttributePath path) {
        JsonValue document = tree.next();
        return document == null ? null : path.search(document, fault);
    }

    private boolean addRecords(List<JsonValue> found, boolean eachIsARow, RowArena arena, FieldTable into) {
        for (JsonValue value : found) {
            if (value == JsonValue.NULL) {
                return fault.set("the attribute finds nothing", -1);
            }
            boolean holdsRows = !eachIsARow
                    && value instanceof JsonValue.Items items
                    && !items.elements().isEmpty()
                    && !(items.elements().get(0) instanceof JsonValue.Scalar);
            List<JsonValue> rows = holdsRows ? ((JsonValue.Items) value).elements() : List.of(value);
            for (JsonValue row : rows) {
                if (!addRow(row, arena, into)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean addRow(JsonValue row, RowArena arena, FieldTable into) {
        boolean named = row instanceof JsonValue.Members;
        if (!into.startRow(named)) {
            return fault.set("rows with and without names", -1);
        }
        if (row instanceof JsonValue.Members members) {
            for (Map.Entry<JsonValue.Scalar, JsonValue> member :
                    members.byName().entrySet()) {
                byte[] name = member.getKey().bytes();
                into.nameNext(arena.put(name), arena.used());
                if (!scores.add(member.getValue(), arena, into)) {
                    return false;
                }
            }
        } else {
            List<JsonValue> values = row instanceof JsonValue.Items items ? items.elements() : List.of(row);
            for (JsonValue value : values) {
                if (into.fieldsInRow() >= limits.fieldsPerRow()) {
                    return fault.set("a row has too many fields", -1);
                }
                if (!scores.add(value, arena, into)) {
                    return false;
                }
            }
        }
        into.endRow();
        return true;
    }

    /** The predictions of JSON documents: rows with the fields inference and probability, as far as they are asked for. */
    boolean readPredictions(TextSlice data, RowArena arena, FieldTable into) {
        tree.reset(data.bytes(), data.from(), data.to());
        arena.begin(into);
        listArena.begin(scoreLists);
        while (tree.hasNext()) {
            JsonValue document = tree.next();
            if (document == null || !addPredictions(document, arena, into)) {
                return false;
            }
        }
        arena.end(into);
        listArena.end(scoreLists);
        return !fault.isFound();
    }

    private boolean addPredictions(JsonValue document, RowArena arena, FieldTable into) {
        List<JsonValue> labels = inference == null ? null : inference.search(document, fault);
        List<JsonValue> values = probability == null ? null : probability.search(document, fault);
        if (fault.isFound()) {
            return false;
        }
        if (labels != null && values != null && labels.size() != values.size()) {
            return fault.set("inference and probability hold different numbers of records", -1);
        }
        int records = labels != null ? labels.size() : values == null ? 0 : values.size();
        for (int i = 0; i < records; i++) {
            JsonValue label = labels == null ? null : labels.get(i);
            JsonValue score = values == null ? null : values.get(i);
            if (!addPrediction(label, score, arena, into)) {
                return false;
            }
        }
        return true;
    }

    private boolean addPrediction(
            @Nullable JsonValue label, @Nullable JsonValue score, RowArena arena, FieldTable into) {
        into.startRow(true);
        if (!scores.decide(label, score)) {
            return false;
        }
        JsonValue decided = scores.label();
        if (decided != null) {
            into.nameNext(arena.put(INFERENCE), arena.used());
            if (!scores.add(decided, arena, into)) {
                return false;
            }
        }
        JsonValue largest = scores.score();
        if (largest != null) {
            into.nameNext(arena.put(PROBABILITY), arena.used());
            if (!scores.add(largest, arena, into)) {
                return false;
            }
        }
        into.endRow();
        return addScoreList(score);
    }

    private boolean addScoreList(@Nullable JsonValue score) {
        scoreLists.startRow(false);
        if (score instanceof JsonValue.Items && !scores.add(score, listArena, scoreLists)) {
            return false;
        }
        scoreLists.endRow();
        return true;
    }

    /** The predictions of rows that were read already: the attributes are columns of rows bound by position. */
    boolean selectPredictions(FieldTable rows, RowArena arena, FieldTable into) {
        boolean columns =
                (inference == null || inference.isColumn()) && (probability == null || probability.isColumn());
        if (!columns || rows.named()) {
            return fault.set("the inference and probability attributes must be column numbers here", -1);
        }
        arena.begin(into);
        listArena.begin(scoreLists);
        for (int row = 0; row < rows.rows(); row++) {
            JsonValue label = cell(rows, row, inference);
            JsonValue score = cell(rows, row, probability);
            if (fault.isFound() || !addPrediction(label, score, arena, into)) {
                return false;
            }
        }
        arena.end(into);
        return true;
    }

    /** One cell as a value; null if it is not asked for, or after noting a fault. A list of scores may stand in it. */
    private @Nullable JsonValue cell(FieldTable rows, int row, @Nullable AttributePath path) {
        if (path == null) {
            return null;
        }
        int field = rows.firstField(row) + path.column();
        if (field >= rows.endField(row)) {
            fault.set("there is no column " + path.column(), -1);
            return null;
        }
        byte[] bytes = rows.bytes();
        int from = rows.from(field);
        int to = rows.to(field);
        boolean isList = from < to && bytes[from] == '[';
        return isList
                ? tree.readOnly(bytes, from, to)
                : new JsonValue.Scalar(rows.kind(field), Arrays.copyOfRange(bytes, from, to));
    }

    /** The columns of predictions, in ascending order; empty if an attribute is an expression. */
    List<Integer> predictionColumns() {
        List<Integer> columns = new ArrayList<>();
        if (inference != null && inference.isColumn()) {
            columns.add(inference.column());
        }
        if (probability != null && probability.isColumn()) {
            columns.add(probability.column());
        }
        return columns;
    }
}
