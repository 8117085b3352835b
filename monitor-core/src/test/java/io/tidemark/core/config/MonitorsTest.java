package io.tidemark.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.core.label.LabelRules;
import io.tidemark.core.quality.ModelConfig;
import io.tidemark.core.window.WindowSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MonitorsTest {
    private static final Monitor HOURS = monitor(Duration.ofHours(1));
    private static final Monitor MINUTES = monitor(Duration.ofMinutes(1));
    private static final Monitor DAYS = monitor(Duration.ofDays(1));

    @Test
    void theSameMonitorIsThatOfEveryEndpoint() {
        Monitors same = Monitors.same(MonitorConfig.defaults());

        assertThat(same.of("a")).isEqualTo(Monitor.defaults()).isSameAs(same.of("b"));
        assertThat(same.of("a").config().hash())
                .isEqualTo(MonitorConfig.defaults().hash());
        assertThat(same.of("a").modelHash())
                .isEqualTo(ModelConfig.defaults().hash(MonitorConfig.defaults().windows()));
        assertThat(same.all()).containsExactly(Monitor.defaults());
        assertThat(same.covers("anything")).isTrue();
    }

    @Test
    void aNamedEndpointHasItsOwnAndTheOthersTheDefault() {
        Monitors monitors = Monitors.same(HOURS).with("fast", MINUTES);

        assertThat(monitors.of("fast")).isEqualTo(MINUTES);
        assertThat(monitors.of("slow")).isEqualTo(HOURS);
        assertThat(monitors.withDefault(DAYS).of("slow")).isEqualTo(DAYS);
        assertThat(monitors.withDefault(DAYS).of("fast")).isEqualTo(MINUTES);
        assertThat(monitors.all()).containsExactly(MINUTES, HOURS);
    }

    @Test
    void withoutDefaultOnlyNamedEndpointsAreMonitored() {
        Monitors monitors = Monitors.only(Map.of("fast", MINUTES, "slow", HOURS));

        assertThat(monitors.covers("fast")).isTrue();
        assertThat(monitors.covers("other")).isFalse();
        assertThat(monitors.find("other")).isEmpty();
        assertThat(monitors.named()).containsOnlyKeys("fast", "slow");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> monitors.of("other"))
                .withMessageContaining("'other' has no monitor");
    }

    @Test
    void changesLeaveTheOriginalAsItWas() {
        Monitors before = Monitors.same(HOURS);
        before.with("fast", MINUTES);

        assertThat(before.named()).isEmpty();
        assertThat(before.of("fast")).isEqualTo(HOURS);
    }

    @Test
    void aChangeOfAllReachesNamedOnesAndTheDefault() {
        ModelConfig week =
                ModelConfig.defaults().withLabels(LabelRules.defaults().withHorizon(Duration.ofDays(7)));
        Monitors changed = Monitors.same(HOURS).with("fast", MINUTES).map(monitor -> monitor.withModels(week));

        assertThat(changed.of("fast")).isEqualTo(MINUTES.withModels(week));
        assertThat(changed.of("slow")).isEqualTo(HOURS.withModels(week));
        assertThat(Monitors.only(Map.of("fast", MINUTES))
                        .map(monitor -> monitor.withConfig(HOURS.config()))
                        .of("fast"))
                .isEqualTo(HOURS);
    }

    @Test
    void monitorsOfNothingAndMonitorsWithoutNameAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Monitors.only(Map.of()))
                .withMessageContaining("no endpoint has a monitor");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Monitors.same(HOURS).with("", MINUTES))
                .withMessageContaining("names no endpoint");
    }

    @Test
    void theIdentityOfEqualMonitorsIsTheirOwnAndOfOthersOneOverAllNames() {
        Monitors two = Monitors.only(Map.of("fast", MINUTES, "slow", HOURS));

        assertThat(Monitors.same(HOURS).with("x", HOURS).hash())
                .isEqualTo(HOURS.config().hash());
        assertThat(Monitors.same(HOURS).with("x", HOURS).modelHash()).isEqualTo(HOURS.modelHash());
        assertThat(List.of(
                        two.hash(),
                        two.modelHash(),
                        Monitors.only(Map.of("fast", HOURS, "slow", MINUTES)).hash(),
                        two.withDefault(DAYS).hash(),
                        HOURS.config().hash(),
                        MINUTES.config().hash()))
                .doesNotHaveDuplicates();
    }

    @Test
    void theDeadlineOfLabelsIsThatOfTheMonitor() {
        Monitor monitor = MINUTES.withModels(
                ModelConfig.defaults().withLabels(LabelRules.defaults().withHorizon(Duration.ofSeconds(5))));

        assertThat(monitor.deadline().ofPrediction(60_000)).isEqualTo(125_000);
    }

    @Test
    void aViewIsMadeOnceForEachMonitorAndSharedByEqualOnes() {
        List<Monitor> made = new ArrayList<>();
        PerEndpoint<String> sizes = Monitors.same(HOURS)
                .with("fast", MINUTES)
                .with("as-fast", monitor(Duration.ofMinutes(1)))
                .each(monitor -> {
                    made.add(monitor);
                    return monitor.config().windows().toString();
                });

        assertThat(sizes.of("fast")).isSameAs(sizes.of("as-fast"));
        assertThat(sizes.of("x")).isSameAs(sizes.of("y")).isNotEqualTo(sizes.of("fast"));
        assertThat(made).containsExactly(MINUTES, HOURS);
    }

    @Test
    void aViewOfAnEndpointWithoutMonitorIsNoneAndNotThatOfTheLastOne() {
        PerEndpoint<Monitor> views = Monitors.only(Map.of("fast", MINUTES)).each(monitor -> monitor);

        assertThat(views.of("fast")).isEqualTo(MINUTES);
        assertThat(views.find("other")).isNull();
        assertThat(views.find("")).isNull();
        assertThat(views.find("fast")).isEqualTo(MINUTES);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> views.of("other"))
                .withMessageContaining("'other' has no monitor");
    }

    @Test
    void viewsAgreeWithTheMonitorsInWhateverOrderTheyAreAsked() {
        long seed = 20_261_121L;
        Random random = new Random(seed);
        Monitors monitors = Monitors.only(Map.of("a", MINUTES, "b", HOURS, "c", DAYS, "d", HOURS));
        PerEndpoint<Monitor> bounded = monitors.each(monitor -> monitor);
        PerEndpoint<Monitor> open = monitors.withDefault(DAYS).each(monitor -> monitor);
        for (int i = 0; i < 1_000; i++) {
            String endpoint = String.valueOf((char) ('a' + random.nextInt(8)));
            assertThat(bounded.find(endpoint))
                    .as("seed %d, step %d, endpoint %s", seed, i, endpoint)
                    .isEqualTo(monitors.find(endpoint).orElse(null));
            assertThat(open.of(endpoint))
                    .as("seed %d, step %d, endpoint %s", seed, i, endpoint)
                    .isEqualTo(monitors.withDefault(DAYS).of(endpoint));
        }
    }

    private static Monitor monitor(Duration window) {
        return Monitor.of(MonitorConfig.of(WindowSpec.of(window, Duration.ZERO)));
    }
}
