package io.tidemark.replay;

import static io.tidemark.replay.TestCaptures.ADULT;
import static io.tidemark.replay.TestCaptures.CENSUS;
import static io.tidemark.replay.TestCaptures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.core.evaluation.WindowState;
import io.tidemark.core.ledger.PartitionAccount;
import io.tidemark.core.window.WindowKey;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topic;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.BaselineChunk;
import io.tidemark.wire.avro.DeadLetter;
import io.tidemark.wire.avro.DuplicateConflict;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.OffsetRange;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.avro.SourceOffsets;
import io.tidemark.wire.codec.BaselineChunks;
import io.tidemark.wire.codec.ReportCodec;
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
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierTest {
    private static final Topics TOPICS = new Topics();
    private static final Path SIX_HOURS = ADULT.resolve("2026/03/02");
    private static final Baseline BASELINE = TestBaseline.of(SIX_HOURS);
    private static final VerifyPlan PLAN =
            VerifyPlan.of(SIX_HOURS, MonitorConfig.defaults(), NOW).withNames(CENSUS);

    @TempDir
    private Path folder;

    private final List<Report> live = new ArrayList<>();
    private final List<BaselineChunk> published = new ArrayList<>();
    private final List<LedgerRow> rows = new ArrayList<>();
    private final List<String> captures = new ArrayList<>();
    private final List<DeadLetter> letters = new ArrayList<>();
    private boolean capturesNameEndpoint = true;
    private long capturesBeginAt;

    @BeforeAll
    static void loadTheFormsOfTheTopicsWhichTellAvroWhatToTrust() {
        assertThat(TOPICS.all()).isNotEmpty();
    }

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

    /** The live run had one record less in its second window, and the ledger says that it was late. */
    @Test
    void aRecordThatWasLateLiveIsLeftOutOfTheAudit() throws Exception {
        List<String> lines = TestCaptures.linesOf(SIX_HOURS.resolve("01"));
        TestCaptures.write(folder.resolve("00.jsonl"), TestCaptures.linesOf(SIX_HOURS.resolve("00")));
        TestCaptures.write(folder.resolve("01.jsonl"), lines.subList(1, lines.size()));
        List<WindowReport> reports = audit(folder);
        addLive(reports);
        captures.add(lines.get(0));
        TestCaptures.write(folder.resolve("01.jsonl"), lines);
        VerifyPlan plan = VerifyPlan.of(folder, MonitorConfig.defaults(), NOW).withNames(CENSUS);
        assertThat(verify(BASELINE, plan).different()).hasSize(1);

        rows.add(late(reports.get(1).window(), true));
        VerifyResult followed = verify(BASELINE, plan);

        assertThat(followed.isProof()).isTrue();
        assertThat(followed.followed()).isEqualTo(new VerifyResult.Followed(1, 0, 0, List.of(), List.of()));
    }

    /** The application gave it the endpoint, for the record names none. */
    @Test
    void aLateRecordThatNamesNoEndpointIsLeftOutOfTheAudit() throws Exception {
        capturesNameEndpoint = false;
        aRecordThatWasLateLiveIsLeftOutOfTheAudit();
    }

    /** The same files were replayed once more after their windows had closed: copies were late, originals counted. */
    @Test
    void aLateCopyOfACountedRecordLeavesTheRecordInTheAudit() throws Exception {
        List<String> lines = TestCaptures.linesOf(SIX_HOURS.resolve("01"));
        List<WindowReport> reports = audit(SIX_HOURS);
        addLive(reports);
        captures.add(lines.get(0));
        captures.add(lines.get(0));
        captures.add(lines.get(0));
        rows.add(LedgerRow.newBuilder(late(reports.get(1).window(), true))
                .setLate(2)
                .setLateOffsets(List.of(new SourceOffsets(0, true, List.of(new OffsetRange(1L, 2L)))))
                .build());

        VerifyResult result = verify(BASELINE, PLAN);

        assertThat(result.isProof()).isTrue();
        assertThat(result.followed()).isEqualTo(new VerifyResult.Followed(2, 0, 0, List.of(), List.of()));
    }

    /** Its endpoint was declared later, and the letter replayed. */
    @Test
    void aRefusedRecordThatWasSentAgainAndCountedIsNotLeftOut() throws Exception {
        addLive(audit(SIX_HOURS));
        String record = TestCaptures.linesOf(SIX_HOURS.resolve("01")).get(0);
        captures.addAll(List.of(record, record));
        letters.add(DeadLetter.newBuilder()
                .setTopic(TOPICS.captures().name())
                .setPartition(0)
                .setOffset(0)
                .setEndpoint("census")
                .setVariant("AllTraffic")
                .setReason("unknownEndpoint")
                .setDetail("")
                .setDigest("")
                .setExcerpt("")
                .build());
        rows.add(LedgerRow.newBuilder()
                .setScope(LedgerScope.PARTITION)
                .setPartition(0)
                .setFirstOffset(0)
                .setNextOffset(2)
                .build());

        VerifyResult result = verify(BASELINE, PLAN);

        assertThat(result.isProof()).isTrue();
        assertThat(result.followed().refused()).isEqualTo(1);
    }

    /** In the files each repeat has the smaller checksum or the larger; live, the record that came first counted. */
    @Test
    void repeatsWithOtherContentsAreFollowedBeyondThoseThatTheLedgerNames() throws Exception {
        List<String> lines = TestCaptures.linesOf(SIX_HOURS.resolve("00"));
        VerifyPlan plan = liveWithConflicts(lines, 150);

        assertThat(verify(BASELINE, plan).different()).as("nothing is followed").hasSize(1);
        rows.add(conflicts(lines.size(), 150));
        VerifyResult result = verify(BASELINE, plan);

        assertThat(result.different()).isEmpty();
        assertThat(result.isProof()).isTrue();
        assertThat(result.followed().unknownConflicts()).isEmpty();
    }

    @Test
    void repeatsWithOtherContentsThatCannotBeFollowedAreSaidPlainly() throws Exception {
        List<String> lines = TestCaptures.linesOf(SIX_HOURS.resolve("00"));
        VerifyPlan plan = liveWithConflicts(lines, 150);
        rows.add(conflicts(lines.size(), 150));
        capturesBeginAt = 100;

        assertThat(verify(BASELINE, plan).followed().unknownConflicts()).containsExactly(0);
    }

    /** Lays the captures of an hour and then altered copies of the first ones into the files and the topic. */
    private VerifyPlan liveWithConflicts(List<String> lines, int copies) throws Exception {
        TestCaptures.write(folder.resolve("00.jsonl"), lines);
        addLive(audit(folder));
        List<String> all = new ArrayList<>(lines);
        for (String line : lines.subList(0, copies)) {
            all.add(line.replaceFirst("\"data\":\"[0-9]+", "\"data\":\"99"));
        }
        TestCaptures.write(folder.resolve("00.jsonl"), all);
        captures.addAll(all);
        return VerifyPlan.of(folder, MonitorConfig.defaults(), NOW).withNames(CENSUS);
    }

    /** The row of a partition that names the newest hundred of so many conflicts at its end. */
    private static LedgerRow conflicts(int before, int count) {
        List<DuplicateConflict> named = new ArrayList<>();
        for (int i = count - PartitionAccount.MOST_CONFLICTS; i < count; i++) {
            named.add(new DuplicateConflict((long) before + i, ""));
        }
        return LedgerRow.newBuilder()
                .setScope(LedgerScope.PARTITION)
                .setPartition(0)
                .setNextOffset(before + count)
                .setDuplicate(count)
                .setConflicts(named)
                .build();
    }

    @Test
    void aLateRecordWithoutExactOffsetsIsNamedAsUnresolved() throws Exception {
        List<WindowReport> reports = audit(SIX_HOURS);
        addLive(reports);
        rows.add(late(reports.get(1).window(), false));

        assertThat(verify(BASELINE, PLAN).followed().unresolved())
                .containsExactly(reports.get(1).window());
    }

    @Test
    void aWindowThatHadNoBaselineLiveIsComparedByItsRows() throws Exception {
        List<WindowReport> reports = audit(SIX_HOURS);
        addLive(reports.subList(0, 4));
        addLive(List.of(withoutBaseline(reports.get(4), 0), withoutBaseline(reports.get(5), 1)));

        VerifyResult result = verify(BASELINE, PLAN);

        assertThat(result.withoutBaseline()).containsExactly(reports.get(4).window());
        assertThat(result.different())
                .extracting(VerifyResult.Difference::window)
                .containsExactly(reports.get(5).window());
    }

    private static LedgerRow late(WindowKey window, boolean isExact) {
        SourceOffsets offsets = new SourceOffsets(0, isExact, List.of(new OffsetRange(0L, 0L)));
        return LedgerRow.newBuilder()
                .setScope(LedgerScope.LATE)
                .setEndpoint(window.endpoint())
                .setVariant(window.variant())
                .setWindowStart(window.startMs())
                .setLate(1)
                .setLateRows(1)
                .setLateOffsets(List.of(offsets))
                .build();
    }

    private static WindowReport withoutBaseline(WindowReport report, long more) {
        return new WindowReport(
                report.window(),
                report.windowEndMs(),
                ContentHash.NONE,
                report.configHash(),
                WindowState.NO_BASELINE,
                report.records() + more,
                report.rows() + more,
                0,
                0,
                List.of(),
                List.of(),
                report.configHash());
    }

    @Test
    void aTopicThatCannotBeReadToItsEndIsAnError() {
        try (MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none")) {
            prepare(consumer, TOPICS.reports(), List.of());
            consumer.updateEndOffsets(Map.of(new TopicPartition(TOPICS.reports().name(), 0), 5L));
            assertThatThrownBy(() -> new Verifier(consumer, TOPICS, BASELINE).verify(PLAN))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessageContaining("no progress for 60 s before the ends {tidemark.reports-0=5}");
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
            if (!rows.isEmpty()) {
                prepare(
                        consumer,
                        TOPICS.ledger(),
                        rows.stream()
                                .map(row -> Map.entry(RecordKeys.of(row), row))
                                .toList());
            }
            if (!letters.isEmpty()) {
                prepare(
                        consumer,
                        TOPICS.deadLetters(),
                        letters.stream().map(letter -> Map.entry("", letter)).toList());
            }
            prepareCaptures(consumer);
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

    /** The captures behind the late records: polled when they are asked for, once for each of both passes. */
    private void prepareCaptures(MockConsumer<byte[], byte[]> consumer) {
        if (captures.isEmpty() || rows.isEmpty()) {
            return;
        }
        String name = TOPICS.captures().name();
        TopicPartition place = new TopicPartition(name, 0);
        consumer.updateBeginningOffsets(Map.of(place, capturesBeginAt));
        Node node = new Node(0, "localhost", 9092);
        consumer.updatePartitions(
                name, List.of(new PartitionInfo(name, 0, node, new Node[] {node}, new Node[] {node})));
        consumer.updateEndOffsets(Map.of(place, (long) captures.size()));
        Runnable everything = () -> {
            for (int offset = (int) capturesBeginAt; offset < captures.size(); offset++) {
                ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                        name, 0, offset, new byte[0], captures.get(offset).getBytes(StandardCharsets.UTF_8));
                if (capturesNameEndpoint) {
                    record.headers().add(Topics.ENDPOINT_HEADER, "census".getBytes(StandardCharsets.UTF_8));
                }
                consumer.addRecord(record);
            }
        };
        consumer.schedulePollTask(everything);
        consumer.schedulePollTask(everything);
    }

    /** Puts records on the one partition of a topic; they can be polled as soon as it is assigned. */
    private static <V> void prepare(
            MockConsumer<byte[], byte[]> consumer, Topic<?, V> topic, List<Map.Entry<String, V>> records) {
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
