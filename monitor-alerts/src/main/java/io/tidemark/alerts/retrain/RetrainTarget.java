package io.tidemark.alerts.retrain;

import io.tidemark.alerts.format.Payload;

/** What is posted for a reason to train again. */
@FunctionalInterface
public interface RetrainTarget {
    /** The CloudEvent as it is on the topic. */
    RetrainTarget EVENT = event -> new Payload(event.id(), RetrainDocument.CONTENT_TYPE, event.json());

    /** Returns the body for an event; its id is the event's. */
    Payload of(RetrainDocument event);
}
