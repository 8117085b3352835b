package io.tidemark.app.alerts;

import io.tidemark.alerts.message.AlertMessage;
import io.tidemark.alerts.message.MessageWriter;
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
import java.util.List;

/**
 * Messages as the real ones are made, about a drift that is none.
 *
 * @param stream whose window
 * @param owner who answers for it, or empty
 * @param nowMs when: after ten minutes a sample has another id, so that a receiver does not drop it as a repeat; until then
 *     the sample of an end is that of the episode that the other one opened
 */
record SampleMessage(VerdictStream stream, String owner, long nowMs) {
    private static final long LENGTH = 10 * 60_000;
    private static final double VALUE = 0.31;
    private static final double THRESHOLD = 0.1;

    /** Something has begun. */
    AlertMessage opened(Severity severity, MessageWriter writer) {
        return message(new EpisodeBook(stream), severity, true, writer);
    }

    /** It is over. */
    AlertMessage resolved(Severity severity, MessageWriter writer) {
        EpisodeBook book = new EpisodeBook(stream);
        message(book, severity, true, writer);
        return message(book, severity, false, writer);
    }

    private AlertMessage message(EpisodeBook book, Severity severity, boolean isViolated, MessageWriter writer) {
        long end = Math.floorDiv(nowMs, LENGTH) * LENGTH + (isViolated ? 0 : LENGTH);
        List<Observation> seen = isViolated ? List.of(observation(severity)) : List.of();
        JudgedWindow window = new JudgedWindow(stream, end - LENGTH, end, true, seen, end);
        Notification notification = book.take(window, new EpisodeMachine(new EpisodePolicy(1, 1, 1)))
                .notification()
                .orElseThrow();
        return writer.write(notification, owner, "");
    }

    private Observation observation(Severity severity) {
        return new Observation(
                new Fingerprint(stream, "DR002", "sample", "ksRobust", ""),
                ContentHash.of("sample".getBytes(StandardCharsets.UTF_8)),
                severity,
                VALUE,
                THRESHOLD,
                "this is a test: KS distance of sample is 0.31 above 0.1",
                ContentHash.NONE);
    }
}
