package io.tidemark.core.label;

import io.tidemark.core.model.Prediction;
import io.tidemark.core.window.WindowKey;

/**
 * What one row of a window's tables gains or loses. Within the changes of one record a prediction comes before its label
 * and goes after it.
 *
 * @param window whose tables change
 * @param prediction what was answered for the row
 * @param kind what happens
 * @param label the text of the row's label; empty for {@link Kind#PREDICTED} and {@link Kind#PREDICTION_WITHDRAWN}
 */
public record Change(WindowKey window, Prediction prediction, Kind kind, String label) {
    /** What happens to a row. */
    public enum Kind {
        /** The prediction is added. */
        PREDICTED(1),
        /** The prediction is taken back: another record of the same identity counts, or too many were kept. */
        PREDICTION_WITHDRAWN(-1),
        /** The label is added to a prediction that was added. */
        LABELLED(1),
        /** The label is taken back. */
        UNLABELLED(-1);

        private final int sign;

        Kind(int sign) {
            this.sign = sign;
        }

        /** 1 for what is added, -1 for what is taken away. */
        public int sign() {
            return sign;
        }

        /** Whether it concerns a label, not a prediction. */
        public boolean isLabel() {
            return this == LABELLED || this == UNLABELLED;
        }
    }
}
