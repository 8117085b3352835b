package io.tidemark.app.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A broker that knows its clients by name and password, and allows what ACLs allow. Passwords are the names. */
public final class SecuredBroker implements AutoCloseable {
    private static final String ADMIN = "admin";

    private final BrokerPorts ports = BrokerPorts.findFree();
    private final KafkaRaftServer server;

    /** Starts it on an empty directory, with these users beside its administrator. */
    public SecuredBroker(Path directory, List<String> users) throws Exception {
        format(directory);
        server = new KafkaRaftServer(new KafkaConfig(settings(directory, users), false), Time.SYSTEM);
        server.startup();
    }

    private static void format(Path directory) throws IOException {
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(directory.toString())
                    .addDirectory(directory.toString())
                    .setPrintStream(silent)
                    .run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) { // Formatter.run declares nothing narrower
            throw new IllegalStateException(e);
        }
    }

    private Properties settings(Path directory, List<String> users) {
        Properties settings = BrokerSettings.of(directory, ports);
        StringBuilder login =
                new StringBuilder(jaas(ADMIN).replaceFirst(";$", " user_admin=\"" + password(ADMIN) + "\""));
        users.forEach(user -> login.append(" user_")
                .append(user)
                .append("=\"")
                .append(password(user))
                .append('"'));
        String clients = "CLIENTS://" + ports.brokerAddress();
        settings.putAll(Map.of(
                "listeners", clients + ",CONTROLLER://" + ports.controllerAddress(),
                "advertised.listeners", clients,
                "inter.broker.listener.name", "CLIENTS",
                "listener.security.protocol.map", "CLIENTS:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                "sasl.enabled.mechanisms", "PLAIN",
                "sasl.mechanism.inter.broker.protocol", "PLAIN",
                "listener.name.clients.plain.sasl.jaas.config", login + ";",
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users", "User:admin;User:ANONYMOUS"));
        return settings;
    }

    /** Not the name itself: passwords are hidden in everything that this process prints from now on. */
    private static String password(String user) {
        return "password-of-" + user;
    }

    private static String jaas(String user) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user + "\" password=\""
                + password(user) + "\";";
    }

    /** Returns client settings of a user, as they would stand in client.properties. */
    public Map<String, String> clientOf(String user) {
        return Map.of(
                "bootstrap.servers",
                ports.brokerAddress(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                jaas(user));
    }

    /** Returns a client that may do everything. The caller closes it. */
    public Admin admin() {
        return Admin.create(Map.copyOf(clientOf(ADMIN)));
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
