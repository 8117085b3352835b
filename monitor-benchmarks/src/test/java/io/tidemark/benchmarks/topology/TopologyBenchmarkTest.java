package io.tidemark.benchmarks.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("broker")
class TopologyBenchmarkTest {
    @Test
    void smallRunPrintsEveryCaseAndTheChangelogs() throws Exception {
        // Given
        var options = new BenchmarkOptions(2_000, 1, List.of(Duration.ofMillis(100)), 0, 1);
        var bytes = new ByteArrayOutputStream();
        // When
        try (var out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            TopologyBenchmark.run(options, out);
        }
        // Then
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("| filter and write |", "| parse only |", "| drift topology |")
                .contains("| windows |", "| deltas |")
                .doesNotContain("NaN");
    }
}
