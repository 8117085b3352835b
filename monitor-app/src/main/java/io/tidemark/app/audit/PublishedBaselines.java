package io.tidemark.app.audit;

import io.tidemark.baseline.BaselineHistory;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.window.WindowKey;
import io.tidemark.replay.ActiveBaselines;
import java.time.Instant;
import java.util.Optional;

/**
 * Judges that were published: those of a moment for all windows, or for each window those that it had live.
 *
 * @param history what was published
 * @param moment event time whose baselines judge; empty for the start of each window
 */
public record PublishedBaselines(BaselineHistory history, Optional<Instant> moment) implements ActiveBaselines {
    @Override
    public Optional<Baseline> of(WindowKey window) {
        return history.active(window.endpoint(), at(window));
    }

    @Override
    public Optional<ModelBaseline> ofModel(WindowKey window) {
        return history.activeModel(window.endpoint(), at(window));
    }

    private long at(WindowKey window) {
        return moment.map(Instant::toEpochMilli).orElse(window.startMs());
    }
}
