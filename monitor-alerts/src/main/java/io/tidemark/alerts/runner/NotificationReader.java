package io.tidemark.alerts.runner;

import io.tidemark.alerts.message.AlertMessage;

/** Reads a record of the notifications. */
@FunctionalInterface
public interface NotificationReader {
    /**
     * Returns what a record says.
     *
     * @throws IllegalArgumentException if it is none that this version understands
     */
    AlertMessage read(byte[] value);
}
