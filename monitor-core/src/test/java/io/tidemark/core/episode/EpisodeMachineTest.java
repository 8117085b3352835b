package io.tidemark.core.episode;

import static io.tidemark.core.episode.EpisodeFixture.BASELINE;
import static io.tidemark.core.episode.EpisodeFixture.HOUR;
import static io.tidemark.core.episode.EpisodeFixture.STREAM;
import static io.tidemark.core.episode.EpisodeFixture.about;
import static io.tidemark.core.episode.EpisodeFixture.seen;
import static io.tidemark.core.episode.EpisodeFixture.story;
import static io.tidemark.core.episode.EpisodeFixture.unjudged;
import static io.tidemark.core.episode.EpisodeFixture.window;
import static io.tidemark.core.evaluation.Severity.CRITICAL;
import static io.tidemark.core.evaluation.Severity.MAJOR;
import static io.tidemark.core.evaluation.Severity.MINOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.canonical.ContentHash;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EpisodeMachineTest {
    private static final Handling.Note NOTE = new Handling.Note("ada", "known", 1);

    private final EpisodeMachine machine = new EpisodeMachine(EpisodePolicy.DEFAULT);
    private final EpisodeBook book = new EpisodeBook(STREAM);

    @Test
    void firstViolationOpensAndTwoCleanWindowsResolve() {
        assertThat(story(book, machine, MINOR, MINOR, null, null, null))
                .containsExactly("OPENED", "-", "-", "RESOLVED", "-");
        assertThat(book.episodes()).isEmpty();
    }

    @Test
    void oneCleanWindowBetweenViolationsEndsNothing() {
        assertThat(story(book, machine, MAJOR, null, MAJOR, null, MAJOR, null, null))
                .containsExactly("OPENED", "-", "-", "-", "-", "-", "RESOLVED");
    }

    @Test
    void moreSevereIsToldAtOnceAndMilderAfterTwoWindows() {
        assertThat(story(book, machine, MINOR, CRITICAL, MAJOR, MINOR, MINOR, MINOR))
                .containsExactly("OPENED", "WORSE", "-", "BETTER", "-", "BETTER");
        assertThat(book.episodes().get(0).told()).isEqualTo(MINOR);
        assertThat(book.episodes().get(0).worst()).isEqualTo(CRITICAL);
    }

    @Test
    void severityThatFlapsIsToldOnce() {
        assertThat(story(book, machine, MAJOR, CRITICAL, MAJOR, CRITICAL, MAJOR, CRITICAL, MAJOR))
                .containsExactly("OPENED", "WORSE", "-", "-", "-", "-", "-");
    }

    @Test
    void severalViolatingWindowsMayBeNeededToOpen() {
        EpisodeMachine patient = new EpisodeMachine(new EpisodePolicy(3, 2, 1));
        assertThat(story(book, patient, MINOR, MINOR, null, MINOR, MINOR, MINOR, null))
                .containsExactly("-", "-", "-", "-", "-", "OPENED", "RESOLVED");
    }

    @Test
    void windowsThatWereNotJudgedCountNeitherWay() {
        story(book, machine, MAJOR, null);
        assertThat(book.take(unjudged(2), machine)).isEqualTo(EpisodeBook.Outcome.NONE);
        assertThat(book.take(unjudged(3), machine)).isEqualTo(EpisodeBook.Outcome.NONE);
        assertThat(story(book, machine, (io.tidemark.core.evaluation.Severity) null))
                .containsExactly("RESOLVED");
    }

    @Test
    void anotherEpisodeOfTheSameTroubleHasAnotherId() {
        story(book, machine, MAJOR);
        ContentHash first = book.episodes().get(0).id();
        story(book, machine, null, null, MAJOR);
        assertThat(book.episodes().get(0).id()).isNotEqualTo(first);
        assertThat(book.episodes().get(0).fingerprint().id())
                .isEqualTo(about("DR002", "age").id());
    }

    @Test
    void acknowledgedEpisodeIsSilentUntilItGetsWorse() {
        story(book, machine, MAJOR);
        handle(new Command.Acknowledge(NOTE));
        assertThat(story(book, machine, MINOR, MINOR)).containsExactly("-", "-");
        assertThat(story(book, machine, CRITICAL)).containsExactly("WORSE");
        assertThat(book.episodes().get(0).handling()).isEqualTo(Handling.NONE);
    }

    @Test
    void snoozeKeepsBackAndRemindsWhenItsTimeHasCome() {
        story(book, machine, MINOR);
        handle(new Command.Snooze(4 * HOUR, NOTE));
        assertThat(story(book, machine, CRITICAL, CRITICAL)).containsExactly("-", "-");
        assertThat(book.episodes().get(0).isKeptBack()).isTrue();
        assertThat(story(book, machine, CRITICAL, CRITICAL)).containsExactly("REMINDED", "-");
    }

    @Test
    void snoozeWithoutNewsEndsWithoutAWord() {
        story(book, machine, MINOR);
        handle(new Command.Snooze(3 * HOUR, NOTE));
        assertThat(story(book, machine, MINOR, MINOR, MINOR)).containsExactly("-", "-", "-");
    }

    @Test
    void endIsToldWhateverWasSaid() {
        story(book, machine, MINOR);
        handle(new Command.Snooze(100 * HOUR, NOTE));
        assertThat(story(book, machine, null, null)).containsExactly("-", "RESOLVED");
    }

    @Test
    void acceptedEpisodeIsSilentUntilTheBaselineIsAnother() {
        story(book, machine, MINOR);
        handle(new Command.Accept(NOTE));
        assertThat(book.episodes().get(0).handling()).isEqualTo(new Handling.Accepted(BASELINE, NOTE));
        assertThat(story(book, machine, CRITICAL)).containsExactly("-");
        ContentHash other = ContentHash.of("other".getBytes(StandardCharsets.UTF_8));
        Observation seen = seen(about("DR002", "age"), CRITICAL, 2, other);
        assertThat(book.take(window(2, seen), machine)
                        .notification()
                        .orElseThrow()
                        .changes())
                .extracting(Change::kind)
                .containsExactly(Change.Kind.REMINDED);
    }

    @Test
    void releaseTakesBackWhatWasSaid() {
        story(book, machine, MINOR);
        handle(new Command.Accept(NOTE));
        handle(new Command.Release(NOTE));
        assertThat(story(book, machine, CRITICAL)).containsExactly("WORSE");
    }

    @Test
    void commandForAnUnknownEpisodeChangesNothing() {
        story(book, machine, MINOR);
        assertThat(book.take(BASELINE, new Command.Acknowledge(NOTE), machine)).isEmpty();
        assertThat(book.episodes().get(0).handling()).isEqualTo(Handling.NONE);
    }

    @Test
    void policyNeedsAtLeastOneWindow() {
        assertThatThrownBy(() -> new EpisodePolicy(0, 1, 1)).hasMessage("openAfter = 0 is not at least 1");
        assertThatThrownBy(() -> new EpisodePolicy(1, 0, 1)).hasMessage("betterAfter = 0 is not at least 1");
        assertThatThrownBy(() -> new EpisodePolicy(1, 1, 0)).hasMessage("resolveAfter = 0 is not at least 1");
    }

    private void handle(Command command) {
        assertThat(book.take(book.episodes().get(0).id(), command, machine)).isPresent();
    }
}
