package io.tidemark.app.broker;

import java.nio.file.Path;

/** A broker of one test that can go away and come back at the same address, with what it had. */
public final class RestartableBroker implements AutoCloseable {
    private final Path directory;
    private final BrokerPorts ports = BrokerPorts.findFree();
    private EmbeddedBroker broker;

    /** Starts the broker on an empty directory. */
    public RestartableBroker(Path directory) {
        this.directory = directory;
        this.broker = start(directory, ports);
    }

    private static EmbeddedBroker start(Path directory, BrokerPorts ports) {
        return EmbeddedBroker.start(directory, null, () -> ports);
    }

    /** What tests do with the broker while it runs. */
    public BrokerAccess access() {
        return new BrokerAccess(ports.brokerAddress());
    }

    /** Takes the broker away; its clients get no answer. */
    public void stop() {
        broker.close();
    }

    /** Brings the broker back. */
    public void restart() {
        broker = start(directory, ports);
    }

    @Override
    public void close() {
        broker.close();
    }
}
