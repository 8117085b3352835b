package io.tidemark.core.episode;

import static io.tidemark.core.episode.EpisodeFixture.HOUR;
import static io.tidemark.core.episode.EpisodeFixture.STREAM;
import static io.tidemark.core.episode.EpisodeFixture.about;
import static io.tidemark.core.episode.EpisodeFixture.seen;
import static io.tidemark.core.episode.EpisodeFixture.unjudged;
import static io.tidemark.core.episode.EpisodeFixture.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes: what people hear makes sense, and they hear it once. */
class EpisodeLawsTest {
    private static final List<Fingerprint> TROUBLES =
            List.of(about("DR002", "age"), about("DQ001", "age"), about("DR006", "pay"), about("SC002", ""));
    private static final List<Severity> SEVERITIES = List.of(Severity.MINOR, Severity.MAJOR, Severity.CRITICAL);
    private static final int WINDOWS = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whatIsToldIsAlwaysNewsAndNeverARepeat(long seed) {
        Random random = new Random(seed);
        EpisodePolicy policy = new EpisodePolicy(1 + random.nextInt(3), 1 + random.nextInt(3), 1 + random.nextInt(3));
        EpisodeMachine machine = new EpisodeMachine(policy);
        EpisodeBook book = new EpisodeBook(STREAM);
        Map<Fingerprint, Listener> listeners = new HashMap<>();
        Set<ContentHash> ids = new HashSet<>();
        for (JudgedWindow window : windows(random)) {
            maybeHandle(book, machine, random, window.startMs());
            EpisodeBook.Outcome outcome = book.take(window, machine);
            outcome.notification().ifPresent(notification -> {
                assertThat(ids.add(notification.id())).as("seed %d: id", seed).isTrue();
                Set<Fingerprint> told = new HashSet<>();
                for (Change change : notification.changes()) {
                    Fingerprint about = change.episode().fingerprint();
                    assertThat(told.add(about))
                            .as("seed %d: one change each", seed)
                            .isTrue();
                    listeners.computeIfAbsent(about, f -> new Listener(seed)).hear(change);
                }
            });
        }
        assertThat(listeners).as("seed %d hears something", seed).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void readingTheSameWindowsAgainTellsNothing(long seed) {
        EpisodeMachine machine = new EpisodeMachine(EpisodePolicy.DEFAULT);
        EpisodeBook book = new EpisodeBook(STREAM);
        List<JudgedWindow> windows = windows(new Random(seed));
        windows.forEach(window -> book.take(window, machine));
        byte[] before = EpisodeCodec.encode(book);
        windows.forEach(window ->
                assertThat(book.take(window, machine)).as("seed %d", seed).isEqualTo(EpisodeBook.Outcome.NONE));
        assertThat(EpisodeCodec.encode(book)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void bookThatWasStoredGoesOnAsIfItHadNot(long seed) {
        Random random = new Random(seed);
        EpisodeMachine machine = new EpisodeMachine(EpisodePolicy.DEFAULT);
        EpisodeBook kept = new EpisodeBook(STREAM);
        EpisodeBook stored = new EpisodeBook(STREAM);
        for (JudgedWindow window : windows(random)) {
            long choice = random.nextLong();
            maybeHandle(kept, machine, new Random(choice), window.startMs());
            maybeHandle(stored, machine, new Random(choice), window.startMs());
            stored = EpisodeCodec.decodeBook(EpisodeCodec.encode(stored));
            assertThat(stored.take(window, machine)).as("seed %d", seed).isEqualTo(kept.take(window, machine));
        }
        for (Episode episode : kept.episodes()) {
            assertThat(EpisodeCodec.decode(EpisodeCodec.encode(episode))).isEqualTo(episode);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void damagedBytesAreRefused(long seed) {
        EpisodeBook book = new EpisodeBook(STREAM);
        EpisodeMachine machine = new EpisodeMachine(EpisodePolicy.DEFAULT);
        windows(new Random(seed)).forEach(window -> book.take(window, machine));
        byte[] bytes = EpisodeCodec.encode(book);
        for (int length = 0; length < bytes.length; length += 7) {
            byte[] cut = java.util.Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> EpisodeCodec.decodeBook(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void gatheringIsWholeExactlyWithEverythingInAnyOrder(long seed) {
        Random random = new Random(seed);
        WindowGathering gathering = new WindowGathering();
        List<Integer> pieces = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7));
        Collections.shuffle(pieces, random);
        for (int done = 1; done <= pieces.size(); done++) {
            int piece = pieces.get(done - 1);
            if (piece < 3) {
                long alarms = piece == 0 ? 0 : piece == 1 ? 4 : 1;
                gathering.add(new WindowGathering.Part(piece, 3, alarms, true, HOUR, 10 + piece));
            } else {
                gathering.addViolation(HOUR, 99);
            }
            gathering = WindowGathering.decode(gathering.encode());
            assertThat(gathering.isWhole()).as("seed %d", seed).isEqualTo(done == 8);
            assertThat(gathering.isJudged()).as("seed %d", seed).isEqualTo(done == 8);
            assertThat(gathering.missing() == 0).as("seed %d", seed).isEqualTo(done == 8);
        }
        assertThat(gathering.endMs()).isEqualTo(HOUR);
    }

    /** Somebody who remembers what was said, and objects to what is no news. */
    private static final class Listener {
        private final long seed;
        private boolean isOpen;

        private Severity known = Severity.MINOR;

        Listener(long seed) {
            this.seed = seed;
        }

        void hear(Change change) {
            Severity now = change.episode().told();
            assertThat(change.isTold()).isTrue();
            assertThat(isOpen).as("seed %d: %s", seed, change).isEqualTo(change.kind() != Change.Kind.OPENED);
            switch (change.kind()) {
                case OPENED -> isOpen = true;
                case WORSE -> assertThat(now).as("seed %d: worse", seed).isGreaterThan(change.before());
                case BETTER -> assertThat(now).as("seed %d: better", seed).isLessThan(change.before());
                case RESOLVED, WITHDRAWN -> isOpen = false;
                case REMINDED ->
                    assertThat(change.episode().state().isActive())
                            .as("seed %d: reminded", seed)
                            .isTrue();
            }
            known = now;
            assertThat(change.episode().worst()).as("seed %d: worst", seed).isGreaterThanOrEqualTo(known);
        }
    }

    private static List<JudgedWindow> windows(Random random) {
        List<JudgedWindow> windows = new ArrayList<>();
        double trouble = 0.2 + 0.6 * random.nextDouble();
        for (int number = 0; number < WINDOWS; number++) {
            if (random.nextInt(10) == 0) {
                windows.add(unjudged(number));
                continue;
            }
            List<Observation> violations = new ArrayList<>();
            for (Fingerprint about : TROUBLES) {
                if (random.nextDouble() < trouble) {
                    violations.add(seen(about, SEVERITIES.get(random.nextInt(SEVERITIES.size())), number));
                }
            }
            windows.add(window(number, violations.toArray(new Observation[0])));
        }
        return windows;
    }

    private static void maybeHandle(EpisodeBook book, EpisodeMachine machine, Random random, long nowMs) {
        if (random.nextInt(4) > 0) {
            return;
        }
        Handling.Note note = new Handling.Note("ada", "", nowMs);
        for (Episode episode : book.episodes()) {
            Command command = switch (random.nextInt(5)) {
                case 0 -> new Command.Acknowledge(note);
                case 1 -> new Command.Snooze(nowMs + random.nextInt(10) * HOUR, note);
                case 2 -> new Command.Accept(note);
                default -> new Command.Release(note);
            };
            book.take(episode.id(), command, machine);
        }
    }
}
