package io.tidemark.app.serve;

import java.util.Set;

/**
 * Which of the hundreds of figures of Kafka's clients are shown: those by which somebody decides something. They have the
 * labels of a client, a thread or a task, never of a partition or a store.
 */
final class KafkaChoice {
    private static final Set<String> NAMES = Set.of(
            "kafka.stream.alive.stream.threads",
            "kafka.stream.failed.stream.threads",
            "kafka.stream.thread.process.rate",
            "kafka.stream.thread.process.ratio",
            "kafka.stream.thread.poll.ratio",
            "kafka.stream.thread.commit.total",
            "kafka.stream.thread.commit.latency.avg",
            "kafka.stream.thread.commit.latency.max",
            "kafka.stream.thread.task.created.total",
            "kafka.stream.thread.task.closed.total",
            "kafka.stream.task.dropped.records.total",
            "kafka.stream.state.updater.restore.ratio",
            "kafka.consumer.fetch.manager.records.lag.max",
            "kafka.consumer.fetch.manager.records.consumed.rate",
            "kafka.consumer.coordinator.rebalance.total",
            "kafka.consumer.coordinator.failed.rebalance.total",
            "kafka.consumer.coordinator.last.rebalance.seconds.ago",
            "kafka.producer.record.error.total",
            "kafka.producer.record.retry.total",
            "kafka.producer.txn.commit.time.ns.total",
            "kafka.producer.txn.abort.time.ns.total");

    private KafkaChoice() {}

    static boolean has(String name) {
        return NAMES.contains(name);
    }
}
