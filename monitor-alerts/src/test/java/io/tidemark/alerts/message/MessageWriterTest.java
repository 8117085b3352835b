package io.tidemark.alerts.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.evaluation.Severity;
import org.junit.jupiter.api.Test;

class MessageWriterTest {
    private final Messages messages = new Messages();

    @Test
    void titleSaysWhereHowBadAndWhat() {
        AlertMessage message = messages.next(Severity.CRITICAL, 3);
        assertThat(message.title()).isEqualTo("fraud <script>: critical: distribution drift of f0 opened, and 2 more");
        assertThat(message.items()).hasSize(3);
        assertThat(message.items().get(0).remedy()).contains("baseline");
        assertThat(message.link()).isEqualTo("https://tide.example/e/fraud%20%3Cscript%3E?w=1771200000000");
        assertThat(message.isResolved()).isFalse();
    }

    @Test
    void laterMessagesSayWhatChanged() {
        messages.next(Severity.MINOR, 1);
        AlertMessage worse = messages.next(Severity.MAJOR, 1);
        assertThat(worse.items().get(0).sentence()).startsWith("worse, minor before: f0: KS distance");
        AlertMessage better = messages.next(Severity.MINOR, 1);
        assertThat(better.items().get(0).sentence()).startsWith("better, major before: ");
        AlertMessage resolved = messages.next(Severity.MINOR, 0);
        assertThat(resolved.title()).isEqualTo("fraud <script>: resolved: distribution drift of f0");
        assertThat(resolved.items().get(0).sentence()).startsWith("over after 3 windows; it was: ");
        assertThat(resolved.isResolved()).isTrue();
    }

    @Test
    void messageWithNewsAndEndingsIsNotResolved() {
        messages.next(Severity.MAJOR, 1);
        AlertMessage mixed = messages.named("other");
        assertThat(mixed.items()).extracting(AlertMessage.Item::kind).containsExactly("opened", "resolved");
        assertThat(mixed.isResolved()).isFalse();
    }

    @Test
    void namesCannotBreakLinesNorTurnTheText() {
        AlertMessage message = messages.named("a\nb\u202Ec\u0000d\u2028e");
        assertThat(message.items().get(0).feature()).isEqualTo("a b c d e");
        assertThat(message.title()).doesNotContain("\n").doesNotContain("\u202E");
        assertThat(messages.named("x".repeat(10_000)).items().get(0).feature()).hasSize(500);
    }

    @Test
    void onlyTenItemsAreShownAndTheRestIsCounted() {
        AlertMessage message = messages.next(Severity.MINOR, 25);
        assertThat(message.shown()).hasSize(AlertMessage.SHOWN);
        assertThat(message.hidden()).isEqualTo(15);
    }
}
