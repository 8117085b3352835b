package io.tidemark.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.Basis;
import io.tidemark.core.evaluation.CompletenessRule;
import io.tidemark.core.evaluation.DataTypeRule;
import io.tidemark.core.evaluation.Distance;
import io.tidemark.core.evaluation.DistanceRule;
import io.tidemark.core.evaluation.EvaluationConfig;
import io.tidemark.core.evaluation.ExtraColumnRule;
import io.tidemark.core.evaluation.MissingColumnRule;
import io.tidemark.core.evaluation.Rule;
import io.tidemark.core.evaluation.UnseenCategoryRule;
import io.tidemark.core.feature.FeatureKind;
import io.tidemark.core.window.EventTimeBounds;
import io.tidemark.core.window.WindowSpec;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MonitorConfigTest {
    private static final WindowSpec HOURS = WindowSpec.of(Duration.ofHours(1), Duration.ZERO);

    @Test
    void theDefaultsAreOneHourTenMinutesAndEightRules() {
        MonitorConfig defaults = MonitorConfig.defaults();

        assertThat(defaults.windows()).isEqualTo(HOURS);
        assertThat(defaults.timing().grace()).isEqualTo(Duration.ofMinutes(10));
        assertThat(defaults.timing().idleTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(defaults.timing().future().toMillis()).isEqualTo(EventTimeBounds.DEFAULT.futureMs());
        assertThat(defaults.evaluation().minRows()).isEqualTo(100);
        assertThat(defaults.evaluation().rules())
                .extracting(Rule::code)
                .containsExactly("DQ001", "DQ002", "DQ003", "DQ004", "DQ005", "DR002", "DR002", "DR006");
    }

    @Test
    void everythingThatAVerdictDependsOnChangesTheHash() {
        Stream<ContentHash> hashes = Stream.of(
                        new CompletenessRule(0.1),
                        new CompletenessRule(0.2),
                        new DataTypeRule(0.1),
                        new UnseenCategoryRule(0.1),
                        new MissingColumnRule(0.1),
                        new ExtraColumnRule(0.1),
                        distance("DR003", Distance.PSI, Basis.RAW, 0.1, FeatureKind.NUMERIC),
                        distance("DR004", Distance.PSI, Basis.RAW, 0.1, FeatureKind.NUMERIC),
                        distance("DR003", Distance.JS, Basis.RAW, 0.1, FeatureKind.NUMERIC),
                        distance("DR003", Distance.PSI, Basis.ROBUST, 0.1, FeatureKind.NUMERIC),
                        distance("DR003", Distance.PSI, Basis.RAW, 0.2, FeatureKind.NUMERIC),
                        distance("DR003", Distance.PSI, Basis.RAW, 0.1, FeatureKind.CATEGORICAL))
                .map(rule -> config(HOURS, 100, rule).hash());
        Stream<ContentHash> others = Stream.of(
                config(HOURS, 101, new CompletenessRule(0.1)).hash(),
                config(new WindowSpec(3_600_000, 1), 100, new CompletenessRule(0.1))
                        .hash(),
                config(new WindowSpec(3_600_001, 0), 100, new CompletenessRule(0.1))
                        .hash(),
                MonitorConfig.defaults().hash());

        assertThat(Stream.concat(hashes, others)).doesNotHaveDuplicates().hasSize(16);
    }

    @Test
    void equalConfigurationsHaveOneHash() {
        assertThat(MonitorConfig.of(HOURS).hash())
                .isEqualTo(MonitorConfig.defaults().hash());
        assertThat(MonitorConfig.of(HOURS)).isEqualTo(MonitorConfig.defaults());
    }

    @Test
    void whatDecidesOnlyHowLongToWaitIsNoPartOfTheHash() {
        MonitorConfig.Timing patient = new MonitorConfig.Timing(Duration.ofDays(1), Duration.ofHours(1), Duration.ZERO);
        MonitorConfig config = MonitorConfig.defaults().withTiming(patient);

        assertThat(config.timing()).isEqualTo(patient);
        assertThat(config.hash()).isEqualTo(MonitorConfig.defaults().hash());
    }

    @Test
    void countingRepeatsIsAnotherConfigurationAndItsHorizonIsNot() {
        MonitorConfig defaults = MonitorConfig.defaults();
        Deduplication longer = new Deduplication(true, Duration.ofDays(2), 5);

        assertThat(defaults.duplicates()).isEqualTo(new Deduplication(true, Duration.ofMinutes(10), 10_000_000));
        assertThat(defaults.withDuplicates(Deduplication.off()).hash()).isNotEqualTo(defaults.hash());
        assertThat(defaults.withDuplicates(longer).hash()).isEqualTo(defaults.hash());
        assertThat(defaults.withDuplicates(longer)
                        .withTiming(MonitorConfig.Timing.defaults())
                        .withEvaluation(defaults.evaluation())
                        .duplicates())
                .isEqualTo(longer);
    }

    @Test
    void aNegativeHorizonAndNoIdsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Deduplication(true, Duration.ofMillis(-1), 1))
                .withMessage("dedup horizon = PT-0.001S is negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Deduplication(true, Duration.ZERO, 0))
                .withMessage("mostIds = 0 is not at least 1");
    }

    @Test
    void timesBelowZeroAreRefused() {
        Duration before = Duration.ofMillis(-1);

        for (Duration[] times : new Duration[][] {
            {before, Duration.ZERO, Duration.ZERO},
            {Duration.ZERO, before, Duration.ZERO},
            {Duration.ZERO, Duration.ZERO, before}
        }) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new MonitorConfig.Timing(times[0], times[1], times[2]))
                    .withMessage("grace, idle time-out and future bound must not be negative");
        }
    }

    private static Rule distance(String code, Distance distance, Basis basis, double threshold, FeatureKind kind) {
        return new DistanceRule(code, distance, basis, threshold, kind);
    }

    private static MonitorConfig config(WindowSpec windows, long minRows, Rule rule) {
        return new MonitorConfig(
                windows, new EvaluationConfig(minRows, List.of(rule)), MonitorConfig.Timing.defaults());
    }
}
