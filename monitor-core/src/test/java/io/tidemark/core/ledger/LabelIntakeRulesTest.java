package io.tidemark.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tidemark.core.capture.Rejection;
import io.tidemark.core.config.LabelTerms;
import io.tidemark.core.config.Monitor;
import io.tidemark.core.config.Monitors;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LabelIntakeRulesTest {
    private static final long NOW = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();

    private final LabelIntakeRules rules = new LabelIntakeRules(new LabelTerms(Monitors.same(Monitor.defaults())));

    private static LabelIntakeRules.Place place(String endpoint, String time, String key) {
        return new LabelIntakeRules.Place(endpoint, time, "", key, NOW, 3);
    }

    private Fate judge(@Nullable String value, LabelIntakeRules.Place place) {
        return rules.judge(value == null ? null : value.getBytes(StandardCharsets.UTF_8), place);
    }

    private void assertRefused(@Nullable String value, LabelIntakeRules.Place place, Rejection reason) {
        assertThat(judge(value, place)).isEqualTo(Fate.DEAD_LETTERED);
        assertThat(rules.reason()).isEqualTo(reason);
        assertThat(rules.detail()).isNotEmpty();
        assertThatIllegalStateException().isThrownBy(rules::label);
    }

    @Test
    void theLabelsOwnTimeComesBeforeThatOfItsHeaderAndThatBeforeItsAppendTime() {
        assertThat(judge("{\"inferenceId\":\"a\",\"label\":1,\"labelTime\":7}", place("", "8", "k")))
                .isEqualTo(Fate.PARSED);
        assertThat(rules.label().timeMs()).isEqualTo(7);
        judge("{\"inferenceId\":\"a\",\"label\":1}", place("", "8", "k"));
        assertThat(rules.label().timeMs()).isEqualTo(8);
        judge("{\"inferenceId\":\"a\",\"label\":1}", place("", "", "k"));
        assertThat(rules.label().timeMs()).isEqualTo(NOW);
        assertThat(rules.joinId()).isEqualTo("a");
    }

    @Test
    void aRecordWithoutValueTakesBackTheLabelsOfItsKey() {
        assertThat(judge(null, place("fraud", "", "k"))).isEqualTo(Fate.PARSED);
        assertThat(rules.label().retracted()).isTrue();
        assertThat(rules.label().endpoint()).isEqualTo("fraud");
        assertThat(rules.joinId()).isEqualTo("k");
    }

    @Test
    void whatCannotBeReadIsRefusedWithItsReason() {
        assertRefused("{", place("", "", "k"), Rejection.MALFORMED);
        assertRefused(null, place("", "", ""), Rejection.NO_KEY);
        assertRefused("{\"inferenceId\":\"a\",\"label\":1}", place("", "soon", "k"), Rejection.BAD_TIME);
        assertRefused(
                "{\"inferenceId\":\"a\",\"label\":1}", place("", Long.toString(NOW + 300_001), "k"), Rejection.FUTURE);
    }
}
