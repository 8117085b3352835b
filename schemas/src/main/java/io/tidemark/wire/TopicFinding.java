package io.tidemark.wire;

/**
 * A setting of an existing topic that is not as it has to be.
 *
 * @param topic the topic's name
 * @param setting Kafka's name of the setting, or {@code partitions} or {@code replication.factor}
 * @param wanted what it should be
 * @param found what it is
 * @param consequence what goes wrong if it stays, and what to do
 */
public record TopicFinding(String topic, String setting, String wanted, String found, String consequence) {
    /** Returns one sentence for people. */
    @Override
    public String toString() {
        return "topic " + topic + ": " + setting + " is " + found + ", should be " + wanted + ": " + consequence;
    }
}
