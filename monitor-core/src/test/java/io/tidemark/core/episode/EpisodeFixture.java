package io.tidemark.core.episode;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Windows of one stream, an hour each, by number. */
final class EpisodeFixture {
    static final long HOUR = 3_600_000;
    static final VerdictStream STREAM = new VerdictStream("fraud", "blue", "", VerdictStream.Source.DRIFT);
    static final ContentHash BASELINE = ContentHash.of("baseline".getBytes(StandardCharsets.UTF_8));

    private EpisodeFixture() {}

    static Fingerprint about(String code, String feature) {
        return new Fingerprint(STREAM, code, feature, "ks", "");
    }

    static Observation seen(Fingerprint fingerprint, Severity severity, int window) {
        return seen(fingerprint, severity, window, BASELINE);
    }

    static Observation seen(Fingerprint fingerprint, Severity severity, int window, ContentHash baseline) {
        ContentHash id = ContentHash.of((fingerprint + "@" + window).getBytes(StandardCharsets.UTF_8));
        return new Observation(fingerprint, id, severity, 0.3, 0.1, "moved", baseline);
    }

    static JudgedWindow window(int number, Observation... violations) {
        return new JudgedWindow(
                STREAM, number * HOUR, (number + 1) * HOUR, true, Arrays.asList(violations), (number + 1) * HOUR + 5);
    }

    static JudgedWindow unjudged(int number) {
        return new JudgedWindow(STREAM, number * HOUR, (number + 1) * HOUR, false, List.of(), (number + 1) * HOUR + 5);
    }

    /** The kinds of change of a series of windows of one fingerprint; null is a clean window. */
    static List<String> story(EpisodeBook book, EpisodeMachine machine, @Nullable Severity... windows) {
        List<String> told = new ArrayList<>();
        long next = book.lastStartMs().isPresent() ? book.lastStartMs().getAsLong() / HOUR + 1 : 0;
        for (int i = 0; i < windows.length; i++) {
            int number = (int) next + i;
            Severity severity = windows[i];
            JudgedWindow window =
                    severity == null ? window(number) : window(number, seen(about("DR002", "age"), severity, number));
            told.add(book.take(window, machine)
                    .notification()
                    .map(notification -> notification.changes().get(0).kind().name())
                    .orElse("-"));
        }
        return told;
    }
}
