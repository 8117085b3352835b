package io.tidemark.alerts.message;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.episode.EpisodeBook;
import io.tidemark.core.episode.EpisodeMachine;
import io.tidemark.core.episode.EpisodePolicy;
import io.tidemark.core.episode.Fingerprint;
import io.tidemark.core.episode.JudgedWindow;
import io.tidemark.core.episode.Notification;
import io.tidemark.core.episode.Observation;
import io.tidemark.core.episode.VerdictStream;
import io.tidemark.core.evaluation.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Messages made the way they are made: windows through a book. */
public final class Messages {
    public static final VerdictStream STREAM =
            new VerdictStream("fraud <script>", "blue/1", "", VerdictStream.Source.DRIFT);
    private static final long HOUR = 3_600_000;

    private final VerdictStream stream;
    private final EpisodeBook book;
    private final EpisodeMachine machine = new EpisodeMachine(new EpisodePolicy(1, 1, 1));
    private final MessageWriter writer = new MessageWriter("https://tide.example/e/{endpoint}?w={window}");
    private int window = 492_000;

    public Messages() {
        this(STREAM);
    }

    /** Messages of another endpoint. */
    public Messages(String endpoint) {
        this(new VerdictStream(endpoint, "blue", "", VerdictStream.Source.DRIFT));
    }

    /** Messages whose first windows end at a time, on the hour before it. */
    public static Messages at(long nowMs) {
        Messages messages = new Messages();
        messages.window = (int) (nowMs / HOUR) - 3;
        return messages;
    }

    private Messages(VerdictStream stream) {
        this.stream = stream;
        this.book = new EpisodeBook(stream);
    }

    /** The message of the next window with violations of features f0 to f(count-1). */
    public AlertMessage next(Severity severity, int count) {
        return writer.write(notification(severity, count));
    }

    public Notification notification(Severity severity, int count) {
        List<Observation> seen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            seen.add(seen("f" + i, severity));
        }
        return take(seen);
    }

    /** A violation of a feature with any name. */
    public AlertMessage named(String feature) {
        return writer.write(take(List.of(seen(feature, Severity.MAJOR))));
    }

    private Notification take(List<Observation> seen) {
        long start = window++ * HOUR;
        return book.take(new JudgedWindow(stream, start, start + HOUR, true, seen, start + 2 * HOUR), machine)
                .notification()
                .orElseThrow();
    }

    private Observation seen(String feature, Severity severity) {
        return new Observation(
                new Fingerprint(stream, "DR002", feature, "ksRobust", ""),
                ContentHash.of((feature + window).getBytes(StandardCharsets.UTF_8)),
                severity,
                0.31,
                0.1,
                feature + ": KS distance is 0.31 above 0.1",
                ContentHash.NONE);
    }
}
