package io.tidemark.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.MockAdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the fake that Kafka itself tests with: topics and their settings in memory. */
final class TopicCreatorTest {
    private static final Topics TOPICS = new Topics();

    private final MockAdminClient admin = MockAdminClient.create().numBrokers(3).build();
    private final TopicCreator creator = new TopicCreator(admin);

    @BeforeEach
    void letNewPartitionsHaveAnEnd() {
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (Topic<?, ?> topic : TOPICS.all()) {
            for (int partition = 0; partition < Topics.CAPTURE_PARTITIONS; partition++) {
                ends.put(new TopicPartition(topic.name(), partition), 0L);
            }
        }
        admin.updateEndOffsets(ends);
    }

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void missingTopicsAreMadeAsTheTableSays() throws ExecutionException, InterruptedException {
        TopicCreator.Outcome outcome = creator.ensure(TOPICS, 3);

        assertThat(outcome.created())
                .isEqualTo(TOPICS.all().stream().map(Topic::name).toList());
        assertThat(outcome.findings()).isEmpty();
        assertThat(partitions())
                .containsEntry("tidemark.captures", 12)
                .containsEntry("tidemark.activations", 1)
                .containsEntry("tidemark.baselines", 1)
                .containsEntry("tidemark.reports", 12)
                .containsEntry("tidemark.ground-truth", 12)
                .containsEntry("tidemark.model-reports", 12)
                .containsEntry("tidemark.ledger", 12);
        assertThat(describe("tidemark.captures").partitions())
                .allSatisfy(partition -> assertThat(partition.replicas()).hasSize(3));
    }

    @Test
    void secondTimeNothingIsMadeOrFound() {
        creator.ensure(TOPICS, 3);

        TopicCreator.Outcome outcome = creator.ensure(TOPICS, 3);

        assertThat(outcome.created()).isEmpty();
        assertThat(outcome.findings()).isEmpty();
    }

    @Test
    void otherTopicsHaveAsManyPartitionsAsTheCapturesThatExist() throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(new NewTopic("tidemark.captures", 5, (short) 1)
                .configs(TOPICS.captures().config())));

        TopicCreator.Outcome outcome = creator.ensure(TOPICS, 1);

        assertThat(outcome.created()).hasSize(13).doesNotContain("tidemark.captures");
        assertThat(outcome.findings()).isEmpty();
        assertThat(partitions()).containsEntry("tidemark.captures", 5).containsEntry("tidemark.violations", 5);
    }

    @Test
    void existingTopicIsLeftAloneAndItsWrongSettingsAreListed() throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(new NewTopic("tidemark.activations", 4, (short) 1)
                .configs(Map.of("message.timestamp.type", "CreateTime", "cleanup.policy", "delete"))));

        TopicCreator.Outcome outcome = creator.ensure(TOPICS, 3);

        assertThat(outcome.findings())
                .extracting(TopicFinding::topic, TopicFinding::setting, TopicFinding::found)
                .containsExactly(
                        tuple("tidemark.activations", "cleanup.policy", "delete"),
                        tuple("tidemark.activations", "message.timestamp.type", "CreateTime"),
                        tuple("tidemark.activations", "partitions", "4"),
                        tuple("tidemark.activations", "replication.factor", "1"));
        assertThat(partitions()).containsEntry("tidemark.activations", 4);
    }

    @Test
    void topicThatCannotBeSeenYetButExistsIsLeftAlone() {
        creator.ensure(TOPICS, 1);
        // Kafka's fake hides such a topic from descriptions and refuses to make it: as between two that start at once.
        admin.markTopicForDeletion("tidemark.ledger");

        TopicCreator.Outcome outcome = creator.ensure(TOPICS, 1);

        assertThat(outcome.created()).isEmpty();
        assertThat(outcome.findings()).isEmpty();
    }

    @Test
    void refusalOfTheClusterIsThrown() {
        assertThatExceptionOfType(InvalidReplicationFactorException.class).isThrownBy(() -> creator.ensure(TOPICS, 4));
    }

    @Test
    void replicationOutsideItsRangeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> creator.ensure(TOPICS, 0))
                .withMessageContaining("replication = 0");
    }

    @Test
    void retentionIsMetByMoreOrNoLimit() {
        assertThat(retentionFindings("604800000")).isEmpty();
        assertThat(retentionFindings("604800001")).isEmpty();
        assertThat(retentionFindings("-1")).isEmpty();
    }

    @Test
    void retentionThatIsTooShortIsFoundWithItsConsequence() {
        assertThat(retentionFindings("604799999"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.toString())
                        .startsWith("topic tidemark.captures: retention.ms is 604799999, should be 604800000:")
                        .contains("deleted sooner")
                        .contains("kafka-configs --alter --entity-type topics --entity-name tidemark.captures"));
        assertThat(retentionFindings("a while")).hasSize(1);
    }

    @Test
    void settingThatTheClusterDoesNotNameIsFound() {
        TopicCheck.Existing existing = new TopicCheck.Existing(12, 3, Map.of());

        assertThat(TopicCheck.findings(TOPICS.captures(), existing, 3))
                .extracting(TopicFinding::found)
                .containsExactly("unknown", "unknown", "unknown");
    }

    private static List<TopicFinding> retentionFindings(String retentionMs) {
        Map<String, String> config = new HashMap<>(TOPICS.captures().config());
        config.put("retention.ms", retentionMs);
        return TopicCheck.findings(TOPICS.captures(), new TopicCheck.Existing(7, 3, config), 3);
    }

    private Map<String, Integer> partitions() throws ExecutionException, InterruptedException {
        Map<String, Integer> partitions = new HashMap<>();
        admin.describeTopics(admin.listTopics().names().get())
                .allTopicNames()
                .get()
                .forEach(
                        (name, topic) -> partitions.put(name, topic.partitions().size()));
        return partitions;
    }

    private TopicDescription describe(String name) throws ExecutionException, InterruptedException {
        return Objects.requireNonNull(
                admin.describeTopics(List.of(name)).allTopicNames().get().get(name));
    }
}
