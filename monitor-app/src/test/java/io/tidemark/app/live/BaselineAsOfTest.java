package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.app.Main;
import io.tidemark.app.audit.PublishedBaselines;
import io.tidemark.app.broker.SharedBroker;
import io.tidemark.app.console.RecordedConsole;
import io.tidemark.baseline.BaselineHistory;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.VerdictHash;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.replay.Audit;
import io.tidemark.replay.AuditPlan;
import io.tidemark.replay.AuditResult;
import io.tidemark.replay.CaptureNames;
import io.tidemark.streams.runtime.MonitorStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Audits by the baselines that were published. */
@Tag("broker")
final class BaselineAsOfTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long MINUTE_MS = 60_000;
    private static final String LATER = "2999-01-01T00:00:00Z";
    private static final MonitorConfig CONFIG = MonitorConfig.of(WindowSpec.of(Duration.ofMinutes(1), Duration.ZERO))
            .withTiming(new MonitorConfig.Timing(Duration.ofSeconds(1), Duration.ofMinutes(2), Duration.ofMinutes(20)));

    private final String prefix = SharedBroker.uniqueName("asof") + ".";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aStreamThatCrossedAChangeOfBaselineHasTheLiveHash() throws Exception {
        LiveTopics topics = new LiveTopics(1);
        Captures captures = new Captures(topics);
        Baseline first = new Traffic(5, 1, 1).baseline();
        Baseline second = new Traffic(6, 1, 1).baseline();
        topics.activate(first, "fraud");
        long change = CONFIG.windows().startAtOrAfter(System.currentTimeMillis() + 8 * MINUTE_MS);
        topics.activateFrom(change, second, "fraud");
        try (MonitorStreams app = LiveApp.start(LiveApp.settings(topics, CONFIG, folder.resolve("state")))) {
            captures.add(0, "fraud", change - MINUTE_MS, 150).add(0, "fraud", change, 150);
            captures.end(0, "fraud", change).send();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(topics.reports()).hasSize(2));
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String time =
                    Instant.ofEpochMilli(i < 150 ? change - MINUTE_MS : change).toString();
            lines.add(Captures.json("fraud-0-" + i, time));
        }
        Path file = Files.write(folder.resolve("captures.jsonl"), lines);
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", SharedBroker.bootstrapServers());
        BaselineHistory history = BaselineHistory.read(client, topics.names());
        AuditResult audit = Audit.run(AuditPlan.of(file, second, CONFIG, Instant.now())
                .withNames(new CaptureNames("fraud", null))
                .withActive(new PublishedBaselines(history, Optional.empty())));
        assertThat(audit.reports()).extracting(WindowReport::baselineHash).containsExactly(first.hash(), second.hash());
        assertThat(topics.reports().values()).containsExactlyElementsOf(audit.reports());
        assertThat(VerdictHash.ofRun(topics.reports().values().stream()
                        .map(WindowReport::verdictHash)
                        .toList()))
                .isEqualTo(audit.runHash());
    }

    private String tidemark(int most, String line, String... more) {
        RecordedConsole recorded = RecordedConsole.piped();
        List<String> args = new ArrayList<>(List.of(line.split(" ")));
        args.addAll(List.of(more));
        if (line.contains("--publish") || line.contains("--baseline-as-of")) {
            args.addAll(List.of("--topic-prefix", prefix, "--bootstrap", SharedBroker.bootstrapServers()));
        }
        assertThat(Main.run(recorded.console(), args.toArray(String[]::new)))
                .as(line + recorded.err())
                .isLessThanOrEqualTo(most);
        return most == 2 ? recorded.err() : recorded.out();
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private void publish(String name, String settings, String from) {
        tidemark(
                0,
                "baseline ../examples/adult/train.csv --publish --endpoint adult " + settings + " -o " + file(name)
                        + from);
        tidemark(
                0,
                "baseline quality ../examples/adult/model/predictions.csv.gz --label income --predicted predicted_label@0"
                        + " --probability score@1 --publish --endpoint adult -o " + file("model." + name)
                        + (from.isEmpty() ? "" : " --facet sex=Female") + from);
    }

    private JsonNode audit(String settings) throws IOException {
        return new ObjectMapper()
                .readTree(tidemark(
                        1,
                        "audit ../examples/adult/capture --endpoint adult --window 2h --format json"
                                + " --ground-truth ../examples/adult/groundtruth --label-conflict first " + settings));
    }

    @Test
    void aMomentChoosesWhatWasActiveThenAndAWindowWhatItHadLive() throws Exception {
        publish("first.json", "--label income", "");
        publish("second.json", "--label income --ignore fnlwgt", " --effective-from " + LATER);
        JsonNode byFirst = audit("-b " + file("first.json") + " --model " + file("model.first.json"));
        JsonNode bySecond = audit("-b " + file("second.json") + " --model " + file("model.second.json"));
        assertThat(byFirst.get("runHash")).isNotEqualTo(bySecond.get("runHash"));
        assertThat(audit("--baseline-as-of window").get("runHash")).isEqualTo(byFirst.get("runHash"));
        assertThat(audit("--baseline-as-of 2998-01-01T00:00:00Z").get("runHash"))
                .isEqualTo(byFirst.get("runHash"));
        assertThat(audit("--baseline-as-of " + LATER).get("runHash")).isEqualTo(bySecond.get("runHash"));
    }

    @Test
    void whatCannotBeChosenIsSaid() {
        String captures = "audit ../examples/adult/capture --endpoint adult ";
        assertThat(tidemark(2, captures + "--baseline-as-of yesterday")).contains("neither a time in UTC nor");
        assertThat(tidemark(2, captures + "--baseline-as-of window")).contains("no baseline was ever published");
        assertThat(tidemark(2, captures + "--baseline-as-of window -b x.json")).contains("are both given");
        publish("first.json", "--label income", "");
        assertThat(tidemark(2, "audit ../examples/adult/capture --endpoint other --baseline-as-of window"))
                .contains("endpoint other has no published baseline");
        assertThat(tidemark(2, captures + "--baseline-as-of window --service-files -o " + file("out")))
                .contains("do not go together");
    }
}
