package io.tidemark.app.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The broker's settings: one node that is all replicas of everything, waits for nobody and uses little memory. */
final class BrokerSettings {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    private static final String CLIENT_LISTENER = "PLAINTEXT";

    private static final Map<String, String> SINGLE_NODE = Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", Integer.toString(NODE_ID)),
            Map.entry("controller.listener.names", CONTROLLER_LISTENER),
            Map.entry("inter.broker.listener.name", CLIENT_LISTENER),
            Map.entry(
                    "listener.security.protocol.map",
                    CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"),
            Map.entry("auto.create.topics.enable", "false"));

    /** Defaults are made for servers: seconds of waiting for more members, 128 MiB for the log cleaner. */
    private static final Map<String, String> SMALL_AND_PROMPT = Map.of(
            "group.initial.rebalance.delay.ms", "0",
            "group.streams.initial.rebalance.delay.ms", "0",
            "group.streams.heartbeat.interval.ms", "500",
            "group.streams.min.heartbeat.interval.ms", "500",
            "log.cleaner.dedupe.buffer.size", "2097152",
            "num.network.threads", "2",
            "num.io.threads", "2");

    private BrokerSettings() {}

    static Properties of(Path directory, BrokerPorts ports) {
        var settings = new Properties();
        settings.putAll(SINGLE_NODE);
        settings.putAll(SMALL_AND_PROMPT);
        String clients = CLIENT_LISTENER + "://" + ports.brokerAddress();
        settings.put("listeners", clients + "," + CONTROLLER_LISTENER + "://" + ports.controllerAddress());
        settings.put("advertised.listeners", clients);
        settings.put("controller.quorum.voters", NODE_ID + "@" + ports.controllerAddress());
        settings.put("log.dirs", directory.toString());
        return settings;
    }
}
