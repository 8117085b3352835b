package io.tidemark.benchmarks.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AuditBenchmarkTest {
    @Test
    void everyRoundJudgesEveryHourAlike() throws Exception {
        // Given
        var bytes = new ByteArrayOutputStream();
        // When
        try (var out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            AuditBenchmark.run(2_400, 2, out);
        }
        // Then
        var lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).contains("2,400 records", "24 windows");
        assertThat(hashOf(lines.get(0))).isEqualTo(hashOf(lines.get(1)));
        assertThat(lines.get(2)).startsWith("median");
    }

    private static String hashOf(String line) {
        return line.substring(line.indexOf("run hash"), line.lastIndexOf(':'));
    }
}
