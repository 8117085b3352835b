package io.tidemark.app.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.alerts.runner.RunnerSettings;
import io.tidemark.alerts.runner.SinkReport;
import io.tidemark.alerts.runner.SinkRunners;
import io.tidemark.alerts.sink.Signature;
import io.tidemark.app.broker.SharedBroker;
import io.tidemark.wire.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reasons to train again on their way from the topic to a server that speaks the APIs of Airflow and GitHub. */
@Tag("broker")
class RetrainTargetsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TOKEN = "canary-token";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder = Path.of("");

    private final Topics topics = new Topics(SharedBroker.uniqueName("targets") + ".");
    private final List<SinkReport> reports = new CopyOnWriteArrayList<>();
    private final List<JsonNode> hooks = new CopyOnWriteArrayList<>();
    private final List<JsonNode> dispatches = new CopyOnWriteArrayList<>();
    private final Map<String, JsonNode> runs = new ConcurrentHashMap<>();
    private final List<Integer> airflowAnswers = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        SharedBroker.createTopic(topics.retrain().name(), 1);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", this::hook);
        server.createContext("/airflow/api/v2/dags/retrain_churn/dagRuns", this::airflow);
        server.createContext("/repos/acme/models/actions/workflows/retrain.yml/dispatches", this::github);
        server.start();
        Files.writeString(folder.resolve("token"), TOKEN);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void eachTargetGetsEachEventOnceThoughItFailedAtFirst() throws Exception {
        failures.set(3);
        event("1", "churn");
        try (SinkRunners runners = started()) {
            event("2", "churn");
            event("3", "fraud");
            await("hook")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(ids(hooks, "/id")).contains("1", "2", "3"));
            await("runs").atMost(PATIENCE).untilAsserted(() -> assertThat(runs).containsOnlyKeys("1", "2"));
            await("workflows")
                    .atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(ids(dispatches, "/inputs/event_id")).containsExactlyInAnyOrder("1", "2", "3"));
            assertThat(runners).isNotNull();
        }
        assertThat(ids(hooks, "/id")).containsExactlyInAnyOrder("1", "2", "3");
        assertThat(runs.getOrDefault("1", MissingNode.getInstance())
                        .at("/conf/data/endpoint")
                        .asText())
                .isEqualTo("churn");
        assertThat(failures.get()).isLessThanOrEqualTo(0);
        assertThat(reports).isEmpty();
    }

    /** The run was made and the answer was lost: the next attempt finds it there. */
    @Test
    void runThatExistsIsDelivered() throws Exception {
        runs.put("1", MAPPER.createObjectNode());
        event("1", "churn");
        event("2", "churn");
        try (SinkRunners runners = started()) {
            await("next").atMost(PATIENCE).untilAsserted(() -> assertThat(runs).containsKey("2"));
            assertThat(runners).isNotNull();
        }
        assertThat(airflowAnswers).containsExactly(409, 200);
        assertThat(reports).isEmpty();
    }

    @Test
    void whatIsRefusedIsToldWithoutTheToken() throws Exception {
        event("bad id", "churn");
        event("2", "churn");
        try (SinkRunners runners = started()) {
            await("told")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(reports).isNotEmpty());
            await("next").atMost(PATIENCE).untilAsserted(() -> assertThat(runs).containsOnlyKeys("2"));
            assertThat(runners).isNotNull();
        }
        assertThat(reports).singleElement().satisfies(report -> {
            assertThat(report.sink()).isEqualTo("dag");
            assertThat(report.reason()).contains("answered 422").doesNotContain("canary");
        });
    }

    private SinkRunners started() throws IOException {
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        Path file = Files.writeString(folder.resolve("alerts.yaml"), """
                version: 1
                sinks: {screen: {type: console}}
                retrain:
                  targets:
                    hook: {type: webhook, url: BASE/hook, signingKeys: [{file: token}], allowInside: true, from: earliest}
                    dag:
                      type: airflow
                      url: BASE/airflow
                      dag: retrain_churn
                      token: {file: token}
                      endpoints: [churn]
                      allowInside: true
                      from: earliest
                    flow:
                      type: github
                      url: BASE
                      repository: acme/models
                      workflow: retrain.yml
                      token: {file: token}
                      allowInside: true
                      from: earliest
                """.replace("BASE", base));
        SinkRunners runners = new SinkRunners(
                AlertsFile.read(file).retrainTargets(Map.of(), System::currentTimeMillis),
                new RunnerSettings(
                        Map.of("bootstrap.servers", SharedBroker.bootstrapServers()),
                        topics.retrain().name(),
                        topics.prefix(),
                        RunnerSettings.RETRAIN,
                        System::currentTimeMillis),
                reports::add);
        runners.start();
        return runners;
    }

    private void event(String id, String endpoint) {
        String json =
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"type\":\"io.tidemark.retrain.v1\",\"data\":{\"endpoint\":\"%s\"}}"
                        .formatted(id, endpoint);
        SharedBroker.produceBytes(List.of(new ProducerRecord<>(
                topics.retrain().name(),
                endpoint.getBytes(StandardCharsets.UTF_8),
                json.getBytes(StandardCharsets.UTF_8))));
    }

    private void hook(HttpExchange exchange) throws IOException {
        String body = body(exchange);
        long at = Long.parseLong(header(exchange, Signature.TIMESTAMP_HEADER));
        if (failures.decrementAndGet() >= 0) {
            answer(exchange, 500);
        } else if (!Signature.isValid(header(exchange, Signature.HEADER), TOKEN, at, body)) {
            answer(exchange, 401);
        } else {
            hooks.add(MAPPER.readTree(body));
            answer(exchange, 202);
        }
    }

    /** As Airflow 3 answers: the date must be there though it may be null, the id has a form, and a run is made once. */
    private void airflow(HttpExchange exchange) throws IOException {
        JsonNode body = MAPPER.readTree(body(exchange));
        String id = body.path("dag_run_id").asText();
        int status = status(exchange, body, id);
        airflowAnswers.add(status);
        answer(exchange, status);
    }

    private int status(HttpExchange exchange, JsonNode body, String id) {
        if (!header(exchange, "Authorization").equals("Bearer " + TOKEN)) {
            return 401;
        }
        if (!body.has("logical_date") || !body.path("conf").isObject() || !id.matches("[A-Za-z0-9_.~:+-]+")) {
            return 422;
        }
        return runs.putIfAbsent(id, body) == null ? 200 : 409;
    }

    private void github(HttpExchange exchange) throws IOException {
        JsonNode body = MAPPER.readTree(body(exchange));
        boolean isKnown = header(exchange, "Authorization").equals("Bearer " + TOKEN)
                && header(exchange, "Accept").equals("application/vnd.github+json");
        Set<String> inputs = Set.of("event_id", "endpoint", "variant", "rule", "reason", "event");
        if (!isKnown) {
            answer(exchange, 401);
        } else if (!body.path("ref").asText().equals("main") || !inputs.containsAll(keys(body.path("inputs")))) {
            answer(exchange, 422);
        } else {
            dispatches.add(body);
            answer(exchange, 204);
        }
    }

    private static List<String> keys(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static List<String> ids(List<JsonNode> bodies, String pointer) {
        return bodies.stream().map(body -> body.at(pointer).asText()).toList();
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
