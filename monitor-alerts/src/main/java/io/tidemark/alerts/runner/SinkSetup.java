package io.tidemark.alerts.runner;

import io.tidemark.alerts.delivery.RetryPolicy;
import io.tidemark.alerts.delivery.Sink;
import io.tidemark.alerts.format.PayloadFormat;

/**
 * A sink that is to work.
 *
 * @param name its name: letters, digits, '.', '_' and '-', at most 60; part of the consumer group
 * @param format the form of its bodies
 * @param sink takes them to the receiver; closed with the runner if it can be
 * @param retries when it tries again
 * @param start where it begins when it is new
 */
public record SinkSetup(String name, PayloadFormat format, Sink sink, RetryPolicy retries, Start start) {
    /** Where a sink begins that has never run. */
    public enum Start {
        /** With what comes next: a new pager is not told of the last thirty days. */
        LATEST,
        /** With everything that the topic still holds. */
        EARLIEST
    }

    public SinkSetup {
        Receiver.requireName(name);
    }

    /** Returns the sink without its form. */
    Receiver receiver() {
        return new Receiver(name, sink, retries, start);
    }
}
