package io.tidemark.app.kafka;

import io.tidemark.app.console.Figures;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks an address whether a broker listens there, before Kafka's clients do: they try a closed port for as long as they
 * may, and take the first bytes of an encrypted or foreign port for the length of a message of gigabytes.
 */
final class BrokerProbe {
    private static final short API_VERSIONS = 18;
    private static final int REQUEST_BYTES = 10;
    private static final int CORRELATION_ID = 0x7469_6465;
    private static final int LEAST_ANSWER = 6;
    private static final int MOST_ANSWER = 1 << 20;

    private final Duration patience;

    BrokerProbe(Duration patience) {
        this.patience = patience;
    }

    /**
     * Why the address cannot be used; empty if it can.
     *
     * @param isPlain whether the client will speak without encryption; otherwise only the connection is tried
     */
    Optional<String> objection(KafkaClient.Address address, boolean isPlain) {
        int millis = (int) Math.max(1, patience.toMillis());
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(millis);
            socket.connect(new InetSocketAddress(address.host(), address.port()), millis);
            return isPlain && !answersAsBroker(socket)
                    ? Optional.of("something else than an unencrypted Kafka listens there; for an encrypted one set"
                            + " security.protocol=SSL or SASL_SSL in a file and add --kafka FILE")
                    : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.of("no host of this name");
        } catch (SocketTimeoutException e) {
            return Optional.of("no answer within " + Figures.taken(patience));
        } catch (IOException e) {
            return Optional.of(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
    }

    /** Sends ApiVersions, version 0, which every broker answers before anybody is authenticated. */
    private static boolean answersAsBroker(Socket socket) throws IOException {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeInt(REQUEST_BYTES);
        out.writeShort(API_VERSIONS);
        out.writeShort(0);
        out.writeInt(CORRELATION_ID);
        out.writeShort(-1);
        out.flush();
        DataInputStream in = new DataInputStream(socket.getInputStream());
        try {
            int size = in.readInt();
            return size >= LEAST_ANSWER && size <= MOST_ANSWER && in.readInt() == CORRELATION_ID;
        } catch (EOFException e) {
            return false;
        }
    }
}
