package io.tidemark.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.capture.CaptureFilter;
import io.tidemark.core.capture.CaptureForm;
import io.tidemark.core.capture.Rejection;
import io.tidemark.core.config.Deduplication;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.window.Watermark;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IntakeRulesTest {
    private static final MonitorConfig CONFIG = MonitorConfig.defaults();
    private static final long TIME = 3_600_000;

    private final IntakeRules rules = new IntakeRules(CONFIG);
    private final Duplicates seen = new Duplicates(CONFIG.windows(), 0, CONFIG.duplicates());

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
        IntakeRules off = new IntakeRules(CONFIG.withDuplicates(Deduplication.off()));
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

    private static IntakeRules by(CaptureFilter filter) {
        return new IntakeRules(CONFIG.withCapture(CaptureForm.DEFAULT.withFilter(filter)));
    }
}
