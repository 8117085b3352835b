package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.app.Main;
import io.tidemark.app.broker.SharedBroker;
import io.tidemark.app.console.RecordedConsole;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.streams.runtime.MonitorStreams;
import io.tidemark.wire.Topic;
import io.tidemark.wire.avro.Activation;
import io.tidemark.wire.avro.BaselineProposal;
import io.tidemark.wire.avro.Episode;
import io.tidemark.wire.avro.EpisodeHandling;
import io.tidemark.wire.avro.EpisodeObservation;
import io.tidemark.wire.avro.EpisodeStatus;
import io.tidemark.wire.avro.Fire;
import io.tidemark.wire.avro.FireState;
import io.tidemark.wire.avro.HandlingKind;
import io.tidemark.wire.avro.ProposalState;
import io.tidemark.wire.avro.SeverityLevel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Baselines that schedules make, from the training folder to the window that is judged by them. */
@Tag("broker")
final class ScheduleCommandsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final MonitorConfig CONFIG = MonitorConfig.of(WindowSpec.of(Duration.ofMinutes(1), Duration.ZERO))
            .withTiming(new MonitorConfig.Timing(Duration.ofSeconds(1), Duration.ofMinutes(2), Duration.ofMinutes(20)));

    private final LiveTopics topics = new LiveTopics(1);

    @TempDir
    private Path folder = Path.of("");

    private RecordedConsole tidemark(int expected, String... args) {
        List<String> line = new ArrayList<>(List.of(args));
        line.addAll(List.of("--bootstrap", SharedBroker.bootstrapServers(), "--topic-prefix", topics.prefix()));
        RecordedConsole recorded = RecordedConsole.piped();
        assertThat(Main.run(recorded.console(), line.toArray(String[]::new)))
                .as(String.join(" ", args) + recorded.err())
                .isEqualTo(expected);
        return recorded;
    }

    private RecordedConsole runNow(int expected, String name) {
        return tidemark(
                expected,
                "schedule",
                "run-now",
                name,
                "-f",
                folder.resolve("monitor.yaml").toString());
    }

    private void train(long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder table = new StringBuilder("a,b,c\n");
        for (int i = 0; i < 1_000; i++) {
            table.append(String.format(
                    Locale.ROOT,
                    "%.4f,%d,%s%n",
                    random.nextGaussian(),
                    random.nextInt(50),
                    List.of("red", "green", "blue").get(random.nextInt(3))));
        }
        Files.createDirectories(folder.resolve("train"));
        Files.writeString(folder.resolve("train/t.csv"), table);
    }

    private void monitor(String more) throws IOException {
        Files.writeString(
                folder.resolve("monitor.yaml"),
                "version: 1\nendpoint: fraud\nwindow: {size: 1m}\nschedules:\n"
                        + "  - {name: weekly, cron: 0 5 * * 1, baseline: {train: [train]" + more + "}}\n");
    }

    private List<BaselineProposal> proposals() {
        return values(topics.names().proposals());
    }

    private List<Activation> activations() {
        return values(topics.names().activations());
    }

    private Fire lastFire() {
        List<Fire> fires = values(topics.names().fires());
        return fires.get(fires.size() - 1);
    }

    private <T> List<T> values(Topic<?, T> topic) {
        return SharedBroker.readCommitted(topic.name()).stream()
                .map(record -> topic.valueSerde().deserializer().deserialize(topic.name(), record.value()))
                .toList();
    }

    @Test
    void anApprovedBaselineJudgesLaterWindowsAndEarlierOnesKeepTheirs() throws Exception {
        Baseline first = new Traffic(5, 1, 1).baseline();
        topics.activate(first, "fraud");
        train(1);
        monitor("");
        assertThat(runNow(0, "weekly").err()).contains("is proposed");
        BaselineProposal proposal = proposals().get(0);
        assertThat(proposal.getState()).isEqualTo(ProposalState.PROPOSED);
        assertThat(proposal.getParent()).isEqualTo(first.hash().hex());
        assertThat(proposal.getFiles())
                .singleElement()
                .satisfies(file -> assertThat(file.getName()).isEqualTo("t.csv"));
        assertThat(proposal.getChanges()).hasSize(3);
        assertThat(activations()).hasSize(1);
        assertThat(tidemark(0, "baseline", "proposals").out())
                .contains("proposed", first.hash().hex(), "beyond the limit");
        String[] approve = {
            "baseline",
            "approve",
            proposal.getHash().substring(0, 8),
            "--endpoint=fraud",
            "--why=new model",
            "--who=ann"
        };
        assertThat(tidemark(0, approve).out()).contains("is approved by ann: holds from 20");
        assertThat(tidemark(0, approve).out()).contains("is approved by ann: holds from 20");
        assertThat(activations()).hasSize(2);
        Activation second = activations().get(1);
        assertThat(second.getWho()).isEqualTo("ann");
        assertThat(second.getWhy()).contains("fraud/weekly@").endsWith("new model");
        assertThat(tidemark(2, "baseline", "reject", proposal.getHash(), "--endpoint=fraud")
                        .err())
                .contains("was approved by ann");
        assertJudged(first, second);
    }

    private void assertJudged(Baseline first, Activation second) throws IOException {
        Captures captures = new Captures(topics);
        try (MonitorStreams app = LiveApp.start(LiveApp.settings(topics, CONFIG, folder.resolve("state")))) {
            captures.add(0, "fraud", second.getEffectiveFrom() - 1, 120)
                    .add(0, "fraud", second.getEffectiveFrom(), 120);
            captures.end(0, "fraud", second.getEffectiveFrom()).send();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(topics.reports()).hasSize(2));
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
        }
        assertThat(topics.reports().values())
                .extracting(WindowReport::baselineHash)
                .extracting(hash -> hash.hex())
                .containsExactly(first.hash().hex(), second.getHash());
    }

    @Test
    void anUnchangedFolderIsRecordedAndNothingIsProposed() throws Exception {
        train(1);
        monitor("");
        runNow(0, "weekly");
        assertThat(runNow(0, "weekly").err()).contains("unchanged since the last time");
        assertThat(lastFire().getState()).isEqualTo(FireState.DONE);
        assertThat(proposals()).hasSize(1);
        assertThat(proposals().get(0).getParent()).isEmpty();
        train(2);
        runNow(0, "weekly");
        assertThat(proposals()).hasSize(2);
        assertThat(tidemark(0, "baseline", "reject", proposals().get(1).getHash(), "--endpoint=fraud")
                        .out())
                .contains("is rejected by");
        train(1);
        assertThat(runNow(0, "weekly").err()).contains("the same baseline was proposed");
        RecordedConsole list = tidemark(
                0,
                "schedule",
                "list",
                "--format=csv",
                "-f",
                folder.resolve("monitor.yaml").toString());
        assertThat(list.out()).contains("fraud,weekly,baseline,0 5 * * 1 UTC,", ",done,0,");
    }

    @Test
    void whatCannotBeReadHasFailedAndSaysWhy() throws Exception {
        monitor("");
        assertThat(runNow(2, "weekly").err()).contains("failed: the data cannot be read");
        assertThat(lastFire().getState()).isEqualTo(FireState.FAILED);
        train(1);
        monitor(", label: nosuch");
        assertThat(runNow(2, "weekly").err()).contains("nosuch");
        assertThat(runNow(2, "daily").err()).contains("no schedule is called daily");
        assertThat(proposals()).isEmpty();
    }

    private void episode(String state) {
        Episode episode = Episode.newBuilder()
                .setId("e1")
                .setFingerprint("f1")
                .setEndpoint("fraud")
                .setVariant("AllTraffic")
                .setSegment("")
                .setSource("DRIFT")
                .setCode("DR002")
                .setFeature("a")
                .setMetric("ks")
                .setFacet("")
                .setState(EpisodeStatus.valueOf(state))
                .setStreak(0)
                .setHandling(EpisodeHandling.newBuilder()
                        .setKind(HandlingKind.UNHANDLED)
                        .setUntil(0)
                        .setBaseline("")
                        .setBy("")
                        .setWhy("")
                        .setAt(0)
                        .build())
                .setFirstStart(0)
                .setLastEnd(0)
                .setWindows(1)
                .setTold(SeverityLevel.MAJOR)
                .setWorst(SeverityLevel.MAJOR)
                .setMilder(0)
                .setMildest(SeverityLevel.MINOR)
                .setClean(0)
                .setKeptBack(false)
                .setLast(EpisodeObservation.newBuilder()
                        .setViolation("v")
                        .setSeverity(SeverityLevel.MAJOR)
                        .setValue(1)
                        .setThreshold(0.1)
                        .setDescription("")
                        .setBaseline("")
                        .build())
                .build();
        var topic = topics.names().episodes();
        SharedBroker.produceBytes(List.of(new ProducerRecord<>(
                topic.name(),
                "f1".getBytes(StandardCharsets.UTF_8),
                topic.valueSerde().serializer().serialize(topic.name(), episode))));
    }

    @Test
    void autoApprovesASmallChangeUnlessAnEpisodeIsOpen() throws Exception {
        train(1);
        monitor(", policy: auto, limit: 0.3");
        assertThat(runNow(0, "weekly").err()).contains("there is no baseline to compare it with");
        tidemark(0, "baseline", "approve", proposals().get(0).getHash(), "--endpoint=fraud");
        episode("OPEN");
        train(2);
        assertThat(runNow(0, "weekly").err()).contains("not approved by itself: 1 episode open");
        assertThat(proposals().get(2).getWarnings()).anyMatch(warning -> warning.contains("DR002 a"));
        assertThat(activations()).hasSize(1);
        episode("RESOLVED");
        train(3);
        assertThat(runNow(0, "weekly").err()).contains("is approved by itself");
        assertThat(activations()).hasSize(2);
        assertThat(activations().get(1).getWho()).isEqualTo("schedule weekly");
        BaselineProposal last = proposals().get(3);
        assertThat(last.getState()).isEqualTo(ProposalState.APPROVED);
        assertThat(last.getEffectiveFrom()).isEqualTo(activations().get(1).getEffectiveFrom());
    }

    @Test
    void aCleanStretchOfCapturesIsLearnedFromAndAlarmsAreNot() throws Exception {
        Traffic traffic = new Traffic(7, 8, 300);
        Baseline first = traffic.baseline();
        Path captures = traffic.write(folder.resolve("captures"), "fraud");
        topics.activate(first, "fraud");
        MonitorConfig hours = MonitorConfig.defaults();
        try (MonitorStreams app = LiveApp.start(LiveApp.settings(topics, hours, folder.resolve("state")))) {
            LiveApp.replay(captures, topics);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(topics.reports()).hasSize(8));
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
        }
        Files.writeString(folder.resolve("monitor.yaml"), """
                version: 1
                endpoint: fraud
                schedules:
                  - {name: weekly, cron: 0 5 * * 1, baseline: {captures: captures, windows: 3}}
                  - {name: long, cron: 0 5 * * 1, baseline: {captures: captures, windows: 4}}
                """);
        assertThat(runNow(3, "long").err()).contains("no stretch of so many windows without an alarm");
        runNow(0, "weekly");
        assertThat(proposals()).singleElement().satisfies(proposal -> {
            assertThat(proposal.getRows()).isEqualTo(900);
            assertThat(proposal.getSource()).endsWith("from 2026-03-02T04:00:00Z to 2026-03-02T07:00:00Z");
            assertThat(proposal.getFileCount()).isEqualTo(8);
            assertThat(proposal.getFeatures()).isEqualTo(3);
        });
    }

    @Test
    void anAuditLeavesItsReportAndEndsAsTheCommand() throws Exception {
        Path captures = new Traffic(7, 8, 300).write(folder.resolve("captures"), "fraud");
        topics.activate(new Traffic(7, 8, 300).baseline(), "fraud");
        Files.writeString(
                folder.resolve("monitor.yaml"),
                "version: 1\nendpoint: fraud\nschedules:\n" + "  - {name: nightly, cron: 0 5 * * *, audit: {captures: "
                        + captures + ", out: reports}}\n");
        String said = runNow(1, "nightly").err();
        assertThat(said).contains("8 windows: ").contains("2 alarm").contains("run hash");
        Fire fire = lastFire();
        assertThat(fire.getState()).isEqualTo(FireState.DONE);
        assertThat(fire.getExitCode()).isEqualTo(1);
        try (var reports = Files.list(folder.resolve("reports"))) {
            assertThat(reports.toList())
                    .singleElement()
                    .satisfies(
                            report -> assertThat(report.resolve("summary.json")).exists());
        }
    }
}
