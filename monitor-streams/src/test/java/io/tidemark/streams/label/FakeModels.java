package io.tidemark.streams.label;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.model.ModelBaseline;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Model baselines that a test makes current by hand. */
final class FakeModels implements ModelBaselines {
    private final Map<String, ModelBaseline> current = new HashMap<>();
    private final Map<ContentHash, ModelBaseline> known = new HashMap<>();
    private int lookUps;

    /** Makes a model baseline current for an endpoint at once. */
    FakeModels activate(String endpoint, ModelBaseline model) {
        current.put(endpoint, model);
        known.put(model.hash(), model);
        return this;
    }

    /** Returns how often somebody asked which one is current. */
    int lookUps() {
        return lookUps;
    }

    @Override
    public Optional<ModelBaseline> currentModel(String endpoint, long windowStartMs, long appendMs) {
        lookUps++;
        return Optional.ofNullable(current.get(endpoint));
    }

    @Override
    public ModelBaseline modelByHash(ContentHash hash) {
        ModelBaseline model = known.get(hash);
        if (model == null) {
            throw new IllegalStateException("no model baseline " + hash);
        }
        return model;
    }
}
