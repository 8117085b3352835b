package io.tidemark.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.app.doctor.Check.Level;
import io.tidemark.wire.Topic;
import io.tidemark.wire.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each finding follows from; fault 47 among them. */
final class ChecksTest {
    private static final Topics TOPICS = new Topics();
    private static final String CAPTURES = TOPICS.captures().name();
    private static final TopicChecks.Needs NEEDS =
            new TopicChecks.Needs(Duration.ofHours(1), Duration.ofMinutes(10), Duration.ofDays(30), Duration.ofDays(7));

    private final Map<String, TopicFacts> known = new TreeMap<>();

    ChecksTest() {
        for (Topic<?, ?> topic : TOPICS.all()) {
            Map<String, String> config = new HashMap<>(topic.config());
            config.put("min.insync.replicas", "2");
            known.put(topic.name(), facts(topic.name(), topic.partitions() == 1 ? 1 : 12, 3, config));
        }
    }

    private static TopicFacts facts(String name, int partitions, int replication, Map<String, String> config) {
        return new TopicFacts(name, partitions, replication, 0, 0, config, Set.of(AclOperation.values()));
    }

    private void set(String setting, String value) {
        TopicFacts before = Objects.requireNonNull(known.get(CAPTURES));
        Map<String, String> config = new HashMap<>(before.config());
        config.put(setting, value);
        known.put(CAPTURES, facts(CAPTURES, before.partitions(), before.replication(), config));
    }

    private List<Check> checks() {
        return new TopicChecks(TOPICS, NEEDS, 3).of(new TopicFacts.Learned(known, Set.of()));
    }

    private List<Check> bad() {
        return checks().stream().filter(check -> check.level() != Level.OK).toList();
    }

    @Test
    void topicsAsTheyAreMadeAreOk() {
        assertThat(checks()).hasSize(TOPICS.all().size()).allMatch(check -> check.level() == Level.OK);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "message.timestamp.type|CreateTime|ERROR|message.timestamp.type is CreateTime, not LogAppendTime",
                "cleanup.policy|compact|ERROR|cleanup.policy is compact, not delete",
                "retention.ms|4199999|ERROR|shorter than 1h10m",
                "retention.ms|4200000|WARN|records stay 1h10m, not 7d",
                "min.insync.replicas|4|ERROR|min.insync.replicas is 4 of 3 replicas",
                "min.insync.replicas|1|WARN|min.insync.replicas is 1",
                "unclean.leader.election.enable|true|WARN|unclean leader elections are allowed",
                "max.message.bytes|1000|WARN|max.message.bytes is 1000"
            })
    void fault47WrongSettingIsFoundWithItsFix(String setting, String value, Level level, String what) {
        set(setting, value);
        assertThat(bad()).singleElement().satisfies(check -> {
            assertThat(check.level()).isEqualTo(level);
            assertThat(check.subject()).isEqualTo("topic " + CAPTURES);
            assertThat(check.what()).contains(what);
            assertThat(check.why()).isNotEmpty();
            assertThat(check.fix()).contains(setting).contains(CAPTURES);
        });
    }

    @Test
    void noLimitOfRetentionIsLongEnough() {
        set("retention.ms", "-1");
        assertThat(bad()).isEmpty();
    }

    @Test
    void fault47TopicsWithOtherPartitionsThanTheCapturesAreFound() {
        String labels = TOPICS.groundTruth().name();
        known.put(labels, facts(labels, 6, 3, TOPICS.groundTruth().config()));
        String activations = TOPICS.activations().name();
        known.put(activations, facts(activations, 2, 3, TOPICS.activations().config()));
        assertThat(bad())
                .filteredOn(check -> check.level() == Level.ERROR)
                .extracting(Check::what)
                .containsExactlyInAnyOrder("2 partitions, not 1", "6 partitions, but " + CAPTURES + " has 12");
    }

    @Test
    void labelsMustStayForWindowHorizonAndWait() {
        String labels = TOPICS.groundTruth().name();
        Map<String, String> config = new HashMap<>(TOPICS.groundTruth().config());
        config.put("retention.ms", Long.toString(Duration.ofDays(37).toMillis()));
        config.put("min.insync.replicas", "2");
        known.put(labels, facts(labels, 12, 3, config));
        assertThat(bad())
                .singleElement()
                .satisfies(check -> assertThat(check.what()).isEqualTo("records stay 37d, shorter than 37d1h"));
    }

    @Test
    void missingAndHiddenTopicsAreToldApart() {
        known.remove(CAPTURES);
        assertThat(bad())
                .singleElement()
                .satisfies(check -> assertThat(check.what()).isEqualTo("it does not exist"));
        assertThat(new TopicChecks(TOPICS, NEEDS, 3).of(new TopicFacts.Learned(known, Set.of(CAPTURES))))
                .filteredOn(check -> check.level() == Level.ERROR)
                .singleElement()
                .satisfies(check -> assertThat(check.fix()).contains("grant Describe on topic " + CAPTURES));
    }

    @Test
    void settingsThatMayNotBeSeenAreSaid() {
        known.put(CAPTURES, facts(CAPTURES, 12, 3, Map.of()));
        assertThat(bad())
                .singleElement()
                .satisfies(check -> assertThat(check.fix()).contains("DescribeConfigs"));
    }

    @Test
    void partitionsWithoutLeaderOrInSyncReplicasAreFound() {
        known.put(CAPTURES, new TopicFacts(CAPTURES, 12, 3, 1, 2, Map.of(), Set.of()));
        assertThat(bad()).extracting(Check::what).contains("1 partitions have no leader");
        known.put(CAPTURES, new TopicFacts(CAPTURES, 12, 3, 0, 2, Map.of(), Set.of()));
        assertThat(bad()).extracting(Check::what).contains("2 partitions have replicas that are behind");
    }

    @Test
    void fewReplicasMatterOnlyWhereThereAreBrokersForMore() {
        known.put(CAPTURES, facts(CAPTURES, 12, 1, TOPICS.captures().config()));
        assertThat(bad())
                .singleElement()
                .satisfies(check -> assertThat(check.what()).isEqualTo("1 replicas on 3 brokers"));
        assertThat(new TopicChecks(TOPICS, NEEDS, 1).of(new TopicFacts.Learned(known, Set.of())))
                .allMatch(check -> check.level() == Level.OK);
    }

    @Test
    void clusterWithoutVerifiedTransactionsOrThreeBrokersIsFound() {
        assertThat(ClusterChecks.brokers(3).level()).isEqualTo(Level.OK);
        assertThat(ClusterChecks.brokers(1).what()).isEqualTo("1 broker answers");
        assertThat(ClusterChecks.features(Map.of("metadata.version", 20, "transaction.version", 1)))
                .extracting(Check::level)
                .containsExactly(Level.OK, Level.ERROR);
        assertThat(ClusterChecks.features(Map.of("metadata.version", 9_999, "transaction.version", 2)))
                .extracting(Check::what)
                .containsExactly("feature level 9999 of metadata.version", "transaction protocol 2");
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 0, OK",
        "1000, 1000, OK",
        "3000, 1000, OK",
        "3001, 1000, WARN",
        "121001, 1000, ERROR",
        "0, 99999, OK"
    })
    void clockBehindTheNewestRecordIsFound(long newest, long now, Level level) {
        assertThat(ClockCheck.judge(newest, now).level()).isEqualTo(level);
    }

    @Test
    void lagAbsenceAndLossOfAGroupAreTold() {
        TopicPartition place = new TopicPartition(CAPTURES, 0);
        GroupChecks.Reading read = new GroupChecks.Reading("tidemark-drift", false);
        assertThat(GroupChecks.judge(read, Map.of(place, 5L), Map.of(place, 0L), Map.of(place, 9L)))
                .isEqualTo(Check.ok("group tidemark-drift", "4 offsets behind"));
        assertThat(GroupChecks.judge(read, Map.of(place, 5L), Map.of(place, 7L), Map.of(place, 9L))
                        .what())
                .isEqualTo("2 offsets deleted before it was read");
        assertThat(GroupChecks.judge(new GroupChecks.Reading("g", true), Map.of(), Map.of(), Map.of())
                        .what())
                .isEqualTo("no member, 0 offsets behind");
    }

    @Test
    void machineWithFewFilesMuchHeapOrLittleDiskIsFound(@TempDir Path folder) throws Exception {
        long gib = 1 << 30;
        assertThat(MachineChecks.files(OptionalLong.of(1_024)).level()).isEqualTo(Level.WARN);
        assertThat(MachineChecks.files(OptionalLong.of(65_536)).level()).isEqualTo(Level.OK);
        assertThat(MachineChecks.files(OptionalLong.empty()).level()).isEqualTo(Level.OK);
        assertThat(MachineChecks.memory(gib, 4 * gib).level()).isEqualTo(Level.OK);
        assertThat(MachineChecks.memory(3 * gib, 4 * gib).fix()).startsWith("TIDEMARK_OPTS=-Xmx2867m");
        assertThat(MachineChecks.space(folder, 0).level()).isEqualTo(Level.ERROR);
        assertThat(MachineChecks.space(folder, 2 * gib).level()).isEqualTo(Level.WARN);
        assertThat(MachineChecks.space(folder, 50 * gib).level()).isEqualTo(Level.OK);
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(MachineChecks.state(file).what()).isEqualTo(file + " is no folder that can be written");
        assertThat(MachineChecks.of(folder.resolve("not/there/yet"))).hasSize(4);
    }

    @Test
    void fault45MissingRightIsNamedWithTopicAndOperation() {
        known.put(CAPTURES, new TopicFacts(CAPTURES, 12, 3, 0, 0, Map.of(), Set.of(AclOperation.DESCRIBE)));
        assertThat(new AccessChecks(TOPICS, Role.DRIFT).onTopics(new TopicFacts.Learned(known, Set.of())))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.what()).isEqualTo("no Read and DescribeConfigs on topic " + CAPTURES);
                    assertThat(check.fix()).isEqualTo("deploy/acls.sh --role drift --principal User:NAME");
                });
    }
}
