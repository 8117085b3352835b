package io.tidemark.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TopicsTest {
    @Test
    void topicsAreAsTheTableSays() {
        String table = new Topics()
                .all().stream()
                        .map(topic -> topic.name() + " | " + topic.partitions() + " | " + topic.config())
                        .collect(Collectors.joining("\n", "", "\n"));

        assertThat(table).isEqualTo("""
                tidemark.captures | 12 | {cleanup.policy=delete, message.timestamp.type=LogAppendTime, retention.ms=604800000}
                tidemark.ground-truth | -1 | {cleanup.policy=delete, message.timestamp.type=LogAppendTime, retention.ms=3456000000}
                tidemark.baselines | 1 | {cleanup.policy=compact, message.timestamp.type=LogAppendTime}
                tidemark.activations | 1 | {cleanup.policy=compact, message.timestamp.type=LogAppendTime}
                tidemark.reports | -1 | {cleanup.policy=delete, message.timestamp.type=LogAppendTime, retention.ms=34560000000}
                tidemark.model-reports | -1 | {cleanup.policy=delete, message.timestamp.type=LogAppendTime, retention.ms=34560000000}
                tidemark.violations | -1 | {cleanup.policy=delete, message.timestamp.type=LogAppendTime, retention.ms=34560000000}
                tidemark.dead-letters | -1 | {cleanup.policy=delete, message.timestamp.type=LogAppendTime, retention.ms=2592000000}
                tidemark.ledger | -1 | {cleanup.policy=compact, message.timestamp.type=LogAppendTime}
                tidemark.episodes | -1 | {cleanup.policy=compact, message.timestamp.type=LogAppendTime}
                tidemark.notifications | -1 | {cleanup.policy=delete, message.timestamp.type=LogAppendTime, retention.ms=2592000000}
                tidemark.episode-commands | -1 | {cleanup.policy=delete, message.timestamp.type=LogAppendTime, retention.ms=2592000000}
                tidemark.operations | -1 | {cleanup.policy=delete, message.timestamp.type=LogAppendTime, retention.ms=604800000}
                tidemark.retrain | 1 | {cleanup.policy=delete, message.timestamp.type=LogAppendTime, retention.ms=34560000000}
                """);
    }

    @Test
    void headersAreNamedAsProducersKnowThem() {
        assertThat(Topics.ENDPOINT_HEADER).isEqualTo("tidemark-endpoint");
        assertThat(Topics.VARIANT_HEADER).isEqualTo("tidemark-variant");
        assertThat(Topics.SOURCE_HEADER).isEqualTo("tidemark-source");
        assertThat(Topics.CONTROL_HEADER).isEqualTo("tidemark-control");
        assertThat(Topics.LABEL_TIME_HEADER).isEqualTo("tidemark-label-time");
        assertThat(Topics.CONTROL_END).isEqualTo("end");
    }

    @Test
    void prefixStandsBeforeEveryName() {
        assertThat(new Topics("team-a.").all())
                .allSatisfy(topic -> assertThat(topic.name()).startsWith("team-a."));
        assertThat(new Topics("").captures().name()).isEqualTo("captures");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "ä", "a/b", "a:"})
    void prefixThatKafkaRefusesIsRefused(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Topics(prefix))
                .withMessageContaining("topic prefix = '" + prefix + "'");
    }

    @Test
    void topicWithoutPartitionsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Topic<>("t", Serdes.String(), Serdes.String(), 0, Map.of()))
                .withMessageContaining("partitions of t = 0");
    }
}
