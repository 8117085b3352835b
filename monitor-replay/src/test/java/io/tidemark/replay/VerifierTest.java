package io.tidemark.replay;

import static io.tidemark.replay.TestCaptures.ADULT;
import static io.tidemark.replay.TestCaptures.CENSUS;
import static io.tidemark.replay.TestCaptures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topic;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.BaselineChunk;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.codec.BaselineChunks;
import io.tidemark.wire.codec.ReportCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerifierTest {
    private static final Topics TOPICS = new Topics();
    private static final Path SIX_HOURS = ADULT.resolve("2026/03/02");
    private static final Baseline BASELINE = TestBaseline.of(SIX_HOURS);
    private static final VerifyPlan PLAN =
            VerifyPlan.of(SIX_HOURS, MonitorConfig.defaults(), NOW).withNames(CENSUS);

    private final List<Report> live = new ArrayList<>();
    private final List<BaselineChunk> published = new ArrayList<>();

    @Test
    void liveReportsOfTheSameRecordsAreEqual() throws Exception {
        addLive(audit(SIX_HOURS));
        published.addAll(BaselineChunks.split(BASELINE));
        VerifyResult result = verify(null, PLAN);
        assertThat(result.isProof()).isTrue();
        assertThat(result.equal()).hasSize(6);
    }

    @Test
    void theNewestReportOfAWindowWins() throws Exception {
        List<WindowReport> whole = audit(SIX_HOURS);
        addLive(List.of(withAnotherVerdict(whole.get(0))));
        addLive(whole);
        VerifyResult result = verify(BASELINE, PLAN);
        assertThat(result.isProof()).isTrue();
    }

    @Test
    void aWindowThatWasNeverReportedIsMissingLive() throws Exception {
        List<WindowReport> whole = audit(SIX_HOURS);
        addLive(whole.subList(0, 5));
        VerifyResult result = verify(BASELINE, PLAN);
        assertThat(result.equal()).hasSize(5);
        assertThat(result.onlyAudit()).containsExactly(whole.get(5).window());
    }

    @Test
    void aDifferentBaselineIsFoundInTheTopicByItsHash() throws Exception {
        Baseline other = TestBaseline.of(SIX_HOURS.resolve("00"));
        published.addAll(BaselineChunks.split(other));
        published.addAll(BaselineChunks.split(BASELINE));
        addLive(audit(SIX_HOURS));
        assertThat(verify(null, PLAN).isProof()).isTrue();
        VerifyResult byOther = verify(other, PLAN);
        assertThat(byOther.different())
                .hasSize(6)
                .allSatisfy(
                        difference -> assertThat(difference.firstDifference()).startsWith("baseline: live "));
    }

    @Test
    void aBaselineThatIsNotPublishedIsAnError() throws Exception {
        addLive(audit(SIX_HOURS));
        assertThatThrownBy(() -> verify(null, PLAN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(BASELINE.hash().brief());
    }

    @Test
    void otherEndpointsAreLeftOut() throws Exception {
        addLive(audit(SIX_HOURS));
        AuditPlan elsewhere = AuditPlan.of(SIX_HOURS, BASELINE, MonitorConfig.defaults(), NOW);
        addLive(Audit.run(elsewhere.withNames(new CaptureNames("other", null))).reports());
        assertThat(verify(BASELINE, PLAN).isProof()).isTrue();
        VerifyResult others = verify(BASELINE, PLAN.withEndpoints(Set.of("other")));
        assertThat(others.onlyLive()).hasSize(6);
        assertThat(others.onlyAudit()).isEmpty();
    }

    @Test
    void withoutLiveReportsNothingIsEqual() throws Exception {
        assertThat(verify(BASELINE, PLAN).onlyAudit()).hasSize(6);
        assertThat(verify(null, PLAN).isEmpty()).isTrue();
    }

    @Test
    void aTopicThatCannotBeReadToItsEndIsAnError() {
        try (MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none")) {
            prepare(consumer, TOPICS.reports(), List.of());
            consumer.updateEndOffsets(Map.of(new TopicPartition(TOPICS.reports().name(), 0), 5L));
            assertThatThrownBy(() -> new Verifier(consumer, TOPICS, BASELINE).verify(PLAN))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("tidemark.reports: no progress for 60 s");
        }
    }

    @Test
    void consumerSettingsReadCommittedRecordsOnly() {
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", "localhost:9092");
        client.setProperty("isolation.level", "read_uncommitted");
        assertThat(Verifier.consumerSettings(client))
                .containsEntry("bootstrap.servers", "localhost:9092")
                .containsEntry("isolation.level", "read_committed");
    }

    private static WindowReport withAnotherVerdict(WindowReport report) {
        return new WindowReport(
                report.window(),
                report.windowEndMs(),
                report.baselineHash(),
                report.configHash(),
                report.state(),
                report.records() + 1,
                report.rows(),
                report.extraColumnRows(),
                report.missingColumnRows(),
                report.features(),
                report.outcomes(),
                report.configHash());
    }

    private void addLive(List<WindowReport> reports) {
        reports.forEach(report -> live.addAll(ReportCodec.toAvro(report)));
    }

    private static List<WindowReport> audit(Path captures) throws Exception {
        AuditPlan plan = AuditPlan.of(captures, BASELINE, MonitorConfig.defaults(), NOW);
        return Audit.run(plan.withNames(CENSUS)).reports();
    }

    private VerifyResult verify(@Nullable Baseline baseline, VerifyPlan plan) throws Exception {
        try (MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none")) {
            prepare(
                    consumer,
                    TOPICS.reports(),
                    live.stream()
                            .map(part -> Map.entry(RecordKeys.of(part), part))
                            .toList());
            if (!live.isEmpty() && baseline == null) {
                prepare(
                        consumer,
                        TOPICS.baselines(),
                        published.stream()
                                .map(chunk -> Map.entry(RecordKeys.of(chunk), chunk))
                                .toList());
            }
            return new Verifier(consumer, TOPICS, baseline).verify(plan);
        }
    }

    /** Puts records on the one partition of a topic; they can be polled as soon as it is assigned. */
    private static <V> void prepare(
            MockConsumer<byte[], byte[]> consumer, Topic<String, V> topic, List<Map.Entry<String, V>> records) {
        TopicPartition partition = new TopicPartition(topic.name(), 0);
        Node node = new Node(0, "localhost", 9092);
        consumer.updatePartitions(
                topic.name(), List.of(new PartitionInfo(topic.name(), 0, node, new Node[] {node}, new Node[] {node})));
        consumer.updateBeginningOffsets(Map.of(partition, 0L));
        consumer.updateEndOffsets(Map.of(partition, (long) records.size()));
        if (records.isEmpty()) {
            return;
        }
        consumer.schedulePollTask(() -> {
            for (int offset = 0; offset < records.size(); offset++) {
                Map.Entry<String, V> record = records.get(offset);
                byte[] value = topic.valueSerde().serializer().serialize(topic.name(), record.getValue());
                byte[] key = record.getKey().getBytes(StandardCharsets.UTF_8);
                consumer.addRecord(new ConsumerRecord<>(topic.name(), 0, offset, key, value));
            }
        });
    }
}
