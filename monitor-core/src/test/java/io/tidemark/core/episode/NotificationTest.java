package io.tidemark.core.episode;

import static io.tidemark.core.episode.EpisodeFixture.STREAM;
import static io.tidemark.core.episode.EpisodeFixture.about;
import static io.tidemark.core.episode.EpisodeFixture.seen;
import static io.tidemark.core.episode.EpisodeFixture.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.evaluation.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotificationTest {
    private final EpisodeMachine machine = new EpisodeMachine(EpisodePolicy.DEFAULT);

    @Test
    void everythingThatStartsInOneWindowIsOneMessageWithTheLikeliestCauseFirst() {
        EpisodeBook book = new EpisodeBook(STREAM);
        Notification notification = book.take(
                        window(
                                0,
                                seen(about("BI001", ""), Severity.CRITICAL, 0),
                                seen(about("DR002", "pay"), Severity.MINOR, 0),
                                seen(about("DR002", "age"), Severity.CRITICAL, 0),
                                seen(about("DQ001", "age"), Severity.MINOR, 0),
                                seen(about("DQ004", ""), Severity.MINOR, 0)),
                        machine)
                .notification()
                .orElseThrow();
        assertThat(notification.changes())
                .extracting(change -> change.episode().fingerprint().code() + " "
                        + change.episode().fingerprint().feature())
                .containsExactly("DQ004 ", "DQ001 age", "DR002 age", "DR002 pay", "BI001 ");
        assertThat(notification.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(notification.startMs()).isZero();
        assertThat(notification.endMs()).isEqualTo(EpisodeFixture.HOUR);
    }

    @Test
    void endingsComeBehindBeginnings() {
        EpisodeBook book = new EpisodeBook(STREAM);
        book.take(window(0, seen(about("DQ001", "age"), Severity.CRITICAL, 0)), machine);
        book.take(window(1), machine);
        Notification notification = book.take(window(2, seen(about("DR002", "pay"), Severity.MINOR, 2)), machine)
                .notification()
                .orElseThrow();
        assertThat(notification.changes())
                .extracting(Change::kind)
                .containsExactly(Change.Kind.OPENED, Change.Kind.RESOLVED);
        assertThat(notification.severity()).isEqualTo(Severity.MINOR);
    }

    @Test
    void hundredThousandViolationsOfOneWindowAreOneMessage() {
        EpisodeBook book = new EpisodeBook(STREAM);
        List<Observation> all = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            all.add(seen(about("DR002", "f" + i), Severity.MAJOR, 0));
        }
        EpisodeBook.Outcome outcome = book.take(window(0, all.toArray(new Observation[0])), machine);
        Notification notification = outcome.notification().orElseThrow();
        assertThat(notification.changes()).hasSize(Notification.MOST_CHANGES);
        assertThat(notification.more()).isEqualTo(100_000 - Notification.MOST_CHANGES);
    }

    @Test
    void sameVerdictsGiveTheSameIdAndOthersAnother() {
        Notification one = first(Severity.MAJOR);
        assertThat(first(Severity.MAJOR)).isEqualTo(one);
        assertThat(first(Severity.MINOR).id()).isNotEqualTo(one.id());
    }

    @Test
    void windowOfAnotherStreamIsADefect() {
        EpisodeBook book = new EpisodeBook(new VerdictStream("other", "blue", "", VerdictStream.Source.DRIFT));
        assertThatThrownBy(() -> book.take(window(0), machine)).hasMessageContaining("in the book of");
    }

    @Test
    void twoViolationsOfOneFingerprintAreADefect() {
        Observation one = seen(about("DR002", "age"), Severity.MAJOR, 0);
        assertThatThrownBy(() -> window(0, one, one)).hasMessageContaining("two violations of one fingerprint");
    }

    private Notification first(Severity severity) {
        return new EpisodeBook(STREAM)
                .take(window(0, seen(about("DR002", "age"), severity, 0)), machine)
                .notification()
                .orElseThrow();
    }
}
