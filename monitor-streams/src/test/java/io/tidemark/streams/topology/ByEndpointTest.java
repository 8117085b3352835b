package io.tidemark.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.window.EndpointMark;
import io.tidemark.core.window.WindowKey;
import io.tidemark.streams.processor.Message;
import io.tidemark.streams.processor.Samples;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ByEndpointTest {
    private final ByEndpoint partitioner = new ByEndpoint();

    @Test
    void aHeartbeatGoesToEveryPartition() {
        Message.Beat beat = new Message.Beat(Samples.heartbeat(0, 1, 1, new EndpointMark("fraud", 1, false)));

        assertThat(partitioner.partitions("merge", "", beat, 4)).hasValue(Set.of(0, 1, 2, 3));
        assertThat(partitioner.partitions("merge", "", beat, 1)).hasValue(Set.of(0));
    }

    @Test
    void variantsAndWindowsOfAnEndpointMeetInOnePartition() {
        Set<Set<Integer>> chosen = new HashSet<>();
        for (int start = 0; start < 50; start++) {
            for (String variant : Set.of("a", "b")) {
                chosen.add(partitionOf(new WindowKey("fraud", variant, start * 1_000L), 12)
                        .orElseThrow());
            }
        }

        assertThat(chosen).singleElement().satisfies(set -> assertThat(set).hasSize(1));
    }

    @Test
    void tablesOfAModelMeetTheCountsOfItsEndpoint() {
        Message.ModelCounted counted = new Message.ModelCounted(MergeSerdeTest.modelDelta("fraud"));

        assertThat(partitioner.partitions("merge", "", counted, 12))
                .isEqualTo(partitionOf(Samples.window("fraud", 0), 12));
    }

    @Test
    void endpointsAreSpreadOverAllPartitions() {
        Set<Integer> chosen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            Optional<Set<Integer>> one = partitionOf(Samples.window("endpoint-" + i, 0), 12);
            assertThat(one.orElseThrow()).hasSize(1).allMatch(partition -> partition >= 0 && partition < 12);
            chosen.addAll(one.orElseThrow());
        }

        assertThat(chosen).hasSize(12);
    }

    @Test
    void aPartitionIsAsItWasInTheFirstRelease() {
        assertThat(partitionOf(Samples.window("fraud", 0), 12)).hasValue(Set.of(10));
        assertThat(partitionOf(Samples.window("größe/€", 0), 12)).hasValue(Set.of(6));
    }

    private Optional<Set<Integer>> partitionOf(WindowKey window, int partitions) {
        return partitioner.partitions("merge", "", new Message.Counted(Samples.delta(window, 0, 0, 1)), partitions);
    }
}
