package io.tidemark.alerts.sink;

import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where a mail sender sends.
 *
 * @param server the mail server
 * @param login who sends, empty where the server asks nobody
 * @param from the address of the sender
 * @param to the addresses of the receivers, at least one
 */
public record MailTarget(Server server, Optional<Login> login, String from, List<String> to) {
    /**
     * A mail server.
     *
     * @param host its name
     * @param port its port, 1 to 65535
     * @param security how the connection is protected
     * @param tls whom it is trusted by, empty for the system's list
     */
    public record Server(String host, int port, Security security, Optional<SSLContext> tls) {
        public Server {
            if (host.isEmpty()) {
                throw new IllegalArgumentException("a mail server needs a host");
            }
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("port = " + port + " is not in 1 to 65535");
            }
        }
    }

    /** How a connection is protected. */
    public enum Security {
        /** Plain at first, then TLS or no mail at all. */
        STARTTLS,
        /** TLS from the first byte. */
        TLS,
        /** Not at all: for a relay on the same machine. */
        NONE
    }

    /**
     * Who sends.
     *
     * @param user the name
     * @param password the secret
     */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login";
        }
    }

    public MailTarget {
        to = List.copyOf(to);
        if (to.isEmpty()) {
            throw new IllegalArgumentException("a mail needs a receiver");
        }
        if (login.isPresent() && server.security() == Security.NONE) {
            throw new IllegalArgumentException("a password is not sent over a plain connection to " + server.host());
        }
    }

    /** Returns host and port. */
    public String name() {
        return "smtp://" + server.host() + ":" + server.port();
    }

    @Override
    public String toString() {
        return name();
    }
}
