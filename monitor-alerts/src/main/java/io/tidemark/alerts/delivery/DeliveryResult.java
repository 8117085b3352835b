package io.tidemark.alerts.delivery;

import java.time.Duration;
import java.util.Optional;

/** What became of one attempt. */
public sealed interface DeliveryResult {

    /**
     * It has arrived.
     *
     * @param answer what the receiver said, without secrets; may be empty
     */
    record Delivered(String answer) implements DeliveryResult {
        /** An arrival without a word. */
        public Delivered() {
            this("");
        }
    }

    /**
     * It has perhaps not arrived, and may later.
     *
     * @param reason what went wrong, without secrets
     * @param after how long the receiver asks to wait, if it does
     */
    record Failed(String reason, Optional<Duration> after) implements DeliveryResult {}

    /**
     * It will never be taken as it is.
     *
     * @param reason what the receiver objects to, without secrets
     */
    record Refused(String reason) implements DeliveryResult {}

    /** Returns a failure without a wish for when to come back. */
    static DeliveryResult failed(String reason) {
        return new Failed(reason, Optional.empty());
    }
}
