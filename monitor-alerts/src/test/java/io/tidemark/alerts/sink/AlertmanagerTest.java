package io.tidemark.alerts.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.alerts.delivery.DeliveryResult;
import io.tidemark.alerts.format.AlertmanagerFormat;
import io.tidemark.alerts.message.AlertMessage;
import io.tidemark.alerts.message.Messages;
import io.tidemark.core.evaluation.Severity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Alertmanager: that of Debian's package {@code prometheus-alertmanager}, or the program that the variable
 * {@code TIDEMARK_ALERTMANAGER} names. Without either the test is skipped and says so.
 */
class AlertmanagerTest {
    private static final String HOST = "127.0.0.1";

    @TempDir
    Path folder;

    @Test
    void alertFiresUntilTheMessageSaysThatItIsOver() throws Exception {
        Path program = Path.of(
                Optional.ofNullable(System.getenv("TIDEMARK_ALERTMANAGER")).orElse("/usr/bin/prometheus-alertmanager"));
        assumeTrue(Files.isExecutable(program), "skipped: no Alertmanager at " + program);
        int port = free();
        Process process = started(program, port);
        URI url = URI.create("http://" + HOST + ":" + port + "/api/v2/alerts");
        Messages messages = Messages.at(System.currentTimeMillis());
        AlertmanagerFormat format = new AlertmanagerFormat(Duration.ofHours(4));
        HttpOptions options = HttpOptions.of(AddressGuard.ofSystem(Set.of(HOST)), () -> 0);
        try (HttpSink sink = new HttpSink(new HttpTarget(url, Map.of(), List.of(), Set.of(HOST)), options)) {
            awaitReady(process, port);
            AlertMessage opened = messages.next(Severity.CRITICAL, 2);
            DeliveryResult result = sink.deliver(format.of(opened).get(0));
            assertThat(result).as(result.toString()).isInstanceOf(DeliveryResult.Delivered.class);
            JsonNode active = get(url);
            assertThat(active).hasSize(2);
            assertThat(active.get(0).at("/labels/alertname").asText()).isEqualTo("TidemarkDR002");
            assertThat(active.get(0).at("/status/state").asText()).isEqualTo("active");
            assertThat(active.get(0).at("/annotations/remedy").asText()).isNotEmpty();

            // The same again changes nothing, and the end takes both away.
            sink.deliver(format.of(opened).get(0));
            assertThat(get(url)).hasSize(2);
            sink.deliver(format.of(messages.next(Severity.CRITICAL, 0)).get(0));
            assertThat(get(url)).isEmpty();
        } finally {
            process.destroy();
            process.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private Process started(Path program, int port) throws IOException {
        Path config = Files.writeString(
                folder.resolve("alertmanager.yml"), "route: {receiver: none}\nreceivers: [{name: none}]\n");
        return new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + config,
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=" + HOST + ":" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    /** Ready when the program says so; it is asked again only after it answered or refused. */
    private void awaitReady(Process process, int port) throws Exception {
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + port + "/-/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        for (int i = 0; i < 100; i++) {
            try {
                if (HttpClient.newHttpClient()
                                .send(ready, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    return;
                }
            } catch (IOException e) {
                assertThat(process.isAlive())
                        .as(Files.readString(folder.resolve("log")))
                        .isTrue();
            }
            CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS))
                    .get();
        }
        throw new AssertionError(Files.readString(folder.resolve("log")));
    }

    private static JsonNode get(URI url) throws Exception {
        String body = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        return new ObjectMapper().readTree(body);
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
