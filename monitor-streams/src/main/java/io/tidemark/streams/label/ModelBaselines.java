package io.tidemark.streams.label;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.model.ModelBaseline;
import java.util.Optional;

/** The model baselines that a process knows: which is current for a window, and what a hash stands for. Thread-safe. */
public interface ModelBaselines {
    /**
     * Returns the model baseline of a window. Waits until every activation that can matter for a record appended at the
     * given time was read, so that all tasks choose alike.
     *
     * @param endpoint the endpoint
     * @param windowStartMs start of the window
     * @param appendMs append time of a record that concerns it
     */
    Optional<ModelBaseline> currentModel(String endpoint, long windowStartMs, long appendMs);

    /** Returns the model baseline with this hash; waits for it if it is not known yet, and throws if it does not come. */
    ModelBaseline modelByHash(ContentHash hash);
}
