package io.tidemark.alerts.runner;

import io.tidemark.alerts.format.Payload;
import java.util.List;

/** Says what a record of a topic means to one receiver. */
@FunctionalInterface
public interface RecordReading {
    /**
     * What is to be sent for a record.
     *
     * @param lane records of one lane keep their order
     * @param bodies what is to be sent, in order; none means that it does not concern this receiver
     * @param notBeforeMs when it may be sent first, in epoch milliseconds
     */
    record Delivery(String lane, List<Payload> bodies, long notBeforeMs) {
        public Delivery {
            bodies = List.copyOf(bodies);
        }
    }

    /**
     * Returns what is to be sent for a record.
     *
     * @param value of the record
     * @param nowMs the time in epoch milliseconds
     * @throws IllegalArgumentException if it is none that this version understands
     */
    Delivery read(byte[] value, long nowMs);
}
