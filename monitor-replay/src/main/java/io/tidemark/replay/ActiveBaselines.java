package io.tidemark.replay;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.window.WindowKey;
import java.util.Optional;

/** Which baselines were active for a window, as a live run would have chosen them. */
public interface ActiveBaselines {
    /** Returns the baseline of a window, or empty if its endpoint never had one. */
    Optional<Baseline> of(WindowKey window);

    /** Returns the model baseline of a window, or empty if its endpoint never had one. */
    Optional<ModelBaseline> ofModel(WindowKey window);
}
