package io.tidemark.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SparklineTest {
    private final Console unicode = RecordedConsole.onTerminal().console();
    private final Console ascii = RecordedConsole.piped().console();

    @Test
    void barsGrowWithTheShare() {
        assertThat(Sparkline.of(new double[] {0, 0.125, 0.25, 0.5, 1}, 1, unicode))
                .isEqualTo(" ▁▂▄█");
    }

    @Test
    void asciiHasAsManyLevels() {
        assertThat(Sparkline.of(new double[] {0, 0.125, 0.25, 0.5, 1}, 1, ascii))
                .isEqualTo(" .:=@");
    }

    @Test
    void smallShareIsNeverBlank() {
        assertThat(Sparkline.of(new double[] {1e-9}, 1, unicode)).isEqualTo("▁");
    }

    @Test
    void shareAboveTheScaleFillsTheBar() {
        assertThat(Sparkline.of(new double[] {0.9}, 0.5, unicode)).isEqualTo("█");
    }
}
