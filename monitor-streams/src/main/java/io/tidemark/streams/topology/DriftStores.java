package io.tidemark.streams.topology;

import io.tidemark.streams.processor.Baselines;
import io.tidemark.streams.processor.StoredState;
import io.tidemark.streams.store.WriteBehindOptions;
import java.util.List;
import org.apache.kafka.streams.state.StoreBuilder;

/** The stores of the drift application, by the stage that uses them. */
final class DriftStores {
    private final WriteBehindOptions options;
    private final Baselines baselines;

    DriftStores(WriteBehindOptions options, Baselines baselines) {
        this.options = options;
        this.baselines = baselines;
    }

    List<StoreBuilder<?>> ofIntake() {
        return List.of(
                StoredState.watermarks(options), StoredState.intakeLedger(options), StoredState.seenIds(options));
    }

    List<StoreBuilder<?>> ofProfile() {
        return List.of(StoredState.deltas(options, baselines));
    }

    List<StoreBuilder<?>> ofMerge() {
        return List.of(
                StoredState.heartbeats(options),
                StoredState.windows(options, baselines),
                StoredState.closings(options),
                StoredState.late(options));
    }
}
