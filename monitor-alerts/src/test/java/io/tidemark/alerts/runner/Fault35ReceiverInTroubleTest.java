package io.tidemark.alerts.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.alerts.message.AlertMessage;
import io.tidemark.alerts.message.Messages;
import io.tidemark.alerts.runner.SinkBench.Shape;
import io.tidemark.alerts.sink.AddressGuard;
import io.tidemark.alerts.sink.HttpOptions;
import io.tidemark.alerts.sink.HttpSink;
import io.tidemark.alerts.sink.HttpTarget;
import io.tidemark.core.evaluation.Severity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fault 35: everything arrives later, in the order of each stream, repeats have the same id, others do not wait. */
class Fault35ReceiverInTroubleTest {
    private static final String HOST = "127.0.0.1";
    private static final long HOUR = 3_600_000;
    private static final int MESSAGES = 30;

    /** What a receiver does with a request. */
    private enum Behaviour {
        TAKES,
        ANSWERS_500,
        /** Does not answer for a minute; the sender's patience is shortened for the test. */
        IS_SLOW,
        /** Reads the body, keeps it, and hangs up. */
        DROPS_AFTER_READING
    }

    private record Arrival(String id, String body) {}

    private final AtomicLong clock =
            new AtomicLong(Instant.parse("2026-03-02T10:00:00Z").toEpochMilli());
    private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch minute = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<HttpServer> servers = new ArrayList<>();
    private final List<HttpSink> sinks = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        minute.countDown();
        for (HttpSink sink : sinks) {
            sink.close();
        }
        servers.forEach(server -> server.stop(0));
        threads.shutdownNow();
    }

    @Test
    void receiverThatIsDownForAnHourGetsEverythingAfterwardsAndOthersGetItAtOnce() throws Exception {
        int port = free();
        List<String> others = new ArrayList<>();
        SinkBench down = SinkBench.of(sink(port), Shape.USUAL, clock, 2);
        SinkBench healthy = SinkBench.of(
                payload -> {
                    others.add(payload.id());
                    return new io.tidemark.alerts.delivery.DeliveryResult.Delivered();
                },
                Shape.USUAL,
                new AtomicLong(clock.get()),
                2);
        List<AlertMessage> messages = publish(down, healthy);

        healthy.loop.step();
        assertThat(others).hasSize(MESSAGES);
        assertThat(down.stepUntil(() -> !arrivals.isEmpty(), HOUR)).isFalse();
        assertThat(down.committed(0)).isZero();
        assertThat(down.reports).isEmpty();

        listen(port, (exchange, number) -> Behaviour.TAKES);
        long up = clock.get();
        assertThat(down.stepUntil(() -> down.loop.waiting() == 0, HOUR)).isTrue();
        assertThat(clock.get() - up).as("after it is up again, in virtual time").isLessThan(20 * 60_000);
        assertArrived(messages, "down for an hour");
        assertThat(arrivals).hasSize(MESSAGES);
        assertThat(down.committed(0) + down.committed(1)).isEqualTo(MESSAGES);
        assertThat(down.reports).allMatch(report -> report.undelivered() == 0);
    }

    @Test
    void receiverThatAnswers500ThirtyTimesGetsEverything() throws Exception {
        assertEverythingArrives((exchange, number) -> number < 30 ? Behaviour.ANSWERS_500 : Behaviour.TAKES, "500");
    }

    @Test
    void slowReceiverIsNotWaitedForAndGetsEverything() throws Exception {
        assertEverythingArrives((exchange, number) -> number < 4 ? Behaviour.IS_SLOW : Behaviour.TAKES, "slow");
    }

    @Test
    void receiverThatDropsAfterReadingSeesRepeatsUnderTheSameId() throws Exception {
        assertEverythingArrives(
                (exchange, number) -> number % 3 != 2 ? Behaviour.DROPS_AFTER_READING : Behaviour.TAKES, "drops");
        assertThat(arrivals.size()).isGreaterThan(MESSAGES);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void receiverWithEveryTroubleGetsEverything(long seed) throws Exception {
        Random random = new Random(seed);
        Behaviour[] all = {Behaviour.ANSWERS_500, Behaviour.DROPS_AFTER_READING, Behaviour.TAKES, Behaviour.TAKES};
        assertEverythingArrives((exchange, number) -> all[random.nextInt(all.length)], "seed " + seed);
    }

    /** What the receiver does with the request of this number. */
    private interface Script {
        Behaviour of(HttpExchange exchange, int number);
    }

    private void assertEverythingArrives(Script script, String what) throws Exception {
        int port = free();
        listen(port, script);
        SinkBench bench = SinkBench.of(sink(port), Shape.USUAL, clock, 2);
        List<AlertMessage> messages = publish(bench);
        assertThat(bench.stepUntil(() -> bench.loop.waiting() == 0 && bench.committed(1) > 0, 20 * HOUR))
                .as(what)
                .isTrue();
        assertArrived(messages, what);
        assertThat(bench.committed(0) + bench.committed(1)).as(what).isEqualTo(MESSAGES);
        assertThat(bench.reports).allMatch(report -> report.undelivered() == 0);
    }

    /** Three streams, on two partitions. */
    private static List<AlertMessage> publish(SinkBench... benches) {
        List<AlertMessage> published = new ArrayList<>();
        List<Messages> streams = List.of(new Messages("a"), new Messages("b"), new Messages("c"));
        for (int i = 0; i < MESSAGES; i++) {
            AlertMessage message = streams.get(i % 3).next(i % 2 == 0 ? Severity.MINOR : Severity.MAJOR, 1 + i / 3);
            published.add(message);
            for (SinkBench bench : benches) {
                bench.publish(i % 3 == 2 ? 1 : 0, message);
            }
        }
        return published;
    }

    private void assertArrived(List<AlertMessage> messages, String what) {
        Map<String, List<String>> expected = new HashMap<>();
        Map<String, String> laneOf = new HashMap<>();
        messages.forEach(message -> {
            expected.computeIfAbsent(message.lane(), lane -> new ArrayList<>())
                    .add(message.id().hex());
            laneOf.put(message.id().hex(), message.lane());
        });
        Map<String, LinkedHashSet<String>> first = new HashMap<>();
        Map<String, Set<String>> bodies = new HashMap<>();
        arrivals.forEach(arrival -> {
            first.computeIfAbsent(String.valueOf(laneOf.get(arrival.id())), lane -> new LinkedHashSet<>())
                    .add(arrival.id());
            bodies.computeIfAbsent(arrival.id(), id -> new LinkedHashSet<>()).add(arrival.body());
        });
        expected.forEach((lane, ids) ->
                assertThat(first.get(lane)).as("%s: order of %s", what, lane).containsExactlyElementsOf(ids));
        assertThat(bodies.values()).as("%s: a repeat is the same", what).allMatch(one -> one.size() == 1);
    }

    private HttpSink sink(int port) {
        URI url = URI.create("http://" + HOST + ":" + port + "/hook");
        HttpOptions options = HttpOptions.of(AddressGuard.ofSystem(Set.of(HOST)), () -> clock.get() / 1_000)
                .with(new HttpOptions.Timeouts(Duration.ofMillis(500), Duration.ofSeconds(2)));
        HttpSink sink = new HttpSink(new HttpTarget(url, Map.of(), List.of("key"), Set.of(HOST)), options);
        sinks.add(sink);
        return sink;
    }

    private void listen(int port, Script script) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/hook", exchange -> answer(exchange, script));
        server.start();
        servers.add(server);
    }

    private void answer(HttpExchange exchange, Script script) throws IOException {
        String id = exchange.getRequestHeaders().getFirst(HttpSink.IDEMPOTENCY_HEADER);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        switch (script.of(exchange, requests.getAndIncrement())) {
            case TAKES -> {
                arrivals.add(new Arrival(id, body));
                exchange.sendResponseHeaders(202, -1);
                exchange.close();
            }
            case ANSWERS_500 -> {
                exchange.sendResponseHeaders(500, -1);
                exchange.close();
            }
            case IS_SLOW -> {
                try {
                    minute.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            case DROPS_AFTER_READING -> {
                arrivals.add(new Arrival(id, body));
                exchange.close();
            }
        }
    }

    private static int free() throws IOException {
        try (var socket = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
