package io.tidemark.core.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a prediction of a row, wherever the row stands. Scratch of one thread. */
final class RowReader {
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
     * @param requestColumns of the request, for rows without names
     * @param outputColumns names of the response's fields, for rows that have none
     */
    RowReader(ModelSpec spec, RowFields fields, RequestColumns requestColumns, List<String> outputColumns) {
        this.spec = spec;
        this.fields = fields;
        this.sides = new RowSides(spec, requestColumns, fields);
        this.classes = new ClassIndex(spec.classes());
        this.classNumbers = new NestedNumbers(spec.classes());
        this.featureNumbers = new NestedNumbers(spec.attributions().features());
        boolean isOne = answerFields(spec) == 1;
        this.predicted = answer(spec.predicted(), outputColumns, isOne);
        this.probability = answer(spec.probability(), outputColumns, isOne);
        this.scores =
                spec.scores().stream().map(s -> answer(s, outputColumns, isOne)).toList();
        this.attributions = spec.attributions().fields().stream()
                .map(a -> answer(a, outputColumns, false))
                .toList();
    }

    private static int answerFields(ModelSpec spec) {
        return (spec.predicted().isNone() ? 0 : 1)
                + (spec.probability().isNone() ? 0 : 1)
                + spec.scores().size()
                + spec.attributions().fields().size();
    }

    private static RowFields.Wanted answer(FieldRef field, List<String> columns, boolean isOne) {
        FieldRef placed = field.orAmong(columns);
        return isOne ? RowFields.onlyAnswer(placed) : RowFields.ofResponse(placed);
    }

    /** Why the last row could not be read. */
    String problem() {
        return problem;
    }

    /** The prediction; null if the row has no answer that can be read, and {@link #problem} says why. */
    @Nullable
    Prediction read(RowSource row) {
        return switch (spec.problem()) {
            case BINARY -> readBinary(row);
            case MULTICLASS -> readSeveral(row);
            case REGRESSION -> readForecast(row);
        };
    }

    private @Nullable Prediction readBinary(RowSource row) {
        fields.find(row, probability);
        double score = fields.number();
        if (fields.isNested()) {
            double[] both = fields.numbers(classNumbers);
            score = both.length == 2 ? both[1] : Double.NaN;
        }
        if (!predicted.isNone()) {
            int answer = readClass(row);
            return answer < 0 ? null : prediction(row, answer, score, NOTHING);
        }
        if (Double.isNaN(score)) {
            return refuse("the score is no finite number: " + fields.shape());
        }
        return prediction(row, score > spec.threshold() ? 1 : 0, score, NOTHING);
    }

    private @Nullable Prediction readForecast(RowSource row) {
        fields.find(row, predicted);
        double forecast = fields.number();
        if (Double.isNaN(forecast)) {
            return refuse("the forecast is no finite number: " + fields.shape());
        }
        return prediction(row, Prediction.NONE, forecast, NOTHING);
    }

    private @Nullable Prediction readSeveral(RowSource row) {
        double[] byClass = readNumbers(row, scores, classNumbers);
        int answer = predicted.isNone() ? largest(byClass) : readClass(row);
        if (answer < 0) {
            return predicted.isNone()
                    ? refuse("the scores are not " + spec.classes().size() + " finite numbers")
                    : null;
        }
        fields.find(row, probability);
        double given = fields.number();
        boolean isKnown = Double.isNaN(given) && byClass.length > 0;
        return prediction(row, answer, isKnown ? byClass[answer] : given, byClass);
    }

    private Prediction prediction(RowSource row, int answer, double value, double[] byClass) {
        return new Prediction(
                answer,
                value,
                byClass,
                sides.facets(row),
                sides.group(row),
                sides.segment(row),
                readNumbers(row, attributions, featureNumbers));
    }

    /** The number of the predicted class; negative after noting that it is none. */
    private int readClass(RowSource row) {
        fields.find(row, predicted);
        int answer = classes.find(fields.text());
        if (answer < 0) {
            refuse("the predicted class is none of the model's: " + fields.shape());
        }
        return answer;
    }

    /** One number per field, or all from one field; nothing if one of them is not finite. */
    private double[] readNumbers(RowSource row, List<RowFields.Wanted> from, NestedNumbers nested) {
        if (from.isEmpty()) {
            return NOTHING;
        }
        if (from.size() == 1) {
            fields.find(row, from.get(0));
            if (fields.isNested() || nested.size() > 1) {
                return fields.numbers(nested);
            }
        }
        double[] numbers = new double[from.size()];
        for (int i = 0; i < numbers.length; i++) {
            fields.find(row, from.get(i));
            numbers[i] = fields.number();
            if (Double.isNaN(numbers[i])) {
                return NOTHING;
            }
        }
        return numbers;
    }

    /** The first of the largest; negative if there are none. */
    private static int largest(double[] numbers) {
        int largest = -1;
        for (int i = 0; i < numbers.length; i++) {
            largest = largest < 0 || numbers[i] > numbers[largest] ? i : largest;
        }
        return largest;
    }

    private @Nullable Prediction refuse(String why) {
        problem = why;
        return null;
    }
}
