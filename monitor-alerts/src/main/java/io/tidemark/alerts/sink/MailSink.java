package io.tidemark.alerts.sink;

import io.tidemark.alerts.delivery.DeliveryResult;
import io.tidemark.alerts.delivery.Sink;
import io.tidemark.alerts.format.Payload;
import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends e-mails, one connection each. What the server refuses with a code of 500 to 599 is final, everything else is tried
 * again: 4xx, a broken or slow connection, a server that offers no TLS where TLS is wanted. An address that is refused
 * for good does not keep the mail from the others; it is told.
 *
 * <p>The Message-ID is made of the body's id, so a mail that is sent again is known as the same.
 */
public final class MailSink implements Sink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MailSink.class);

    private final MailTarget target;
    private final AddressGuard guard;
    private final HttpOptions.Timeouts timeouts;
    private final LongSupplier epochSeconds;
    private final Redaction redaction;
    private final Deadline deadline;
    private final Session session;

    /**
     * A sender.
     *
     * @param target where to
     * @param guard resolves the server's name
     * @param timeouts how long it waits
     * @param epochSeconds the clock, for the date of the mail
     */
    public MailSink(MailTarget target, AddressGuard guard, HttpOptions.Timeouts timeouts, LongSupplier epochSeconds) {
        this.target = target;
        this.guard = guard;
        this.timeouts = timeouts;
        this.epochSeconds = epochSeconds;
        this.redaction = new Redaction(
                target.login().map(login -> List.of(login.password())).orElse(List.of()));
        this.deadline = new Deadline(timeouts.whole());
        this.session = Session.getInstance(properties(), new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                return target.login()
                        .map(login -> new PasswordAuthentication(login.user(), login.password()))
                        .orElse(null);
            }
        });
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", target.server().host());
        properties.put("mail.smtp.auth", Boolean.toString(target.login().isPresent()));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(isStartTls()));
        properties.put("mail.smtp.starttls.required", Boolean.toString(isStartTls()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.sendpartial", "true");
        properties.put("mail.smtp.quitwait", "false");
        // The name that is said in EHLO: looking up this machine's own can take seconds.
        properties.put("mail.smtp.localhost", "localhost");
        target.server().tls().ifPresent(tls -> properties.put("mail.smtp.ssl.socketFactory", tls.getSocketFactory()));
        return properties;
    }

    private boolean isStartTls() {
        return target.server().security() == MailTarget.Security.STARTTLS;
    }

    @Override
    public DeliveryResult deliver(Payload payload) {
        try (Socket plain = new Socket()) {
            Future<?> end = deadline.after(() -> hangUp(plain));
            try {
                return send(payload, connected(plain));
            } finally {
                end.cancel(false);
            }
        } catch (AddressGuard.RefusedAddressException e) {
            return new DeliveryResult.Refused(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return DeliveryResult.failed(target.name() + ": " + e.getClass().getSimpleName());
        }
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket that is closed by force", e);
        }
    }

    /** Connects to the address that was checked; the name stays with it for the certificate. */
    private Socket connected(Socket plain) throws IOException {
        String host = target.server().host();
        int patience = (int) timeouts.step().toMillis();
        InetAddress checked = guard.resolve(host)[0];
        InetAddress named = InetAddress.getByAddress(host, checked.getAddress());
        plain.connect(new InetSocketAddress(named, target.server().port()), patience);
        plain.setSoTimeout(patience);
        if (target.server().security() != MailTarget.Security.TLS) {
            return plain;
        }
        SSLSocket tls =
                (SSLSocket) factory().createSocket(plain, host, target.server().port(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        return tls;
    }

    private SSLSocketFactory factory() {
        return target.server().tls().map(SSLContext::getSocketFactory).orElseGet(() ->
                (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    private DeliveryResult send(Payload payload, Socket socket) {
        SMTPTransport transport = new SMTPTransport(session, null);
        try {
            transport.connect(socket);
            Mail mail = new Mail(session, target, payload, epochSeconds.getAsLong());
            transport.sendMessage(mail, mail.getAllRecipients());
            return new DeliveryResult.Delivered(redaction
                    .of(String.valueOf(transport.getLastServerResponse()))
                    .strip());
        } catch (MessagingException e) {
            return MailAnswer.of(e, transport.getLastReturnCode()).result(target.name(), redaction);
        } finally {
            close(transport);
        }
    }

    private static void close(SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            // The mail was taken or not before; how the talk ends changes nothing.
            LOG.debug("end of the talk: {}", e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        deadline.close();
    }
}
