package io.tidemark.app.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Properties;
import java.util.function.Supplier;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/**
 * A complete one-node Kafka cluster inside this JVM, reachable from this machine only: broker and KRaft controller in
 * one process, each on a free loop-back port.
 *
 * <p>It serves demonstrations and tests. Nothing is replicated, nothing is encrypted, nobody is authenticated. Topics
 * are never created by use. A directory that was used before is continued: same cluster id, same topics, same records,
 * but other ports, so clients must ask {@link #bootstrapServers()} after each start. Two brokers cannot share a
 * directory; the second fails to start.
 *
 * <p>A failed start throws. Once running, a fault that Kafka holds for fatal (a lost disk) ends the process, as it
 * would end a broker of its own.
 *
 * <p>The first start in a JVM takes some seconds, later ones less than one. {@code close} may be called twice.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private final KafkaRaftServer server;
    private final String bootstrapServers;
    private final @Nullable Path directoryToDelete;
    private boolean closed;

    private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers, @Nullable Path directoryToDelete) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
        this.directoryToDelete = directoryToDelete;
    }

    /**
     * Starts a broker that keeps its data in a directory and returns when it accepts clients.
     *
     * @param directory a missing or empty directory, which is created and formatted, or that of an earlier broker
     * @throws UncheckedIOException if the directory cannot be written
     * @throws IllegalStateException if the directory cannot be formatted, or if both attempts at free ports were lost
     *     to another process
     */
    public static EmbeddedBroker start(Path directory) {
        return start(directory, null, BrokerPorts::findFree);
    }

    /** Starts an empty broker in a new temporary directory, which {@link #close()} deletes. */
    public static EmbeddedBroker startTemporary() {
        Path directory = createTemporaryDirectory();
        boolean isStarted = false;
        try {
            EmbeddedBroker broker = start(directory, directory, BrokerPorts::findFree);
            isStarted = true;
            return broker;
        } finally {
            if (!isStarted) {
                delete(directory);
            }
        }
    }

    private static Path createTemporaryDirectory() {
        try {
            return Files.createTempDirectory("tidemark-broker-");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory for the broker could be created", e);
        }
    }

    /** Ports are found, released and bound again; another process may be faster in between, hence the one retry. */
    static EmbeddedBroker start(Path directory, @Nullable Path directoryToDelete, Supplier<BrokerPorts> ports) {
        format(directory);
        try {
            return startOnce(directory, directoryToDelete, ports.get());
        } catch (PortTakenException first) {
            try {
                return startOnce(directory, directoryToDelete, ports.get());
            } catch (PortTakenException second) {
                second.addSuppressed(first);
                throw second;
            }
        }
    }

    private static EmbeddedBroker startOnce(Path directory, @Nullable Path directoryToDelete, BrokerPorts ports) {
        return new EmbeddedBroker(BrokerStart.run(directory, ports), ports.brokerAddress(), directoryToDelete);
    }

    private static void format(Path directory) {
        try (var silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            Files.createDirectories(directory);
            new Formatter()
                    .setClusterId(clusterId(directory))
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(directory.toString())
                    .addDirectory(directory.toString())
                    .setIgnoreFormatted(true)
                    .setPrintStream(silent)
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException("broker directory " + directory + " cannot be used", e);
        } catch (Exception e) { // Formatter.run declares nothing narrower
            throw new IllegalStateException("broker directory " + directory + " cannot be formatted", e);
        }
    }

    private static String clusterId(Path directory) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(directory.resolve("meta.properties"))) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            return Uuid.randomUuid().toString();
        }
        return properties.getProperty("cluster.id", Uuid.randomUuid().toString());
    }

    /** Host and port for the client setting {@code bootstrap.servers}; changes with every start. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        BrokerStart.stop(server);
        if (directoryToDelete != null) {
            delete(directoryToDelete);
        }
    }

    private static void delete(Path directory) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e) throws IOException {
                    Files.deleteIfExists(dir);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("broker directory " + directory + " cannot be deleted", e);
        }
    }
}
