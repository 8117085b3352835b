package io.tidemark.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.quality.ModelConfig;
import io.tidemark.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.junit.jupiter.api.Test;

class LabelStreamsTest {
    private static final DriftSettings DRIFT = DriftSettings.of(
            Map.of("bootstrap.servers", "nowhere:1"), new Topics(), MonitorConfig.defaults(), Path.of("state"));

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

    @Test
    void topicsOfDifferentPartitionCountsAreRefusedWithWhatToDo() {
        hasPartitions("captures", 12);
        hasPartitions("ground-truth", 6);

        assertThatIllegalStateException()
                .isThrownBy(() -> LabelStreams.requireCoPartitioned(consumer, "captures", "ground-truth"))
                .withMessageContaining("ground-truth has 6 partitions, but captures has 12")
                .withMessageContaining("Make ground-truth anew with 12 partitions");
    }

    @Test
    void topicsOfTheSamePartitionCountAreTaken() {
        hasPartitions("captures", 12);
        hasPartitions("ground-truth", 12);

        assertThat(LabelStreams.requireCoPartitioned(consumer, "captures", "ground-truth"))
                .isEqualTo(12);
    }

    @Test
    void settingsBesideADriftApplicationShareItsConnectionAndState() {
        LabelsSettings labels = LabelsSettings.beside(DRIFT, "tidemark-labels", ModelConfig.defaults());

        assertThat(labels.applicationId()).isEqualTo("tidemark-labels");
        assertThat(labels.client()).isEqualTo(DRIFT.client());
        assertThat(labels.stateDirectory()).isEqualTo(DRIFT.stateDirectory());
        assertThat(labels.topics()).isSameAs(DRIFT.topics());
        assertThat(labels.stores()).isEqualTo(DRIFT.stores());
        assertThat(labels.threads()).isEqualTo(1);
        assertThat(labels.commitInterval()).isEqualTo(DRIFT.commitInterval());
        assertThat(labels.silence()).isEqualTo(Duration.ofHours(1));
        assertThat(labels.withSilence(Duration.ofSeconds(2)).silence()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void theTwoApplicationsCannotHaveOneIdentity() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabelsSettings.beside(DRIFT, DRIFT.applicationId(), ModelConfig.defaults()))
                .withMessageContaining("must be another than that of the drift application");
    }

    @Test
    void aSilenceOfNoTimeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LabelsSettings("labels", DRIFT, Duration.ZERO))
                .withMessageContaining("is not positive");
    }

    private void hasPartitions(String topic, int count) {
        List<PartitionInfo> partitions = IntStream.range(0, count)
                .mapToObj(i -> new PartitionInfo(topic, i, Node.noNode(), new Node[0], new Node[0]))
                .toList();
        consumer.updatePartitions(topic, partitions);
    }
}
