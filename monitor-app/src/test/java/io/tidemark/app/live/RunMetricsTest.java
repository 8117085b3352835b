package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.app.Main;
import io.tidemark.app.SampleRun;
import io.tidemark.app.broker.SharedBroker;
import io.tidemark.app.console.RecordedConsole;
import io.tidemark.wire.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
final class RunMetricsTest {
    private static final Pattern URL = Pattern.compile("figures on (http://127\\.0\\.0\\.1:\\d+)/metrics");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private final Topics topics = new Topics(SharedBroker.uniqueName("metrics") + ".");
    private final HttpClient client = HttpClient.newHttpClient();
    private String url = "";

    private int run(RecordedConsole recorded, String... args) {
        return Main.run(
                recorded.console(),
                Stream.concat(
                                Stream.of(args),
                                Stream.of(
                                        "--bootstrap=" + SharedBroker.bootstrapServers(),
                                        "--topic-prefix=" + topics.prefix()))
                        .toArray(String[]::new));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
    }

    @Test
    void runningProcessShowsItsFiguresAndHealth() throws Exception {
        SharedBroker.createTopic(topics.captures().name(), 2, topics.captures().config());
        RecordedConsole live = RecordedConsole.piped();
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        Thread app = new Thread(
                () -> ended.complete(run(
                        live,
                        "run",
                        "--create-topics",
                        "--metrics=0",
                        "--commit-interval=100ms",
                        "--labels",
                        "--state-dir=" + folder.resolve("state"))),
                "live");
        app.start();
        await().atMost(PATIENCE).until(() -> URL.matcher(live.err()).find() || ended.isDone());
        Matcher said = URL.matcher(live.err());
        assertThat(said.find()).as(live.err()).isTrue();
        url = said.group(1);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(get("/health/ready").statusCode()).isEqualTo(200));
        assertThat(new ObjectMapper()
                        .readTree(get("/health/ready").body())
                        .at("/checks/0/why")
                        .asText())
                .isEqualTo("RUNNING, baselines known");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);

        Path captures = new SampleRun().writeCaptures(folder.resolve("captures"), 2, 50, 2);
        assertThat(run(RecordedConsole.piped(), "replay", captures.toString())).isZero();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("/metrics").body())
                        .contains(
                                "tidemark_windows_judged_total{application=\"drift\",endpoint=\"fraud\",state=\"NO_BASELINE\"}"
                                        + " 2.0"));
        figuresAreThoseOfTheRun(get("/metrics").body());

        app.interrupt();
        assertThat(ended.get()).isEqualTo(130);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(isAnswered()).isFalse());
    }

    private static void figuresAreThoseOfTheRun(String scrape) {
        long parsed = scrape.lines()
                .filter(line -> line.startsWith("tidemark_ledger_records_total{application=\"drift\",fate=\"parsed\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
        assertThat(parsed).isEqualTo(100);
        assertThat(scrape)
                .contains("tidemark_window_records_total{application=\"drift\",fate=\"counted\"} 100.0")
                .contains("tidemark_last_verdict{application=\"drift\",endpoint=\"fraud\",state=\"NO_BASELINE\"} 1.0")
                .contains("tidemark_application_state{application=\"drift\",state=\"RUNNING\"} 1.0")
                .contains("tidemark_application_threads{application=\"labels\"} 1.0")
                .contains("kafka_stream_alive_stream_threads{")
                .contains("jvm_memory_used_bytes{")
                .contains("process_cpu_usage ");
        assertThat(scrape.lines().filter(line -> line.startsWith("kafka_"))).hasSizeLessThan(200);
    }

    private boolean isAnswered() throws InterruptedException {
        try {
            return get("/health/live").statusCode() > 0;
        } catch (Exception e) {
            return false;
        }
    }
}
