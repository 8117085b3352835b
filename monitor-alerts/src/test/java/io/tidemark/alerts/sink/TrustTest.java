package io.tidemark.alerts.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.tidemark.alerts.delivery.DeliveryResult;
import io.tidemark.alerts.format.Payload;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTest {
    private static final Payload PAYLOAD = new Payload("id-1", Payload.JSON, "{}");

    @TempDir
    static Path folder;

    private static SelfMadeCertificate certificate;
    private static HttpsServer server;

    @BeforeAll
    static void start() throws Exception {
        certificate = SelfMadeCertificate.in(Files.createDirectory(folder.resolve("a")));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void selfMadeCertificateIsRefusedUnlessItIsTrusted() throws Exception {
        try (HttpSink stranger = sink(options())) {
            assertThat(stranger.deliver(PAYLOAD))
                    .isInstanceOfSatisfying(
                            DeliveryResult.Failed.class,
                            failed -> assertThat(failed.reason()).contains("no trusted TLS connection"));
        }
        try (HttpSink friend = sink(options().with(Trust.of(certificate.pem())))) {
            assertThat(friend.deliver(PAYLOAD)).isInstanceOf(DeliveryResult.Delivered.class);
        }
    }

    @Test
    void certificateOfAnotherIsNotEnough() throws Exception {
        SelfMadeCertificate other = SelfMadeCertificate.in(Files.createDirectory(folder.resolve("b")));
        try (HttpSink sink = sink(options().with(Trust.of(other.pem())))) {
            assertThat(sink.deliver(PAYLOAD)).isInstanceOf(DeliveryResult.Failed.class);
        }
    }

    @Test
    void fileWithoutACertificateIsRefusedAtOnce() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing");
        assertThatThrownBy(() -> Trust.of(empty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty.pem")
                .hasMessageContaining("no certificate");
        assertThatThrownBy(() -> Trust.of(folder.resolve("absent.pem"))).hasMessageContaining("absent.pem");
    }

    private static HttpOptions options() {
        return HttpOptions.of(AddressGuard.ofSystem(Set.of("127.0.0.1")), () -> 0);
    }

    private static HttpSink sink(HttpOptions options) {
        URI url = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/hook");
        return new HttpSink(new HttpTarget(url, Map.of(), List.of(), Set.of("127.0.0.1")), options);
    }
}
