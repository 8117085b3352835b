package io.tidemark.alerts.duty;

/**
 * Work that only one instance does at a time. It is made anew whenever this instance gets the duty, and closed when it
 * loses it; all on one thread.
 */
public interface Duty extends AutoCloseable {
    /**
     * Does what is to be done now, within a few seconds: longer, and the group takes the instance for dead.
     *
     * @throws org.apache.kafka.common.KafkaException if the cluster does not answer; the duty is then made anew
     */
    void step();

    @Override
    void close();
}
