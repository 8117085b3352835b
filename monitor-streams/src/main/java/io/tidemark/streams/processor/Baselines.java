package io.tidemark.streams.processor;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.canonical.ContentHash;
import java.util.Optional;

/** The baselines that a process knows: which is current for a window, and what a hash stands for. Thread-safe. */
public interface Baselines {
    /**
     * Returns the baseline of a window. Waits until every activation that can matter for a record appended at the given
     * time was read, so that all tasks choose alike.
     *
     * @param endpoint the endpoint
     * @param windowStartMs start of the window
     * @param appendMs append time of a record in it
     */
    Optional<Baseline> current(String endpoint, long windowStartMs, long appendMs);

    /** Returns the baseline with this hash; waits for it if it is not known yet, and throws if it does not come. */
    Baseline byHash(ContentHash hash);
}
