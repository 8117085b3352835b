package io.tidemark.benchmarks.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.benchmarks.topology.ClosingRecords.Window;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClosingRecordsTest {
    private final ClosingRecords closing = new ClosingRecords(1_000, 2);

    @Test
    void windowIsClosedByTheEighthRecordAfterItOnTheLastPartition() {
        // Given
        send(0, 900, 1, 10);
        send(1, 900, 1, 11);
        // When
        send(0, 1_000, 8, 100);
        send(1, 1_200, 8, 300);
        // Then
        assertThat(closing.times()).isEqualTo(Map.of(new Window("e", 0), 307L));
    }

    @Test
    void windowIsNotClosedBySevenRecordsOnOnePartition() {
        send(0, 1_000, 8, 100);
        send(1, 1_200, 7, 300);
        assertThat(closing.times()).isEmpty();
    }

    private void send(int partition, long eventTimeMs, int records, long firstNanos) {
        for (int i = 0; i < records; i++) {
            closing.sent("e", partition, eventTimeMs, firstNanos + i);
        }
    }
}
