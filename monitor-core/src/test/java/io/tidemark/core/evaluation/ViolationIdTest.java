package io.tidemark.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.profile.WindowProfile;
import io.tidemark.core.testing.ABaseline;
import io.tidemark.core.testing.AWindow;
import io.tidemark.core.window.WindowKey;
import io.tidemark.core.window.WindowSpec;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ViolationIdTest {
    private static final String GOLDEN = "807d5f436b1c59f236f97737e8e3ac16f25fab0740ed9ab73f9405fb08cb5460";
    private static final Baseline BASELINE = Windows.baseline();
    private static final Duration HOUR = Duration.ofHours(1);
    private static final CompletenessRule RULE = new CompletenessRule(0.02);

    @Test
    void isTheSameInEveryRelease() {
        assertThat(idOf(AWindow.KEY, BASELINE, HOUR, RULE)).isEqualTo(GOLDEN);
    }

    @Test
    void dependsOnEverythingThatWasJudged() {
        WindowKey key = AWindow.KEY;
        Baseline other = ABaseline.aBaseline()
                .integral("amount", Collections.nCopies(400, "1"))
                .text("colour", List.of("red", "blue"))
                .build();
        Stream<String> ids = Stream.of(
                idOf(key, BASELINE, HOUR, RULE),
                idOf(new WindowKey("fraud", key.variant(), key.startMs()), BASELINE, HOUR, RULE),
                idOf(new WindowKey(key.endpoint(), "green", key.startMs()), BASELINE, HOUR, RULE),
                idOf(new WindowKey(key.endpoint(), key.variant(), key.startMs() + 1), BASELINE, HOUR, RULE),
                idOf(key, BASELINE, Duration.ofHours(2), RULE),
                idOf(key, other, HOUR, RULE),
                idOf(key, BASELINE, HOUR, new CompletenessRule(0.03)),
                idOf(key, BASELINE, HOUR, new DataTypeRule(0.99)),
                idOf(key, BASELINE, HOUR, new MissingColumnRule(0.01)),
                idOf(key, BASELINE, HOUR, new ExtraColumnRule(0.01)));

        assertThat(ids).doesNotHaveDuplicates().hasSize(10);
    }

    @Test
    void twoFeaturesUnderOneRuleHaveTwoIds() {
        WindowProfile empty = Windows.alike(BASELINE, 0).rows(400, "", "").profile();
        List<Violation> violations = Windows.judge(empty, BASELINE, RULE).violations();

        assertThat(violations).hasSize(2);
        assertThat(violations.get(0).id()).isNotEqualTo(violations.get(1).id());
    }

    @Test
    void doesNotDependOnTheCounts() {
        WindowProfile worse = Windows.alike(BASELINE, 100).rows(400, "", "red").profile();
        Violation violation = Windows.judge(worse, BASELINE, RULE).violations().get(0);

        assertThat(violation.id().hex()).isEqualTo(idOf(AWindow.KEY, BASELINE, HOUR, RULE));
    }

    @Test
    void timingIsNoPartOfTheConfiguration() {
        MonitorConfig config = Windows.config(RULE);
        MonitorConfig.Timing patient = new MonitorConfig.Timing(HOUR, HOUR, HOUR);

        assertThat(config.withTiming(patient).hash()).isEqualTo(config.hash());
    }

    @Test
    void rowsAreThoseBehindTheNumber() {
        WindowProfile mixed = Windows.alike(BASELINE, 100)
                .rows(200, "many", "red")
                .rows(100, "", "red")
                .profile();

        assertThat(rowsOf(mixed, RULE)).isEqualTo(400);
        assertThat(rowsOf(mixed, new DataTypeRule(0.99))).isEqualTo(300);
    }

    private static long rowsOf(WindowProfile window, Rule rule) {
        return Windows.judge(window, BASELINE, rule).violations().get(0).rows();
    }

    private static String idOf(WindowKey key, Baseline baseline, Duration size, Rule rule) {
        WindowProfile window = AWindow.aWindow(baseline)
                .rows(200, "", "red")
                .rows(200, "x", "red", "more")
                .rows(200, "")
                .profile();
        MonitorConfig config = new MonitorConfig(
                WindowSpec.of(size, Duration.ZERO),
                new EvaluationConfig(Windows.MIN_ROWS, List.of(rule)),
                MonitorConfig.Timing.defaults());
        return config.newEvaluator()
                .evaluate(key, window, baseline)
                .violations()
                .get(0)
                .id()
                .hex();
    }
}
