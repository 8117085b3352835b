package io.tidemark.core.ledger;

import io.tidemark.core.model.PredictionReader;
import java.util.Optional;

/** Which model answered in a window, as far as the topics tell. */
@FunctionalInterface
public interface ModelSource {
    /**
     * How the predictions of a window are read.
     *
     * @param predictions reads them; belongs to the check
     * @param knownFromMs captures that were appended earlier may have been read before the model was known
     */
    record Answers(PredictionReader predictions, long knownFromMs) {}

    /** Returns how the predictions of a window are read, or empty if its endpoint has no model baseline. */
    Optional<Answers> of(String endpoint, long windowStartMs);
}
