package io.tidemark.wire.codec;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.episode.Episode;
import io.tidemark.core.episode.EpisodeState;
import io.tidemark.core.episode.Fingerprint;
import io.tidemark.core.episode.Handling;
import io.tidemark.core.episode.Observation;
import io.tidemark.core.episode.VerdictStream;
import io.tidemark.wire.avro.EpisodeHandling;
import io.tidemark.wire.avro.EpisodeObservation;
import io.tidemark.wire.avro.EpisodeStatus;
import io.tidemark.wire.avro.HandlingKind;

/** Episodes on the wire. */
public final class EpisodeRecordCodec {
    private static final EpisodeHandling UNHANDLED = new EpisodeHandling(HandlingKind.UNHANDLED, 0L, "", "", "", 0L);

    private EpisodeRecordCodec() {}

    /** Returns the record of an episode. */
    public static io.tidemark.wire.avro.Episode toAvro(Episode episode) {
        Fingerprint about = episode.fingerprint();
        return io.tidemark.wire.avro.Episode.newBuilder()
                .setId(episode.id().hex())
                .setFingerprint(about.id().hex())
                .setEndpoint(about.stream().endpoint())
                .setVariant(about.stream().variant())
                .setSegment(about.stream().segment())
                .setSource(about.stream().source().name())
                .setCode(about.code())
                .setFeature(about.feature())
                .setMetric(about.metric())
                .setFacet(about.facet())
                .setState(status(episode.state()))
                .setStreak(episode.state() instanceof EpisodeState.Pending pending ? pending.streak() : 0)
                .setHandling(toAvro(episode.handling()))
                .setFirstStart(episode.span().firstStartMs())
                .setLastEnd(episode.span().lastEndMs())
                .setWindows(episode.span().violating())
                .setTold(SeverityCodec.toAvro(episode.told()))
                .setWorst(SeverityCodec.toAvro(episode.worst()))
                .setMilder(episode.quiet().milder())
                .setMildest(SeverityCodec.toAvro(episode.quiet().mildest()))
                .setClean(episode.quiet().clean())
                .setKeptBack(episode.isKeptBack())
                .setLast(toAvro(episode.last()))
                .build();
    }

    /**
     * Returns the episode of a record.
     *
     * @throws IllegalArgumentException if the record has a state or a handling of a later release
     */
    public static Episode toDomain(io.tidemark.wire.avro.Episode record) {
        VerdictStream stream =
                StreamCodec.of(record.getEndpoint(), record.getVariant(), record.getSegment(), record.getSource());
        Fingerprint about =
                new Fingerprint(stream, record.getCode(), record.getFeature(), record.getMetric(), record.getFacet());
        return new Episode(
                about,
                state(record),
                toDomain(record.getHandling()),
                new Episode.Span(record.getFirstStart(), record.getLastEnd(), record.getWindows()),
                SeverityCodec.toDomain(record.getTold()),
                SeverityCodec.toDomain(record.getWorst()),
                new Episode.Quiet(record.getMilder(), SeverityCodec.toDomain(record.getMildest()), record.getClean()),
                record.getKeptBack(),
                toDomain(record.getLast(), about));
    }

    private static EpisodeObservation toAvro(Observation last) {
        return new EpisodeObservation(
                last.violation().hex(),
                SeverityCodec.toAvro(last.severity()),
                last.value(),
                last.threshold(),
                last.description(),
                last.baseline().hex());
    }

    private static Observation toDomain(EpisodeObservation last, Fingerprint about) {
        return new Observation(
                about,
                new ContentHash(last.getViolation()),
                SeverityCodec.toDomain(last.getSeverity()),
                last.getValue(),
                last.getThreshold(),
                last.getDescription(),
                new ContentHash(last.getBaseline()));
    }

    private static EpisodeStatus status(EpisodeState state) {
        if (state instanceof EpisodeState.Pending) {
            return EpisodeStatus.PENDING;
        }
        if (state instanceof EpisodeState.Open) {
            return EpisodeStatus.OPEN;
        }
        if (state instanceof EpisodeState.Worse) {
            return EpisodeStatus.WORSE;
        }
        if (state instanceof EpisodeState.Better) {
            return EpisodeStatus.BETTER;
        }
        if (state instanceof EpisodeState.Resolved) {
            return EpisodeStatus.RESOLVED;
        }
        throw new AssertionError(state);
    }

    private static EpisodeState state(io.tidemark.wire.avro.Episode record) {
        return switch (record.getState()) {
            case PENDING -> new EpisodeState.Pending(record.getStreak());
            case OPEN -> new EpisodeState.Open();
            case WORSE -> new EpisodeState.Worse();
            case BETTER -> new EpisodeState.Better();
            case RESOLVED -> new EpisodeState.Resolved();
            case OTHER ->
                throw new IllegalArgumentException(
                        "episode " + record.getId() + " has a state of a later release: read it with that one");
        };
    }

    private static EpisodeHandling toAvro(Handling handling) {
        if (handling instanceof Handling.Acknowledged said) {
            return of(HandlingKind.ACKNOWLEDGED, 0, "", said.note());
        }
        if (handling instanceof Handling.Snoozed said) {
            return of(HandlingKind.SNOOZED, said.untilMs(), "", said.note());
        }
        if (handling instanceof Handling.Accepted said) {
            return of(HandlingKind.ACCEPTED, 0, said.baseline().hex(), said.note());
        }
        return UNHANDLED;
    }

    private static EpisodeHandling of(HandlingKind kind, long untilMs, String baseline, Handling.Note note) {
        return new EpisodeHandling(kind, untilMs, baseline, note.by(), note.why(), note.atMs());
    }

    private static Handling toDomain(EpisodeHandling said) {
        Handling.Note note = new Handling.Note(said.getBy(), said.getWhy(), said.getAt());
        return switch (said.getKind()) {
            case UNHANDLED -> Handling.NONE;
            case ACKNOWLEDGED -> new Handling.Acknowledged(note);
            case SNOOZED -> new Handling.Snoozed(said.getUntil(), note);
            case ACCEPTED -> new Handling.Accepted(new ContentHash(said.getBaseline()), note);
            case OTHER ->
                throw new IllegalArgumentException("an episode was handled in a way of a later release, by "
                        + said.getBy() + ": read it with that one");
        };
    }
}
