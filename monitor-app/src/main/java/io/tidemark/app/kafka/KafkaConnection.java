package io.tidemark.app.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;

/** An admin client of a Kafka that has answered. Without an answer within some seconds the command ends. */
public final class KafkaConnection implements AutoCloseable {
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(4);
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(6);
    private static final Duration REQUEST_PATIENCE = Duration.ofSeconds(30);

    private final Admin admin;

    private KafkaConnection(Admin admin) {
        this.admin = admin;
    }

    /** Connects, and asks a question that every client may ask. */
    public static KafkaConnection open(KafkaClient client) throws InterruptedException {
        requireListener(client);
        Properties settings = client.properties();
        settings.setProperty(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(REQUEST_PATIENCE.toMillis()));
        settings.setProperty(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(ANSWER_PATIENCE.toMillis()));
        try {
            KafkaConnection connection = new KafkaConnection(Admin.create(settings));
            connection.requireAnswer(client);
            return connection;
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, client);
        }
    }

    /** The client, closed with this connection. */
    public Admin admin() {
        return admin;
    }

    @Override
    public void close() {
        admin.close(CONNECT_PATIENCE);
    }

    private void requireAnswer(KafkaClient client) throws InterruptedException {
        DescribeClusterOptions options = new DescribeClusterOptions().timeoutMs((int) ANSWER_PATIENCE.toMillis());
        try {
            admin.describeCluster(options).nodes().get();
        } catch (ExecutionException e) {
            close();
            throw KafkaProblems.of(new KafkaException(e.getCause()), client);
        } catch (InterruptedException e) {
            close();
            throw e;
        }
    }

    private static void requireListener(KafkaClient client) {
        List<KafkaClient.Address> addresses = client.addresses();
        BrokerProbe probe = new BrokerProbe(CONNECT_PATIENCE.dividedBy(addresses.size()));
        List<String> objections = new ArrayList<>();
        for (KafkaClient.Address address : addresses) {
            Optional<String> objection = probe.objection(address, client.isPlain());
            if (objection.isEmpty()) {
                return;
            }
            objections.add((addresses.size() == 1 ? "" : address + ": ") + objection.get());
        }
        throw KafkaProblems.unreachable(client, String.join("; ", objections));
    }
}
