package io.tidemark.alerts.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.alerts.delivery.DeliveryResult;
import io.tidemark.alerts.format.Payload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSinkTest {
    private static final String HOST = "127.0.0.1";
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Payload PAYLOAD = new Payload("id-1", Payload.JSON, "{\"text\":\"é\"}");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Map<String, List<String>> headers = Map.of();
    private volatile String body = "";
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void bodyArrivesWithItsIdAndASignatureThatTheReceiverCanCheck() throws Exception {
        answer(200, "");
        HttpTarget target =
                new HttpTarget(url(), Map.of("Authorization", "Bearer t"), List.of("new", "old"), Set.of(HOST));
        try (HttpSink sink = sink(target)) {
            assertThat(sink.deliver(PAYLOAD)).isInstanceOf(DeliveryResult.Delivered.class);
        }
        assertThat(body).isEqualTo(PAYLOAD.body());
        assertThat(header("Idempotency-key")).isEqualTo("id-1");
        assertThat(header("Authorization")).isEqualTo("Bearer t");
        assertThat(header("Content-type")).isEqualTo("application/json; charset=UTF-8");
        assertThat(header("Tidemark-timestamp")).isEqualTo("1700000000");
        String signature = header("Tidemark-signature");
        assertThat(Signature.isValid(signature, "new", 1_700_000_000, body)).isTrue();
        assertThat(Signature.isValid(signature, "old", 1_700_000_000, body)).isTrue();
        assertThat(Signature.isValid(signature, "other", 1_700_000_000, body)).isFalse();
        assertThat(Signature.isValid(signature, "new", 1_700_000_001, body)).isFalse();
        assertThat(Signature.isValid(signature, "new", 1_700_000_000, body + " "))
                .isFalse();
    }

    @Test
    void signatureIsTheKnownOneOfTheStandard() {
        // RFC 4231 has no dot in its texts, so this vector is from another implementation: OpenSSL 3.
        assertThat(Signature.of(List.of("key"), 1, "body"))
                .isEqualTo("v1=91b5374b153842ad05b2c4eab9349b8321b14703165bd3fb8b034dfb8be98ae5");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 599})
    void answersThatMayPassAreTriedAgain(int status) throws Exception {
        answer(status, "busy\u0000\n now");
        try (HttpSink sink = sink(local())) {
            assertThat(sink.deliver(PAYLOAD))
                    .isInstanceOfSatisfying(
                            DeliveryResult.Failed.class,
                            failed -> assertThat(failed.reason())
                                    .isEqualTo("http://127.0.0.1:"
                                            + server.getAddress().getPort() + " answered " + status + ": busy now"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 400, 401, 403, 404, 410, 413, 422})
    void answersThatWillNotChangeAreFinalRedirectsToo(int status) throws Exception {
        AtomicInteger followed = new AtomicInteger();
        server.createContext("/elsewhere", exchange -> followed.incrementAndGet());
        answer(status, "no");
        try (HttpSink sink = sink(local())) {
            assertThat(sink.deliver(PAYLOAD)).isInstanceOf(DeliveryResult.Refused.class);
        }
        assertThat(followed).hasValue(0);
    }

    @Test
    void receiverSaysWhenToComeBack() throws Exception {
        server.createContext("/hook", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", " 17 ");
            respond(exchange, 503, "");
        });
        try (HttpSink sink = sink(local())) {
            assertThat(sink.deliver(PAYLOAD))
                    .isInstanceOfSatisfying(
                            DeliveryResult.Failed.class,
                            failed -> assertThat(failed.after()).isEqualTo(Optional.of(Duration.ofSeconds(17))));
        }
    }

    @Test
    void slowReceiverIsNotWaitedForLongerThanTheTimeOut() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        server.createContext("/hook", exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try (HttpSink sink = quick(Duration.ofMillis(200), Duration.ofSeconds(5))) {
            assertThat(sink.deliver(PAYLOAD)).isInstanceOf(DeliveryResult.Failed.class);
        } finally {
            end.countDown();
        }
    }

    @Test
    void connectionThatEndsAfterReadingIsTriedAgain() throws Exception {
        try (ServerSocket dropping = new ServerSocket(0, 1, LOOPBACK)) {
            Future<Integer> reading = threads.submit(() -> {
                try (Socket socket = dropping.accept()) {
                    return socket.getInputStream().read(new byte[4096]);
                }
            });
            URI url = URI.create("http://127.0.0.1:" + dropping.getLocalPort() + "/hook");
            try (HttpSink sink = sink(new HttpTarget(url, Map.of(), List.of(), Set.of(HOST)))) {
                assertThat(sink.deliver(PAYLOAD)).isInstanceOf(DeliveryResult.Failed.class);
            }
            assertThat(reading.get()).isPositive();
        }
    }

    @Test
    void nobodyThereIsTriedAgain() throws Exception {
        URI url = url();
        server.stop(0);
        try (HttpSink sink = sink(new HttpTarget(url, Map.of(), List.of(), Set.of(HOST)))) {
            assertThat(sink.deliver(PAYLOAD)).isInstanceOf(DeliveryResult.Failed.class);
        }
    }

    @Test
    void endlessAnswerIsCut() throws Exception {
        server.createContext("/hook", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[64 << 10];
            try (var out = exchange.getResponseBody()) {
                for (int i = 0; i < 1_000_000; i++) {
                    out.write(block);
                }
            } catch (IOException e) {
                // The sender hung up, as it should.
            }
        });
        try (HttpSink sink = sink(local())) {
            assertThat(sink.deliver(PAYLOAD)).isNotInstanceOf(DeliveryResult.Refused.class);
        }
    }

    @Test
    void receiverThatAnswersByteByByteIsNotWaitedForToItsEnd() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        server.createContext("/hook", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var out = exchange.getResponseBody()) {
                while (!end.await(20, TimeUnit.MILLISECONDS)) {
                    out.write('.');
                    out.flush();
                }
            } catch (IOException e) {
                // The sender hung up, as it should.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try (HttpSink sink = quick(Duration.ofSeconds(5), Duration.ofMillis(400))) {
            assertThat(sink.deliver(PAYLOAD)).isInstanceOf(DeliveryResult.Failed.class);
        } finally {
            end.countDown();
        }
    }

    @Test
    void answerThatRepeatsSecretsIsToldWithoutThem() throws Exception {
        String secret = "canary/+key";
        server.createContext("/hook", exchange -> {
            String all = exchange.getRequestHeaders().values()
                    + exchange.getRequestURI().toString();
            respond(
                    exchange,
                    401,
                    all + " " + URLEncoder.encode(secret, StandardCharsets.UTF_8) + " "
                            + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
        });
        HttpTarget target = new HttpTarget(url(), Map.of("Authorization", "Bearer " + secret), List.of(), Set.of(HOST));
        try (HttpSink sink = sink(target)) {
            assertThat(sink.deliver(PAYLOAD))
                    .isInstanceOfSatisfying(
                            DeliveryResult.Refused.class,
                            refused -> assertThat(refused.reason())
                                    .contains("401")
                                    .doesNotContain("canary")
                                    .doesNotContain("secret=s")
                                    .doesNotContain("Y2FuYXJ5"));
        }
    }

    @Test
    void addressInsideIsRefusedBeforeAnythingIsSent() throws Exception {
        AtomicInteger hits = new AtomicInteger();
        server.createContext("/hook", exchange -> {
            hits.incrementAndGet();
            respond(exchange, 200, "");
        });
        try (HttpSink sink = new HttpSink(local(), HttpOptions.of(AddressGuard.ofSystem(Set.of()), () -> 0))) {
            assertThat(sink.deliver(PAYLOAD))
                    .isInstanceOfSatisfying(
                            DeliveryResult.Refused.class,
                            refused -> assertThat(refused.reason())
                                    .contains("127.0.0.1")
                                    .doesNotContain("secret"));
        }
        assertThat(hits).hasValue(0);
    }

    @Test
    void targetsThatWouldGiveSecretsAwayAreRefused() {
        assertThatThrownBy(() -> HttpTarget.of(URI.create("http://hooks.example/secret")))
                .hasMessageContaining("http://hooks.example")
                .hasMessageContaining("not https")
                .message()
                .doesNotContain("secret");
        assertThatThrownBy(() -> HttpTarget.of(URI.create("https://user:pw@hooks.example/")))
                .hasMessageContaining("holds a user");
        assertThatThrownBy(() -> HttpTarget.of(URI.create("https:/path"))).hasMessageContaining("names no host");
        assertThat(HttpTarget.of(URI.create("https://hooks.example/secret?token=t")))
                .hasToString("https://hooks.example");
    }

    private HttpTarget local() {
        return new HttpTarget(url(), Map.of(), List.of(), Set.of(HOST));
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook?secret=s");
    }

    private static HttpSink sink(HttpTarget target) {
        return new HttpSink(target, HttpOptions.of(AddressGuard.ofSystem(target.allowInside()), () -> 1_700_000_000));
    }

    private HttpSink quick(Duration step, Duration whole) {
        return new HttpSink(
                local(),
                HttpOptions.of(AddressGuard.ofSystem(Set.of(HOST)), () -> 0)
                        .with(new HttpOptions.Timeouts(step, whole)));
    }

    private void answer(int status, String text) {
        server.createContext("/hook", exchange -> {
            headers = Map.copyOf(exchange.getRequestHeaders());
            body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            respond(exchange, status, text);
        });
    }

    private static void respond(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String header(String name) {
        return headers.getOrDefault(name, List.of("")).get(0);
    }
}
