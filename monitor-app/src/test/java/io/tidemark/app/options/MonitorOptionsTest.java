package io.tidemark.app.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.app.console.UserError;
import io.tidemark.core.config.Deduplication;
import io.tidemark.core.config.MonitorConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MonitorOptionsTest {
    @Test
    void nothingSaidIsTheDefaultConfiguration() {
        assertThat(config().duplicates()).isEqualTo(Deduplication.defaults());
        assertThat(config().hash()).isEqualTo(MonitorConfig.defaults().hash());
    }

    @Test
    void anotherHorizonIsTheSameConfiguration() {
        MonitorConfig config = config("--dedup-horizon=2h30m");

        assertThat(config.duplicates().horizon()).isEqualTo(Duration.ofMinutes(150));
        assertThat(config.duplicates().mostIds())
                .isEqualTo(Deduplication.defaults().mostIds());
        assertThat(config.hash()).isEqualTo(config().hash());
    }

    @Test
    void withoutALookForRepeatsAHorizonSaysNothing() {
        assertThat(config("--no-dedup", "--dedup-horizon=1h").duplicates()).isEqualTo(Deduplication.off());
        assertThat(config("--no-dedup").hash()).isNotEqualTo(config().hash());
    }

    @Test
    void aNegativeHorizonIsRefused() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> config("--dedup-horizon=-PT5M"))
                .withMessageContaining("--dedup-horizon");
    }

    private static MonitorConfig config(String... arguments) {
        Holder holder = new Holder();
        new CommandLine(holder).parseArgs(arguments);
        return holder.options.config();
    }

    @CommandLine.Command(name = "any")
    private static final class Holder {
        @CommandLine.Mixin
        private final MonitorOptions options = new MonitorOptions();
    }
}
