package io.tidemark.alerts.runner;

import io.tidemark.alerts.delivery.RetryPolicy;
import io.tidemark.alerts.delivery.Sink;

/**
 * Somebody who is to be sent something, whatever it is.
 *
 * @param name its name: letters, digits, '.', '_' and '-', at most 60; part of the consumer group
 * @param sink takes bodies to it; closed with the runner if it can be
 * @param retries when it tries again
 * @param start where it begins when it is new
 */
public record Receiver(String name, Sink sink, RetryPolicy retries, SinkSetup.Start start) {
    public Receiver {
        requireName(name);
    }

    static void requireName(String name) {
        if (!name.matches("[A-Za-z0-9._-]{1,60}")) {
            throw new IllegalArgumentException(
                    "sink name = '" + name + "' is not 1 to 60 letters, digits, '.', '_' or '-'");
        }
    }
}
