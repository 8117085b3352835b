package io.tidemark.alerts.delivery;

import io.tidemark.alerts.format.Payload;

/** Takes bodies to a receiver. It never throws for what a receiver or a network does. */
@FunctionalInterface
public interface Sink {
    /** Tries once to deliver a body, within a time-out of its own. */
    DeliveryResult deliver(Payload payload);
}
