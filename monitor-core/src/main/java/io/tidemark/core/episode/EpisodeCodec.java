package io.tidemark.core.episode;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.episode.Episode.Quiet;
import io.tidemark.core.episode.Episode.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Books and episodes as bytes, behind a version byte: on disk and on topics since the first release. */
public final class EpisodeCodec {
    private static final int VERSION = 1;

    private static final int PENDING = 0;
    private static final int OPEN = 1;
    private static final int WORSE = 2;
    private static final int BETTER = 3;
    private static final int RESOLVED = 4;

    private static final int UNHANDLED = 0;
    private static final int ACKNOWLEDGED = 1;
    private static final int SNOOZED = 2;
    private static final int ACCEPTED = 3;

    private EpisodeCodec() {}

    /** Writes a book; equal books are equal bytes. */
    public static byte[] encode(EpisodeBook book) {
        CanonicalOutput out = new CanonicalOutput(1024);
        out.putByte(VERSION);
        book.stream().writeTo(out);
        OptionalLong last = book.lastStartMs();
        out.putByte(last.isPresent() ? 1 : 0).putLong(last.orElse(0));
        out.putInt(book.episodes().size());
        book.episodes().forEach(episode -> write(episode, out));
        return out.toByteArray();
    }

    /** Reads what {@link #encode(EpisodeBook)} wrote; damage is an {@link IllegalArgumentException}. */
    public static EpisodeBook decodeBook(byte[] bytes) {
        CanonicalInput in = new CanonicalInput(bytes);
        in.expectVersion(VERSION, "book of episodes");
        VerdictStream stream = VerdictStream.readFrom(in);
        boolean hasLast = in.getByte() == 1;
        long last = in.getLong();
        int count = in.getInt();
        List<Episode> episodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            episodes.add(read(in));
        }
        in.expectEnd();
        return EpisodeBook.of(stream, hasLast ? OptionalLong.of(last) : OptionalLong.empty(), episodes);
    }

    /** Writes one episode. */
    public static byte[] encode(Episode episode) {
        CanonicalOutput out = new CanonicalOutput(512);
        write(episode, out.putByte(VERSION));
        return out.toByteArray();
    }

    /** Reads what {@link #encode(Episode)} wrote; damage is an {@link IllegalArgumentException}. */
    public static Episode decode(byte[] bytes) {
        CanonicalInput in = new CanonicalInput(bytes);
        in.expectVersion(VERSION, "episode");
        Episode episode = read(in);
        in.expectEnd();
        return episode;
    }

    private static void write(Episode episode, CanonicalOutput out) {
        episode.last().writeTo(out);
        writeState(episode.state(), out);
        writeHandling(episode.handling(), out);
        Span span = episode.span();
        out.putLong(span.firstStartMs()).putLong(span.lastEndMs()).putLong(span.violating());
        Quiet quiet = episode.quiet();
        out.putText(episode.told().name()).putText(episode.worst().name());
        out.putInt(quiet.milder()).putText(quiet.mildest().name()).putInt(quiet.clean());
        out.putByte(episode.isKeptBack() ? 1 : 0);
    }

    private static Episode read(CanonicalInput in) {
        Observation last = Observation.readFrom(in);
        EpisodeState state = readState(in);
        Handling handling = readHandling(in);
        Span span = new Span(in.getLong(), in.getLong(), in.getLong());
        var told = Observation.readSeverity(in);
        var worst = Observation.readSeverity(in);
        Quiet quiet = new Quiet(in.getInt(), Observation.readSeverity(in), in.getInt());
        return new Episode(last.fingerprint(), state, handling, span, told, worst, quiet, in.getByte() == 1, last);
    }

    private static void writeState(EpisodeState state, CanonicalOutput out) {
        if (state instanceof EpisodeState.Pending pending) {
            out.putByte(PENDING).putInt(pending.streak());
        } else if (state instanceof EpisodeState.Open) {
            out.putByte(OPEN);
        } else if (state instanceof EpisodeState.Worse) {
            out.putByte(WORSE);
        } else if (state instanceof EpisodeState.Better) {
            out.putByte(BETTER);
        } else {
            out.putByte(RESOLVED);
        }
    }

    private static EpisodeState readState(CanonicalInput in) {
        int kind = in.getByte();
        return switch (kind) {
            case PENDING -> new EpisodeState.Pending(in.getInt());
            case OPEN -> new EpisodeState.Open();
            case WORSE -> new EpisodeState.Worse();
            case BETTER -> new EpisodeState.Better();
            case RESOLVED -> new EpisodeState.Resolved();
            default -> throw new IllegalArgumentException("state " + kind + " of an episode is unknown");
        };
    }

    private static void writeHandling(Handling handling, CanonicalOutput out) {
        if (handling instanceof Handling.Acknowledged acknowledged) {
            writeNote(acknowledged.note(), out.putByte(ACKNOWLEDGED));
        } else if (handling instanceof Handling.Snoozed snoozed) {
            writeNote(snoozed.note(), out.putByte(SNOOZED).putLong(snoozed.untilMs()));
        } else if (handling instanceof Handling.Accepted accepted) {
            writeNote(
                    accepted.note(),
                    out.putByte(ACCEPTED).putText(accepted.baseline().hex()));
        } else {
            out.putByte(UNHANDLED);
        }
    }

    private static Handling readHandling(CanonicalInput in) {
        int kind = in.getByte();
        return switch (kind) {
            case UNHANDLED -> Handling.NONE;
            case ACKNOWLEDGED -> new Handling.Acknowledged(readNote(in));
            case SNOOZED -> new Handling.Snoozed(in.getLong(), readNote(in));
            case ACCEPTED -> new Handling.Accepted(new ContentHash(in.getText()), readNote(in));
            default -> throw new IllegalArgumentException("handling " + kind + " of an episode is unknown");
        };
    }

    private static void writeNote(Handling.Note note, CanonicalOutput out) {
        out.putText(note.by()).putText(note.why()).putLong(note.atMs());
    }

    private static Handling.Note readNote(CanonicalInput in) {
        return new Handling.Note(in.getText(), in.getText(), in.getLong());
    }
}
