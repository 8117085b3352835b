package io.tidemark.core.capture;

import io.tidemark.core.canonical.CanonicalOutput;
import java.util.List;

/**
 * Where features, predictions and labels stand in payloads that are no plain rows. Each attribute is a JMESPath
 * expression for JSON payloads; inference, probability and label may be a zero-based column instead, for CSV. An empty
 * text is an attribute that is not given.
 *
 * <p>JSON Lines payloads are searched document by document. An expression that projects, such as
 * {@code instances[*].features}, finds one value per record; another, such as {@code features}, one record's values.
 *
 * @param features the features of a request: an array of values is a row bound by position, an object a row bound by
 *     name, and without projection an array of arrays or of objects is several rows. Not used for CSV
 * @param inference the predicted label in the response; a list of labels where probability is a list of scores
 * @param probability the score in the response, or a list of scores: then the prediction is the label of the largest
 * @param label the observed label in ground truth
 * @param labels what the scores of a list stand for, if the response does not say it
 */
public record CaptureAttributes(
        String features, String inference, String probability, String label, List<String> labels) {

    /** No attribute: payloads are plain rows. */
    public static final CaptureAttributes NONE = new CaptureAttributes("", "", "", "", List.of());

    /** Longest expression, in characters. */
    private static final int LONGEST = 1_024;

    /**
     * Checks each attribute.
     *
     * @throws IllegalArgumentException if one is no expression; the message names it
     */
    public CaptureAttributes {
        labels = List.copyOf(labels);
        requireReadable("features attribute", features);
        requireReadable("inference attribute", inference);
        requireReadable("probability attribute", probability);
        requireReadable("label attribute", label);
        if (!features.isEmpty()
                && AttributePath.of("features attribute", features).isColumn()) {
            throw new IllegalArgumentException(
                    "features attribute = '" + features + "' is a column; it must be a JMESPath expression");
        }
    }

    /** Returns these attributes with another expression for features. */
    public CaptureAttributes withFeatures(String expression) {
        return new CaptureAttributes(expression, inference, probability, label, labels);
    }

    /** Returns these attributes with another expression or column for the predicted label. */
    public CaptureAttributes withInference(String attribute) {
        return new CaptureAttributes(features, attribute, probability, label, labels);
    }

    /** Returns these attributes with another expression or column for scores. */
    public CaptureAttributes withProbability(String attribute) {
        return new CaptureAttributes(features, inference, attribute, label, labels);
    }

    /** Returns these attributes with another expression or column for observed labels. */
    public CaptureAttributes withLabel(String attribute) {
        return new CaptureAttributes(features, inference, probability, attribute, labels);
    }

    /** Returns these attributes with other names for the scores of a list. */
    public CaptureAttributes withLabels(List<String> names) {
        return new CaptureAttributes(features, inference, probability, label, names);
    }

    /** Returns whether the response is searched for predictions. */
    boolean hasPredictions() {
        return !inference.isEmpty() || !probability.isEmpty();
    }

    void writeTo(CanonicalOutput out) {
        out.putText(features).putText(inference).putText(probability).putText(label);
        CaptureForm.writeTexts(labels, out);
    }

    private static void requireReadable(String name, String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(name + " has " + text.length() + " characters, more than " + LONGEST);
        }
        if (!text.isEmpty()) {
            AttributePath.of(name, text);
        }
    }
}
