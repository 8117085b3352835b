package io.tidemark.app.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tidemark.app.Main;
import io.tidemark.app.console.RecordedConsole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AlertsCommandsTest {
    private static final String CANARY = "canary/+secret";

    @TempDir
    private Path folder = Path.of("");

    private final RecordedConsole recorded = RecordedConsole.piped();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private volatile int status = 202;
    private final HttpServer server = listening();
    private Path file = Path.of("");

    @BeforeEach
    void start() throws IOException {
        server.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            // A receiver that gives everything back that it was told, secrets and all.
            byte[] all = ("seen: " + exchange.getRequestHeaders().values() + exchange.getRequestURI())
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, all.length);
            exchange.getResponseBody().write(all);
            exchange.close();
        });
        server.start();
        Files.writeString(folder.resolve("token"), "Bearer " + CANARY + "\n");
        Files.writeString(
                folder.resolve("url"), "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks/canary-path\n");
        file = Files.writeString(folder.resolve("alerts.yaml"), """
                version: 1
                link: https://tide.example/{endpoint}/{episode}
                sinks:
                  hook:
                    type: webhook
                    url: {file: url}
                    headers: {Authorization: {file: token}}
                    signingKeys: [{file: token}]
                    allowInside: true
                  pager: {type: console}
                routes:
                  - {sinks: [pager], severity: critical, quiet: false}
                  - {sinks: [hook], owners: ["team-*"]}
                quietHours: {from: "22:00", to: "07:00", zone: UTC}
                """);
    }

    private static HttpServer listening() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void sampleArrivesAndTheAnswerIsShownWithoutSecrets() {
        assertThat(run("alerts", "test", "hook", "-f", file.toString())).isZero();
        assertThat(bodies)
                .singleElement()
                .satisfies(body -> assertThat(body)
                        .contains("\"severity\":\"critical\"")
                        .contains("\"change\":\"opened\"")
                        .contains("https://tide.example/tidemark-test/"));
        assertThat(recorded.out()).contains("arrived").contains("202").contains("seen:");
        assertNoCanary();
    }

    @Test
    void sampleOfAnEndIsOne() {
        assertThat(run("alerts", "test", "hook", "-f", file.toString(), "--sample", "resolved"))
                .isZero();
        assertThat(bodies.get(0)).contains("\"change\":\"resolved\"");
    }

    @Test
    void receiverThatRefusesIsAnExitOfOne() {
        status = 403;
        assertThat(run("alerts", "test", "hook", "-f", file.toString())).isEqualTo(1);
        assertThat(recorded.out()).contains("refused").contains("answered 403");
        assertNoCanary();
        status = 500;
        assertThat(run("alerts", "test", "hook", "-f", file.toString())).isEqualTo(1);
        assertThat(recorded.out()).contains("would be tried again");
        assertNoCanary();
    }

    @Test
    void sinkThatIsNotThereIsToldWithThoseThatAre() {
        assertThat(run("alerts", "test", "hok", "-f", file.toString())).isEqualTo(2);
        assertThat(recorded.err()).contains("there is no sink \"hok\"").contains("did you mean \"hook\"");
    }

    @Test
    void routesAreShownWithWhenEachSinkWouldBeTold() {
        assertThat(run(
                        "alerts",
                        "show",
                        "-f",
                        file.toString(),
                        "--owner",
                        "team-risk",
                        "--at",
                        "2026-03-02T01:00:00Z",
                        "--format",
                        "csv"))
                .isZero();
        assertThat(recorded.out())
                .contains("drift,critical,pager,at once")
                .contains("drift,critical,hook,at once")
                .contains("drift,minor,hook,2026-03-02T07:00:00Z")
                .contains("operations,major,hook,2026-03-02T07:00:00Z");
        assertThat(bodies).isEmpty();
    }

    @Test
    void messageThatGoesNowhereIsShownToo() {
        assertThat(run("alerts", "show", "-f", file.toString(), "--format", "csv"))
                .isZero();
        assertThat(recorded.out()).contains("drift,minor,nobody,never");
    }

    @Test
    void exampleOfTheHelpWorks() {
        Path examples = Files.isDirectory(Path.of("examples")) ? Path.of("examples") : Path.of("..", "examples");
        String example = examples.resolve("alerts.yaml").toString();
        assertThat(run("alerts", "test", "screen", "-f", example)).isZero();
        assertThat(run("alerts", "show", "-f", example, "--endpoint", "fraud", "--owner", "team-risk"))
                .isZero();
        assertThat(recorded.out()).contains("pager").contains("cloud");
    }

    private int run(String... args) {
        return Main.run(recorded.console(), args);
    }

    private void assertNoCanary() {
        assertThat(recorded.out() + recorded.err()).doesNotContain("canary").doesNotContain("Y2FuYXJ5");
    }
}
