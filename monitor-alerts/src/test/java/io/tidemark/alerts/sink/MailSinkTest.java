package io.tidemark.alerts.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tidemark.alerts.delivery.DeliveryResult;
import io.tidemark.alerts.format.MailFormat;
import io.tidemark.alerts.format.Payload;
import io.tidemark.alerts.message.AlertMessage;
import io.tidemark.alerts.message.Messages;
import io.tidemark.alerts.sink.MailTarget.Login;
import io.tidemark.alerts.sink.MailTarget.Security;
import io.tidemark.alerts.sink.MailTarget.Server;
import io.tidemark.core.evaluation.Severity;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailSinkTest {
    private static final String HOST = "localhost";
    private static final Login LOGIN = new Login("tide", "canary-password");
    private static final HttpOptions.Timeouts TIMEOUTS =
            new HttpOptions.Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(15));

    @TempDir
    static Path folder;

    private static SelfMadeCertificate certificate;

    private final Messages messages = new Messages();

    @BeforeAll
    static void certify() throws Exception {
        certificate = SelfMadeCertificate.in(folder);
    }

    @Test
    void mailArrivesAsTextAndAsHtmlUnderAnIdOfItsOwn() throws Exception {
        GreenMail server = started();
        try (MailSink sink = sink(plain(server.getSmtp().getPort()), TIMEOUTS)) {
            AlertMessage message = messages.named("a<b>\u00e9");
            Payload payload = new MailFormat().of(message).get(0);
            assertThat(sink.deliver(payload)).isInstanceOf(DeliveryResult.Delivered.class);
            assertThat(sink.deliver(payload)).isInstanceOf(DeliveryResult.Delivered.class);

            MimeMessage[] received = server.getReceivedMessages();
            assertThat(received).hasSize(4);
            MimeMessage mail = received[0];
            assertThat(mail.getMessageID()).isEqualTo("<" + message.id().hex() + "@tide.example>");
            assertThat(received[2].getMessageID()).isEqualTo(mail.getMessageID());
            assertThat(mail.getSubject()).isEqualTo("[tidemark] " + message.title());
            assertThat(mail.getFrom()[0]).hasToString("Tidemark <alerts@tide.example>");
            assertThat(mail.getAllRecipients()).hasSize(2);
            assertThat(mail.getHeader("Date")).containsExactly("Tue, 14 Nov 2023 22:13:20 GMT");
            assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            MimeMultipart parts = (MimeMultipart) mail.getContent();
            assertThat(parts.getCount()).isEqualTo(2);
            assertThat((String) parts.getBodyPart(0).getContent())
                    .contains("DR002  a<b>\u00e9: KS distance is 0.31 above 0.1");
            assertThat((String) parts.getBodyPart(1).getContent())
                    .contains("a&lt;b&gt;\u00e9: KS distance")
                    .doesNotContain("<b>\u00e9");
        } finally {
            server.stop();
        }
    }

    @Test
    void withStartTlsNothingIsSaidInTheOpenButTheWishForIt() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer(Map.of(), Optional.of(certificate.server()));
                MailSink sink = sink(target(server.port(), Security.STARTTLS, Optional.of(LOGIN)), TIMEOUTS)) {
            assertThat(sink.deliver(payload())).isInstanceOf(DeliveryResult.Delivered.class);
            assertThat(server.heard().stream().filter(line -> !line.startsWith("tls:")))
                    .containsExactly("EHLO localhost", "STARTTLS");
            assertThat(server.heard()).anyMatch(line -> line.startsWith("tls:AUTH PLAIN"));
        }
    }

    @Test
    void mailAndPasswordStayHereWhereTheServerHasNoTls() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer(Map.of(), Optional.empty());
                MailSink sink = sink(target(server.port(), Security.STARTTLS, Optional.of(LOGIN)), TIMEOUTS)) {
            assertThat(reason(sink)).contains("STARTTLS");
            assertThat(server.heard()).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
        }
    }

    @Test
    void certificateThatIsNotTrustedEndsTheTalk() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer(Map.of(), Optional.of(certificate.server()));
                MailSink sink = sink(
                        new MailTarget(
                                new Server(HOST, server.port(), Security.STARTTLS, Optional.empty()),
                                Optional.of(LOGIN),
                                "a@tide.example",
                                List.of("b@tide.example")),
                        TIMEOUTS)) {
            assertThat(sink.deliver(payload())).isInstanceOf(DeliveryResult.Failed.class);
            assertThat(server.heard()).noneMatch(line -> line.contains("AUTH") || line.contains("MAIL"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, 451 later, false",
        "MAIL, 552 too much, true",
        "RCPT, 450 greylisted, false",
        "RCPT, 550 no such user, true",
        "DATA., 452 no space, false",
        "DATA., 554 looks like spam, true",
        "AUTH, 535 wrong password, true",
        "AUTH, 454 not now, false",
        "EHLO, 421 going down, false"
    })
    void codesFrom500AreFinalAndThoseFrom400AreNot(String command, String answer, boolean isFinal) throws Exception {
        try (ScriptedMailServer server =
                        new ScriptedMailServer(script(command, answer), Optional.of(certificate.server()));
                MailSink sink = sink(target(server.port(), Security.STARTTLS, Optional.of(LOGIN)), TIMEOUTS)) {
            DeliveryResult result = sink.deliver(payload());
            assertThat(result)
                    .as(result.toString())
                    .isInstanceOf(isFinal ? DeliveryResult.Refused.class : DeliveryResult.Failed.class);
            assertThat(result.toString()).doesNotContain("canary");
        }
    }

    private static Map<String, String> script(String command, String answer) {
        Map<String, String> script = new LinkedHashMap<>();
        script.put(command, answer);
        return script;
    }

    @Test
    void addressThatIsGoneDoesNotKeepTheMailFromTheOthers() throws Exception {
        Map<String, String> script = script("RCPT TO:<GONE@", "550 no such user");
        try (ScriptedMailServer server = new ScriptedMailServer(script, Optional.of(certificate.server()));
                MailSink sink = sink(
                        new MailTarget(
                                target(server.port(), Security.STARTTLS, Optional.empty())
                                        .server(),
                                Optional.empty(),
                                "a@tide.example",
                                List.of("gone@tide.example", "here@tide.example")),
                        TIMEOUTS)) {
            DeliveryResult result = sink.deliver(payload());
            assertThat(result)
                    .isInstanceOfSatisfying(
                            DeliveryResult.Refused.class,
                            refused -> assertThat(refused.reason()).contains("no such user"));
            assertThat(server.heard()).contains("tls:DATA");
        }
    }

    @Test
    void serverThatSaysNothingIsNotWaitedFor() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, java.net.InetAddress.getLoopbackAddress());
                MailSink sink = sink(
                        plain(silent.getLocalPort()),
                        new HttpOptions.Timeouts(Duration.ofSeconds(5), Duration.ofMillis(300)))) {
            assertThat(sink.deliver(payload())).isInstanceOf(DeliveryResult.Failed.class);
        }
    }

    @Test
    void serverInsideIsRefusedUnlessItIsNamed() {
        try (MailSink sink = new MailSink(plain(25), AddressGuard.ofSystem(Set.of()), TIMEOUTS, () -> 1_700_000_000)) {
            assertThat(sink.deliver(payload()))
                    .isInstanceOfSatisfying(
                            DeliveryResult.Refused.class,
                            refused -> assertThat(refused.reason()).contains("not public"));
        }
    }

    @Test
    void targetsThatWouldGiveAPasswordAwayAreRefused() {
        assertThatThrownBy(() -> target(25, Security.NONE, Optional.of(LOGIN)))
                .hasMessageContaining("plain connection");
        assertThat(target(25, Security.TLS, Optional.of(LOGIN)).toString()).isEqualTo("smtp://localhost:25");
        assertThat(LOGIN.toString()).doesNotContain("canary");
        assertThatThrownBy(() -> new MailTarget(plain(25).server(), Optional.empty(), "a@tide.example", List.of()))
                .hasMessageContaining("receiver");
    }

    @Test
    void implicitTlsIsSpokenFromTheFirstByte() throws Exception {
        System.setProperty(
                "greenmail.tls.keystore.file", folder.resolve("server.p12").toString());
        System.setProperty("greenmail.tls.keystore.password", "changeit");
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        server.start();
        try (MailSink sink = sink(target(server.getSmtps().getPort(), Security.TLS, Optional.empty()), TIMEOUTS)) {
            assertThat(sink.deliver(payload())).isInstanceOf(DeliveryResult.Delivered.class);
            assertThat(server.getReceivedMessages()).hasSize(1);
        } finally {
            server.stop();
        }
    }

    private Payload payload() {
        return new MailFormat().of(messages.next(Severity.MAJOR, 1)).get(0);
    }

    private String reason(MailSink sink) {
        return ((DeliveryResult.Failed) sink.deliver(payload())).reason();
    }

    private static MailTarget plain(int port) {
        return new MailTarget(
                new Server(HOST, port, Security.NONE, Optional.empty()),
                Optional.empty(),
                "Tidemark <alerts@tide.example>",
                List.of("one@tide.example", "two@tide.example"));
    }

    private static MailTarget target(int port, Security security, Optional<Login> login) {
        SSLContext trust = Trust.of(certificate.pem());
        return new MailTarget(
                new Server(HOST, port, security, Optional.of(trust)),
                login,
                "alerts@tide.example",
                List.of("one@tide.example"));
    }

    private static MailSink sink(MailTarget target, HttpOptions.Timeouts timeouts) {
        return new MailSink(target, AddressGuard.ofSystem(Set.of(HOST)), timeouts, () -> 1_700_000_000);
    }

    private static GreenMail started() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }
}
