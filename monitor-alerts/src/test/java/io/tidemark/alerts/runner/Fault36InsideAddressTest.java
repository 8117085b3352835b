package io.tidemark.alerts.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tidemark.alerts.message.Messages;
import io.tidemark.alerts.runner.SinkBench.Shape;
import io.tidemark.alerts.sink.AddressGuard;
import io.tidemark.alerts.sink.HttpOptions;
import io.tidemark.alerts.sink.HttpSink;
import io.tidemark.alerts.sink.HttpTarget;
import io.tidemark.core.evaluation.Severity;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fault 36: addresses inside and redirects are refused, told by another sink, and no secret stands in what is told. */
class Fault36InsideAddressTest {
    private final AtomicLong clock = new AtomicLong();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://169.254.169.254/latest/canary",
                "https://localhost/canary",
                "https://[::ffff:127.0.0.1]/canary",
                "https://[::1]/canary",
                "https://[64:ff9b::7f00:1]/canary",
                "https://10.1.2.3/canary",
                "https://100.64.0.1/canary"
            })
    void addressInsideIsRefusedAndTold(String url) throws Exception {
        assertRefused(AddressGuard.ofSystem(Set.of()), url);
    }

    @Test
    void nameThatHasAPublicAddressAndOneInsideIsRefused() throws Exception {
        AddressGuard.Lookup both = host -> new InetAddress[] {
            InetAddress.getByAddress(host, new byte[] {93, (byte) 184, (byte) 216, 34}),
            InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})
        };
        assertRefused(new AddressGuard(Set.of(), both), "https://rebinding.example/canary");
    }

    @Test
    void redirectIsNotFollowed() throws Exception {
        AtomicInteger followed = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/inside", exchange -> {
            followed.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/canary", exchange -> {
            exchange.getResponseHeaders().set("Location", "/inside");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/canary";
            assertRefused(AddressGuard.ofSystem(Set.of("127.0.0.1")), url);
            assertThat(followed).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    private void assertRefused(AddressGuard guard, String url) throws Exception {
        HttpTarget target = new HttpTarget(
                URI.create(url), Map.of("Authorization", "Bearer canary"), List.of("canary-key"), Set.of("127.0.0.1"));
        try (HttpSink sink = new HttpSink(target, HttpOptions.of(guard, () -> 0))) {
            SinkBench bench = SinkBench.of(sink, Shape.USUAL, clock, 1);
            bench.publish(0, new Messages().next(Severity.MAJOR, 1));
            bench.loop.step();
            assertThat(bench.reports).singleElement().satisfies(report -> {
                assertThat(report.undelivered()).isEqualTo(1);
                assertThat(OperationRecords.of(report).toString()).doesNotContain("canary");
            });
            assertThat(bench.committed(0)).isEqualTo(1);
        }
    }
}
