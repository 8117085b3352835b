package io.tidemark.benchmarks.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangelogSizeTest {
    @Test
    void rowHoldsBytesPerWriteAndFeature() {
        assertThat(new ChangelogSize("windows", 10, 3, 42_000, 84_000).toMarkdown(20))
                .isEqualToIgnoringNewLines("| windows | 10 | 3 | 210 | 420 |");
    }

    @Test
    void aStoreThatWroteNothingHasNoBytesPerWrite() {
        assertThat(new ChangelogSize("windows", 0, 0, 0, 0).toMarkdown(20))
                .isEqualToIgnoringNewLines("| windows | 0 | 0 | - | - |");
    }
}
