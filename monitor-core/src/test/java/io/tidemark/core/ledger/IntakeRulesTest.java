package io.tidemark.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.capture.CaptureFilter;
import io.tidemark.core.capture.CaptureForm;
import io.tidemark.core.capture.Rejection;
import io.tidemark.core.config.Deduplication;
import io.tidemark.core.config.Monitor;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.window.Watermark;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IntakeRulesTest {
    private static final MonitorConfig CONFIG = MonitorConfig.defaults();
    private static final long TIME = 3_600_000;

    private final IntakeRules rules = new IntakeRules(Monitors.same(CONFIG));
    private final Duplicates seen = new Duplicates(Monitors.same(CONFIG));

    private Fate judge(IntakeRules by, byte @Nullable [] value) {
        return by.judge(new IntakeRules.Arrival("fraud", "v", value, TIME), Watermark.NONE, seen);
    }

    @Test
    void aRecordIsParsedOnceAndADuplicateAfterThat() {
        byte[] value = ARecord.bytes("a", TIME, "1\\n2");

        assertThat(judge(rules, value)).isEqualTo(Fate.PARSED);
        assertThat(rules.record().input().rows()).isEqualTo(2);
        assertThat(judge(rules, value)).isEqualTo(Fate.DUPLICATE);
        assertThat(rules.sighting()).isEqualTo(Sighting.REPEAT);
        assertThat(judge(rules, ARecord.bytes("a", TIME, "3"))).isEqualTo(Fate.DUPLICATE);
        assertThat(rules.sighting()).isEqualTo(Sighting.REPEAT_WITH_OTHER_CONTENTS);
    }

    @Test
    void whatCannotBeReadIsRefusedAndNotRemembered() {
        assertThat(judge(rules, null)).isEqualTo(Fate.DEAD_LETTERED);
        assertThat(rules.reason()).isEqualTo(Rejection.MALFORMED);
        assertThat(rules.detail()).isEqualTo("the record has no value");
        assertThat(judge(rules, "{".getBytes(StandardCharsets.UTF_8))).isEqualTo(Fate.DEAD_LETTERED);
        assertThat(rules.reason()).isEqualTo(Rejection.MALFORMED);

        byte[] ahead = ARecord.bytes("a", TIME + 300_001, "1");
        assertThat(judge(rules, ahead)).isEqualTo(Fate.DEAD_LETTERED);
        assertThat(rules.reason()).isEqualTo(Rejection.FUTURE);
        assertThat(rules.detail()).isEqualTo("event time 1970-01-01T01:05:00.001Z, appended 1970-01-01T01:00:00Z");
        assertThat(seen.size()).isZero();
    }

    @Test
    void switchedOffARepeatIsParsedAgain() {
        IntakeRules off = new IntakeRules(Monitors.same(CONFIG.withDuplicates(Deduplication.off())));
        byte[] value = ARecord.bytes("a", TIME, "1");

        assertThat(judge(off, value)).isEqualTo(Fate.PARSED);
        assertThat(judge(off, value)).isEqualTo(Fate.PARSED);
        assertThat(seen.size()).isZero();
    }

    @Test
    void whatTheFilterAndTheSampleLeaveOutIsNeitherRefusedNorRemembered() {
        CaptureFilter.Condition blue =
                new CaptureFilter.Condition(CaptureFilter.Source.VARIANT, "", List.of("blue", "green"));
        CaptureFilter none = CaptureFilter.ALL.withSample(1e-12, 0);
        IntakeRules filtering = by(CaptureFilter.ALL.withConditions(List.of(blue)));

        assertThat(judge(filtering, ARecord.bytes("a", TIME, "1"))).isEqualTo(Fate.FILTERED);
        assertThat(judge(filtering, null)).as("whatever it holds").isEqualTo(Fate.FILTERED);
        assertThat(judge(by(none), ARecord.bytes("a", TIME, "1"))).isEqualTo(Fate.SAMPLED_OUT);
        assertThat(seen.size()).isZero();
    }

    @Test
    void eachEndpointIsReadByItsOwnMonitor() {
        CaptureFilter blue = CaptureFilter.ALL.withConditions(
                List.of(new CaptureFilter.Condition(CaptureFilter.Source.VARIANT, "", List.of("blue"))));
        MonitorConfig.Timing patient =
                new MonitorConfig.Timing(Duration.ZERO, Duration.ofMinutes(2), Duration.ofHours(2));
        IntakeRules both = new IntakeRules(Monitors.only(Map.of(
                "fraud", Monitor.of(CONFIG.withDuplicates(Deduplication.off()).withTiming(patient)),
                "churn", Monitor.of(CONFIG.withCapture(CaptureForm.DEFAULT.withFilter(blue))),
                "plain", Monitor.of(CONFIG))));
        byte[] ahead = ARecord.bytes("a", TIME + 3_600_000, "1");

        assertThat(judge(both, "fraud", ahead)).isEqualTo(Fate.PARSED);
        assertThat(judge(both, "fraud", ahead)).as("looks for no repeats").isEqualTo(Fate.PARSED);
        assertThat(judge(both, "plain", ahead)).as("five minutes at most").isEqualTo(Fate.DEAD_LETTERED);
        assertThat(judge(both, "churn", ARecord.bytes("a", TIME, "1"))).isEqualTo(Fate.FILTERED);
        assertThat(judge(both, "plain", ARecord.bytes("a", TIME, "1"))).isEqualTo(Fate.PARSED);
        assertThat(judge(both, "plain", ARecord.bytes("a", TIME, "1"))).isEqualTo(Fate.DUPLICATE);
        assertThat(both.judgeTime("fraud", TIME + 3_600_000, TIME)).isEmpty();
        assertThat(both.judgeTime("plain", TIME + 3_600_000, TIME)).contains(Rejection.FUTURE);
    }

    @Test
    void aRecordOfAnEndpointWithoutMonitorIsRefused() {
        IntakeRules only = new IntakeRules(Monitors.only(Map.of("fraud", Monitor.of(CONFIG))));

        assertThat(judge(only, "other", ARecord.bytes("a", TIME, "1"))).isEqualTo(Fate.DEAD_LETTERED);
        assertThat(only.reason()).isEqualTo(Rejection.UNKNOWN_ENDPOINT);
        assertThat(only.detail()).contains("'other' has no monitor");
        assertThat(only.judgeTime("other", TIME, TIME)).contains(Rejection.UNKNOWN_ENDPOINT);
    }

    private Fate judge(IntakeRules rulesOfAll, String endpoint, byte[] value) {
        return rulesOfAll.judge(new IntakeRules.Arrival(endpoint, "v", value, TIME), Watermark.NONE, seen);
    }

    private static IntakeRules by(CaptureFilter filter) {
        return new IntakeRules(Monitors.same(CONFIG.withCapture(CaptureForm.DEFAULT.withFilter(filter))));
    }
}
