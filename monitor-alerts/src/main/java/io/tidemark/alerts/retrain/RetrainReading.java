package io.tidemark.alerts.retrain;

import io.tidemark.alerts.runner.RecordReading;
import java.util.List;
import java.util.Set;

/** What an event on the topic means to one target. Events of an endpoint keep their order. */
public final class RetrainReading implements RecordReading {
    private final RetrainTarget target;
    private final Set<String> endpoints;

    /**
     * A reading.
     *
     * @param target makes the bodies
     * @param endpoints whose events it takes; all if empty
     */
    public RetrainReading(RetrainTarget target, Set<String> endpoints) {
        this.target = target;
        this.endpoints = Set.copyOf(endpoints);
    }

    @Override
    public Delivery read(byte[] value, long nowMs) {
        RetrainDocument event = RetrainDocument.read(value);
        boolean isOurs = endpoints.isEmpty() || endpoints.contains(event.endpoint());
        return new Delivery(event.endpoint(), isOurs ? List.of(target.of(event)) : List.of(), nowMs);
    }
}
