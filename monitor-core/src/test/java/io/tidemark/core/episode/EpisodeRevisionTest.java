package io.tidemark.core.episode;

import static io.tidemark.core.episode.EpisodeFixture.BASELINE;
import static io.tidemark.core.episode.EpisodeFixture.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows of a model are judged again while labels come. */
class EpisodeRevisionTest {
    private static final VerdictStream STREAM = new VerdictStream("fraud", "blue", "", VerdictStream.Source.MODEL);
    private static final Fingerprint RECALL = new Fingerprint(STREAM, "MQ001", "", "recall", "");
    private static final Fingerprint BIAS = new Fingerprint(STREAM, "BI001", "sex", "DPL", "sex");

    private static final List<Severity> SEVERITIES = List.of(Severity.MINOR, Severity.MAJOR, Severity.CRITICAL);

    private final EpisodeMachine machine = new EpisodeMachine(EpisodePolicy.DEFAULT);
    private StreamHead head = new StreamHead(STREAM);
    private final EpisodeShelf shelf = EpisodeShelf.inMemory();
    private int revisions;

    @Test
    void ruleThatFirstAnswersInALaterRevisionIsToldAlthoughNewerWindowsWereThere() {
        assertThat(take(0, List.of(), RECALL)).isEmpty();
        assertThat(take(1, List.of(), RECALL)).isEmpty();

        assertThat(take(0, List.of(recall(Severity.MAJOR, 0)))).containsExactly("OPENED MQ001");
        assertThat(take(1, List.of(recall(Severity.MAJOR, 1)))).isEmpty();
    }

    @Test
    void finalRevisionOfWhatIsKnownTellsNothing() {
        take(0, List.of(recall(Severity.MAJOR, 0)));

        assertThat(take(0, List.of(recall(Severity.MAJOR, 0)))).isEmpty();
        assertThat(take(0, List.of(recall(Severity.MINOR, 0)))).isEmpty();
        assertThat(shelf.get(RECALL)).satisfies(episode -> {
            assertThat(episode.span().violating()).isEqualTo(1);
            assertThat(episode.last().severity()).isEqualTo(Severity.MINOR);
            assertThat(episode.told()).isEqualTo(Severity.MAJOR);
        });
    }

    @Test
    void correctionToWorseIsToldOnce() {
        take(0, List.of(recall(Severity.MINOR, 0)));

        assertThat(take(0, List.of(recall(Severity.CRITICAL, 0)))).containsExactly("WORSE MQ001");
        assertThat(take(0, List.of(recall(Severity.CRITICAL, 0)))).isEmpty();
    }

    @Test
    void onlyViolationThatDoesNotHoldIsWithdrawnAndNotOpenedAgain() {
        take(0, List.of(recall(Severity.MAJOR, 0)));

        assertThat(take(0, List.of())).containsExactly("WITHDRAWN MQ001");
        assertThat(shelf.get(RECALL)).isNull();
        assertThat(take(0, List.of())).isEmpty();
    }

    @Test
    void onlyViolationIsWithdrawnAlsoWhenNewerWindowsWereFine() {
        take(0, List.of(recall(Severity.MAJOR, 0)));
        take(1, List.of());

        assertThat(take(0, List.of())).containsExactly("WITHDRAWN MQ001");
        assertThat(take(1, List.of())).isEmpty();
    }

    @Test
    void violationAmongOthersThatDoesNotHoldCountsAsACleanWindow() {
        take(0, List.of(recall(Severity.MAJOR, 0)));
        take(1, List.of(recall(Severity.MAJOR, 1)));

        assertThat(take(1, List.of())).isEmpty();
        assertThat(take(2, List.of())).containsExactly("RESOLVED MQ001");
    }

    @Test
    void olderWindowsNeitherReopenNorEndAnything() {
        take(0, List.of(recall(Severity.MAJOR, 0)));
        take(1, List.of());
        assertThat(take(2, List.of())).containsExactly("RESOLVED MQ001");

        assertThat(take(0, List.of(recall(Severity.CRITICAL, 0)))).isEmpty();
        assertThat(take(1, List.of(recall(Severity.CRITICAL, 1)))).isEmpty();
        assertThat(shelf.get(RECALL)).isNull();
    }

    @Test
    void ruleWithoutAnAnswerIsNoGoodNews() {
        take(0, List.of(recall(Severity.MAJOR, 0), bias(0)));

        assertThat(take(1, List.of(), RECALL)).isEmpty();
        assertThat(take(2, List.of(), RECALL)).containsExactly("RESOLVED BI001");
        assertThat(take(3, List.of(), RECALL)).isEmpty();
        assertThat(shelf.get(RECALL)).isNotNull();
    }

    @Test
    void pendingEpisodeThatIsWithdrawnWasNeverTold() {
        EpisodeMachine slow = new EpisodeMachine(new EpisodePolicy(2, 1, 1));
        new EpisodeBook(head, shelf).take(revision(0, List.of(recall(Severity.MAJOR, 0))), slow, e -> {});

        Optional<Notification> told = new EpisodeBook(head, shelf).take(revision(0, List.of()), slow, e -> {});

        assertThat(told).isEmpty();
        assertThat(shelf.get(RECALL)).isNull();
    }

    @Test
    void whatIsTakenBackAndSaidAgainIsNewsOfItsOwn() {
        Verdict first = revision(0, List.of(recall(Severity.MAJOR, 0)));
        Verdict third = revision(0, List.of(recall(Severity.MAJOR, 0)));
        EpisodeBook book = new EpisodeBook(head, shelf);
        ContentHash opened = book.take(first, machine, e -> {}).orElseThrow().id();
        book.take(revision(0, List.of()), machine, e -> {});

        assertThat(book.take(third, machine, e -> {}).orElseThrow().id()).isNotEqualTo(opened);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whateverRevisionsComeNothingIsToldTwice(long seed) {
        Random random = new Random(seed);
        Set<ContentHash> ids = new HashSet<>();
        boolean isOpen = false;
        for (int step = 0; step < 600; step++) {
            int window = Math.max(0, step / 4 - random.nextInt(6));
            Severity severity = SEVERITIES.get(random.nextInt(SEVERITIES.size()));
            List<Observation> seen = random.nextInt(3) == 0 ? List.of(recall(severity, window)) : List.of();
            boolean isAnswered = random.nextInt(4) > 0;
            Verdict verdict = isAnswered || !seen.isEmpty() ? revision(window, seen) : revision(window, seen, RECALL);
            Optional<Notification> told = new EpisodeBook(head, shelf).take(verdict, machine, e -> {});
            head = StreamHead.decode(head.encode());
            if (told.isPresent()) {
                assertThat(ids.add(told.get().id()))
                        .as("seed %d, step %d", seed, step)
                        .isTrue();
                Change change = told.get().changes().get(0);
                assertThat(change.kind() == Change.Kind.OPENED)
                        .as("seed %d, step %d: %s", seed, step, change.kind())
                        .isEqualTo(!isOpen);
                isOpen = !change.kind().isEnding();
            }
            assertThat(shelf.get(RECALL) != null)
                    .as("seed %d, step %d", seed, step)
                    .isEqualTo(isOpen);
        }
        assertThat(ids).as("seed %d", seed).hasSizeGreaterThan(10);
    }

    private List<String> take(int window, List<Observation> seen, Fingerprint... unanswered) {
        Optional<Notification> told =
                new EpisodeBook(head, shelf).take(revision(window, seen, unanswered), machine, e -> {});
        head = StreamHead.decode(head.encode());
        List<String> changes = new ArrayList<>();
        told.ifPresent(notification -> notification
                .changes()
                .forEach(change -> changes.add(
                        change.kind() + " " + change.episode().fingerprint().code())));
        return changes;
    }

    private static Observation recall(Severity severity, int window) {
        return seen(RECALL, severity, window);
    }

    private static Observation bias(int window) {
        return seen(BIAS, Severity.MINOR, window);
    }

    private static Observation seen(Fingerprint about, Severity severity, int window) {
        ContentHash id = ContentHash.of((about + "@" + window).getBytes(StandardCharsets.UTF_8));
        return new Observation(about, id, severity, 0.3, 0.1, "moved", BASELINE);
    }

    private Verdict revision(int window, List<Observation> seen, Fingerprint... unanswered) {
        Set<Fingerprint> silent = new HashSet<>(Arrays.asList(unanswered));
        int number = ++revisions;
        return new Verdict() {
            @Override
            public VerdictStream stream() {
                return STREAM;
            }

            @Override
            public long startMs() {
                return window * HOUR;
            }

            @Override
            public long endMs() {
                return (window + 1) * HOUR;
            }

            @Override
            public boolean isJudged() {
                return true;
            }

            @Override
            public int revision() {
                return number;
            }

            @Override
            public long seenMs() {
                return (window + 1) * HOUR;
            }

            @Override
            public long missing() {
                return 0;
            }

            @Override
            public void forEachViolation(Consumer<Observation> taker) {
                seen.forEach(taker);
            }

            @Override
            public boolean isUnanswered(@Nullable Fingerprint fingerprint) {
                return fingerprint != null && silent.contains(fingerprint);
            }
        };
    }
}
