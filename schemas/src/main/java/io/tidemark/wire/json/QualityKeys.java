package io.tidemark.wire.json;

import io.tidemark.core.model.Problem;

/** Keys of the service's model-quality files. */
final class QualityKeys {
    static final String MATRIX = "confusion_matrix";
    static final String ROC = "receiver_operating_characteristic_curve";
    static final String PRECISION_RECALL = "precision_recall_curve";

    private QualityKeys() {}

    /** What the groups of a problem begin with. */
    static String group(Problem problem, String what) {
        return switch (problem) {
            case BINARY -> "binary_classification_" + what;
            case MULTICLASS -> "multiclass_classification_" + what;
            case REGRESSION -> "regression_" + what;
        };
    }
}
