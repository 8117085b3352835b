package io.tidemark.core.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.core.episode.OperationReport.Finding;
import io.tidemark.core.evaluation.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationReportTest {
    private static final Finding LOST = finding("OP004", "pager");
    private static final Finding STALLED = finding("OP005", "partition 3");

    @Test
    void findingsAreViolationsOfTheWatchInOneOrder() {
        JudgedWindow window = report(0, STALLED, LOST).toWindow(77);

        assertThat(window.stream())
                .isEqualTo(new VerdictStream("churn", "delivery", "", VerdictStream.Source.OPERATIONS));
        assertThat(window.isJudged()).isTrue();
        assertThat(window.seenMs()).isEqualTo(77);
        assertThat(window.violations())
                .extracting(seen ->
                        seen.fingerprint().code() + " " + seen.fingerprint().feature())
                .containsExactly("OP004 pager", "OP005 partition 3");
        assertThat(window).isEqualTo(report(0, LOST, STALLED).toWindow(77));
    }

    @Test
    void findingThatIsGoneIsResolvedAndOneThatStaysIsToldOnce() {
        EpisodeBook book = new EpisodeBook(report(0).stream());
        EpisodeMachine machine = new EpisodeMachine(EpisodePolicy.DEFAULT);

        List<String> told = List.of(report(0, LOST), report(1, LOST), report(2), report(3)).stream()
                .map(report -> book.take(report.toWindow(report.checkedToMs()), machine)
                        .notification()
                        .map(notification ->
                                notification.changes().get(0).kind().name())
                        .orElse("-"))
                .toList();

        assertThat(told).containsExactly("OPENED", "-", "-", "RESOLVED");
    }

    @Test
    void sameFindingTwiceAndTimeThatRunsBackwardsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report(0, LOST, LOST).toWindow(1))
                .withMessageContaining("two violations of one fingerprint");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OperationReport("churn", "w", 5, 4, List.of()))
                .withMessageContaining("checkedToMs = 4");
    }

    private static OperationReport report(int number, Finding... findings) {
        return new OperationReport("churn", "delivery", number * 60_000L, (number + 1) * 60_000L, List.of(findings));
    }

    private static Finding finding(String code, String subject) {
        return new Finding(code, subject, "count", 1, 0, Severity.MAJOR, "something is wrong");
    }
}
