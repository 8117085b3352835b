package io.tidemark.core.model;

import io.tidemark.core.capture.CapturedRecord;
import java.util.List;

/**
 * Reads the predictions of a captured record. It never throws: a record with a row whose answer cannot be read is unusable
 * as a whole, because the i-th label belongs to the i-th row. What is missing beside the answer (a score, a facet,
 * attributions) is missing in the prediction. Holds scratch of its thread: not thread-safe.
 */
public final class PredictionReader {
    private static final double[] NOTHING = {};

    private final ModelSpec spec;
    private final RowFields fields;
    private final RowSides sides;
    private final ClassIndex classes;
    private final NestedNumbers classNumbers;
    private final NestedNumbers featureNumbers;
    private final RowFields.Wanted predicted;
    private final RowFields.Wanted probability;
    private final List<RowFields.Wanted> scores;
    private final List<RowFields.Wanted> attributions;
    private String problem = "";

    /**
     * A reader for a model whose requests have named rows, or whose facets are given by position.
     *
     * @param missingMarkers texts that stand for a missing value, beside the empty text
     */
    public PredictionReader(ModelSpec spec, List<String> missingMarkers) {
        this(spec, missingMarkers, List.of());
    }

    /**
     * A reader that knows the columns of requests whose rows have no names.
     *
     * @param missingMarkers texts that stand for a missing value, beside the empty text
     * @param inputColumns in the order of the request, such as the names of the data baseline's features
     */
    public PredictionReader(ModelSpec spec, List<String> missingMarkers, List<String> inputColumns) {
        this.spec = spec;
        this.fields = new RowFields(missingMarkers);
        this.sides = new RowSides(spec, inputColumns, fields);
        this.classes = new ClassIndex(spec.classes());
        this.classNumbers = new NestedNumbers(spec.classes());
        this.featureNumbers = new NestedNumbers(spec.attributions().features());
        this.predicted = RowFields.ofResponse(spec.predicted());
        this.probability = RowFields.ofResponse(spec.probability());
        this.scores = spec.scores().stream().map(RowFields::ofResponse).toList();
        this.attributions =
                spec.attributions().fields().stream().map(RowFields::ofResponse).toList();
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
            if (!readRow(record, row, into)) {
                problem = "row " + row + ": " + problem;
                into.clear();
                return false;
            }
        }
        return true;
    }

    /** Why the last record is unusable, without its texts; empty if it is not. */
    public String problem() {
        return problem;
    }

    private boolean readRow(CapturedRecord record, int row, List<Prediction> into) {
        return switch (spec.problem()) {
            case BINARY -> readBinary(record, row, into);
            case MULTICLASS -> readSeveral(record, row, into);
            case REGRESSION -> readNumber(record, row, into);
        };
    }

    private boolean readBinary(CapturedRecord record, int row, List<Prediction> into) {
        fields.find(record, row, probability);
        double[] both = fields.numbers(classNumbers);
        double score = both.length == 2 ? both[1] : fields.number();
        if (!predicted.isNone()) {
            int answer = readClass(record, row);
            return answer >= 0 && add(record, row, answer, score, into);
        }
        if (Double.isNaN(score)) {
            return refuse("the score is no finite number: " + fields.shape());
        }
        return add(record, row, score > spec.threshold() ? 1 : 0, score, into);
    }

    private boolean readNumber(CapturedRecord record, int row, List<Prediction> into) {
        fields.find(record, row, predicted);
        double forecast = fields.number();
        if (Double.isNaN(forecast)) {
            return refuse("the forecast is no finite number: " + fields.shape());
        }
        return add(record, row, Prediction.NONE, forecast, into);
    }

    private boolean readSeveral(CapturedRecord record, int row, List<Prediction> into) {
        double[] byClass =
                readNumbers(record, row, scores, classNumbers, spec.classes().size());
        int answer;
        if (!predicted.isNone()) {
            answer = readClass(record, row);
        } else {
            answer = largest(byClass);
            if (answer < 0) {
                return refuse(
                        "the scores of the classes are not " + spec.classes().size() + " finite numbers");
            }
        }
        if (answer < 0) {
            return false;
        }
        double value = byClass.length > 0 ? byClass[answer] : Double.NaN;
        if (!probability.isNone() && fields.find(record, row, probability)) {
            double given = fields.number();
            value = Double.isNaN(given) ? value : given;
        }
        into.add(new Prediction(
                answer,
                value,
                byClass,
                sides.facets(record, row),
                sides.group(record, row),
                sides.segment(record, row),
                readAttributions(record, row)));
        return true;
    }

    /** The first of the largest; -1 if there are none. */
    private static int largest(double[] numbers) {
        int largest = -1;
        for (int i = 0; i < numbers.length; i++) {
            largest = largest < 0 || numbers[i] > numbers[largest] ? i : largest;
        }
        return largest;
    }

    /** The number of the predicted class; -1 after noting that it is none. */
    private int readClass(CapturedRecord record, int row) {
        fields.find(record, row, predicted);
        int answer = classes.find(fields.text());
        if (answer < 0) {
            problem = "the predicted class is none of the model's: " + fields.shape();
        }
        return answer;
    }

    private boolean add(CapturedRecord record, int row, int answer, double value, List<Prediction> into) {
        into.add(new Prediction(
                answer,
                value,
                NOTHING,
                sides.facets(record, row),
                sides.group(record, row),
                sides.segment(record, row),
                readAttributions(record, row)));
        return true;
    }

    private double[] readAttributions(CapturedRecord record, int row) {
        return attributions.isEmpty()
                ? NOTHING
                : readNumbers(
                        record,
                        row,
                        attributions,
                        featureNumbers,
                        spec.attributions().features().size());
    }

    /** One number per field, or all from one field; nothing if one of them is not finite. */
    private double[] readNumbers(
            CapturedRecord record, int row, List<RowFields.Wanted> from, NestedNumbers nested, int size) {
        if (from.size() == 1 && size > 1) {
            fields.find(record, row, from.get(0));
            return fields.numbers(nested);
        }
        double[] numbers = new double[from.size()];
        for (int i = 0; i < numbers.length; i++) {
            fields.find(record, row, from.get(i));
            numbers[i] = fields.number();
            if (Double.isNaN(numbers[i])) {
                return NOTHING;
            }
        }
        return numbers;
    }

    private boolean refuse(String why) {
        problem = why;
        return false;
    }
}
