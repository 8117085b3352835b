package io.tidemark.app.broker;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;

/** One attempt to start the server inside this JVM, which must survive a failure. */
final class BrokerStart {
    private BrokerStart() {}

    /**
     * Starts the server and returns it when it accepts clients. Kafka ends the process when a start fails, which is
     * right for a server and wrong for a guest: for the time of the start its exits only wake the starting thread.
     * The switch is global to Kafka, therefore one start at a time.
     */
    static synchronized KafkaRaftServer run(Path directory, BrokerPorts ports) {
        Thread starter = Thread.currentThread();
        var isWoken = new AtomicBoolean();
        Exit.setExitProcedure((status, message) -> wake(starter, isWoken));
        Exit.setHaltProcedure((status, message) -> wake(starter, isWoken));
        try {
            return startOrStop(directory, ports, isWoken);
        } finally {
            Exit.resetExitProcedure();
            Exit.resetHaltProcedure();
        }
    }

    /** A fault met by the starting thread itself arrives there as an exception; one of another thread would not. */
    private static void wake(Thread starter, AtomicBoolean isWoken) {
        if (Thread.currentThread() != starter) {
            isWoken.set(true);
            starter.interrupt();
        }
    }

    private static KafkaRaftServer startOrStop(Path directory, BrokerPorts ports, AtomicBoolean isWoken) {
        var server = new KafkaRaftServer(new KafkaConfig(BrokerSettings.of(directory, ports), false), Time.SYSTEM);
        try {
            server.startup();
            return server;
        } catch (Exception e) { // Scala code throws checked exceptions without declaring them
            if (isWoken.get()) {
                Thread.interrupted(); // it has served; left set, it would break off the stop
            }
            stop(server);
            if (PortTakenException.isCauseOf(e)) {
                throw new PortTakenException(ports, e);
            }
            throw new IllegalStateException("broker in directory " + directory + " does not start", e);
        }
    }

    static void stop(KafkaRaftServer server) {
        server.shutdown();
        server.awaitShutdown();
    }
}
