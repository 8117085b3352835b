package io.tidemark.streams.topology;

import static io.tidemark.streams.topology.DriftDriver.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.core.config.Deduplication;
import io.tidemark.core.config.Monitor;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.streams.processor.EndpointPolicy;
import io.tidemark.streams.processor.FakeBaselines;
import io.tidemark.streams.processor.Quarantine;
import io.tidemark.streams.processor.Samples;
import io.tidemark.wire.avro.DeadLetter;
import io.tidemark.wire.avro.Report;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EndpointMonitorsTest {
    private static final MonitorConfig SLOW = MonitorConfig.of(WindowSpec.of(Duration.ofMinutes(1), Duration.ZERO))
            .withTiming(new MonitorConfig.Timing(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofMinutes(5)))
            .withDuplicates(Deduplication.off());
    private static final Monitors MONITORS =
            Monitors.only(Map.of("fraud", Monitor.of(Samples.CONFIG), "churn", Monitor.of(SLOW)));

    private final DriftDriver driver = new DriftDriver(MONITORS, new FakeBaselines(), new Quarantine(), Set.of());

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void eachEndpointIsCountedInItsOwnWindows() {
        for (String endpoint : Set.of("fraud", "churn")) {
            driver.send(endpoint, NOW, 3);
            driver.send(endpoint, NOW.plusSeconds(15), 4);
            driver.end(endpoint, NOW.plusSeconds(15));
        }

        assertThat(driver.reports())
                .filteredOn(report -> report.getEndpoint().equals("fraud"))
                .extracting(Report::getRecords)
                .containsExactly(3L, 4L);
        assertThat(driver.reports())
                .filteredOn(report -> report.getEndpoint().equals("churn"))
                .singleElement()
                .satisfies(report -> {
                    assertThat(report.getRecords()).isEqualTo(7);
                    assertThat(report.getConfigHash()).isEqualTo(SLOW.hash().hex());
                });
    }

    @Test
    void repeatsAreLookedForWhereTheMonitorSaysSo() {
        for (int i = 0; i < 2; i++) {
            driver.sendRaw("fraud", DriftDriver.capture("same", NOW));
            driver.sendRaw("churn", DriftDriver.capture("same", NOW));
        }
        driver.end("fraud", NOW);
        driver.end("churn", NOW);

        assertThat(driver.reports())
                .extracting(Report::getEndpoint, Report::getRecords)
                .containsExactlyInAnyOrder(tuple("fraud", 1L), tuple("churn", 2L));
    }

    @Test
    void anEndpointWithoutMonitorIsADeadLetter() {
        driver.send("other", NOW, 1);

        assertThat(driver.letters()).extracting(DeadLetter::getReason).containsExactly("unknownEndpoint");
    }

    @Test
    void aDeclaredEndpointNeedsAMonitor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EndpointPolicy(Set.of("fraud", "fruad"), "").within(MONITORS))
                .withMessageContaining("'fruad' is declared and has no monitor");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EndpointPolicy(Set.of(), "other").within(MONITORS))
                .withMessageContaining("'other' is the default and has no monitor");
        assertThat(EndpointPolicy.any().within(MONITORS).declared()).containsExactlyInAnyOrder("fraud", "churn");
        assertThat(EndpointPolicy.any().within(Monitors.same(SLOW)).declared()).isEmpty();
        assertThat(EndpointPolicy.any().accepts("\u0000fraud")).isFalse();
    }
}
