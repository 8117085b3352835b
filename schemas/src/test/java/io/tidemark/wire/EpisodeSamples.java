package io.tidemark.wire;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.episode.Change;
import io.tidemark.core.episode.Command;
import io.tidemark.core.episode.Episode;
import io.tidemark.core.episode.EpisodeState;
import io.tidemark.core.episode.Fingerprint;
import io.tidemark.core.episode.Handling;
import io.tidemark.core.episode.Notification;
import io.tidemark.core.episode.Observation;
import io.tidemark.core.episode.OperationReport;
import io.tidemark.core.episode.VerdictStream;
import io.tidemark.core.evaluation.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Episodes and what is said of them, made from a seed: every state and every handling comes up. */
public final class EpisodeSamples {
    private final Random random;
    private final Samples samples;

    /** Equal seeds give equal objects in equal order. */
    public EpisodeSamples(long seed) {
        this.random = new Random(seed);
        this.samples = new Samples(seed);
    }

    public VerdictStream stream() {
        return new VerdictStream(samples.text(), samples.text(), samples.text(), oneOf(VerdictStream.Source.values()));
    }

    public Episode episode(VerdictStream stream) {
        Fingerprint about =
                new Fingerprint(stream, "DR00" + random.nextInt(9), samples.text(), samples.text(), samples.text());
        return new Episode(
                about,
                state(),
                handling(),
                new Episode.Span(random.nextInt(), random.nextLong(), random.nextInt(1000)),
                severity(),
                severity(),
                new Episode.Quiet(random.nextInt(5), severity(), random.nextInt(5)),
                random.nextBoolean(),
                new Observation(
                        about, samples.hash(), severity(), samples.number(), samples.number(), samples.text(), hash()));
    }

    public Notification notification(int changes) {
        VerdictStream stream = stream();
        List<Change> all = new ArrayList<>();
        for (int i = 0; i < changes; i++) {
            all.add(new Change(oneOf(Change.Kind.values()), episode(stream), severity(), true));
        }
        return new Notification(
                samples.hash(),
                stream,
                random.nextInt(),
                random.nextLong(),
                severity(),
                all,
                random.nextInt(9),
                random.nextInt(3));
    }

    public Command command() {
        return switch (random.nextInt(4)) {
            case 0 -> new Command.Acknowledge(note());
            case 1 -> new Command.Snooze(random.nextLong(), note());
            case 2 -> new Command.Accept(note());
            default -> new Command.Release(note());
        };
    }

    public OperationReport operations(int findings) {
        List<OperationReport.Finding> found = new ArrayList<>();
        for (int i = 0; i < findings; i++) {
            found.add(new OperationReport.Finding(
                    "OP00" + i,
                    samples.text(),
                    samples.text(),
                    samples.number(),
                    samples.number(),
                    severity(),
                    samples.text()));
        }
        long from = random.nextInt();
        return new OperationReport(samples.text(), samples.text(), from, from + random.nextInt(9), found);
    }

    private EpisodeState state() {
        return switch (random.nextInt(5)) {
            case 0 -> new EpisodeState.Pending(1 + random.nextInt(4));
            case 1 -> new EpisodeState.Open();
            case 2 -> new EpisodeState.Worse();
            case 3 -> new EpisodeState.Better();
            default -> new EpisodeState.Resolved();
        };
    }

    private Handling handling() {
        return switch (random.nextInt(4)) {
            case 0 -> Handling.NONE;
            case 1 -> new Handling.Acknowledged(note());
            case 2 -> new Handling.Snoozed(random.nextLong(), note());
            default -> new Handling.Accepted(hash(), note());
        };
    }

    private Handling.Note note() {
        return new Handling.Note(samples.text(), samples.text(), random.nextLong());
    }

    private ContentHash hash() {
        return random.nextInt(3) == 0 ? ContentHash.NONE : samples.hash();
    }

    private Severity severity() {
        return oneOf(Severity.values());
    }

    private <T> T oneOf(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
