package io.tidemark.streams.processor;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.canonical.ContentHash;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Baselines that a test makes current by hand; one endpoint can be made to fail. */
public final class FakeBaselines implements Baselines {
    private final Map<String, Baseline> current = new HashMap<>();
    private final Map<ContentHash, Baseline> known = new HashMap<>();
    private String failing = "";

    /** Makes a baseline current for an endpoint at once. */
    public FakeBaselines activate(String endpoint, Baseline baseline) {
        current.put(endpoint, baseline);
        known.put(baseline.hash(), baseline);
        return this;
    }

    /** Has every look-up for an endpoint throw. */
    public FakeBaselines failFor(String endpoint) {
        failing = endpoint;
        return this;
    }

    @Override
    public Optional<Baseline> current(String endpoint, long windowStartMs, long appendMs) {
        if (endpoint.equals(failing)) {
            throw new IllegalStateException("planted failure for " + endpoint);
        }
        return Optional.ofNullable(current.get(endpoint));
    }

    @Override
    public Baseline byHash(ContentHash hash) {
        Baseline baseline = known.get(hash);
        if (baseline == null) {
            throw new IllegalStateException("no baseline " + hash);
        }
        return baseline;
    }
}
