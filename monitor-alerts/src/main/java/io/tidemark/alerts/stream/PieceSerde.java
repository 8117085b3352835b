package io.tidemark.alerts.stream;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.episode.Command;
import io.tidemark.core.episode.Handling;
import io.tidemark.core.episode.JudgedWindow;
import io.tidemark.core.episode.Observation;
import io.tidemark.core.episode.VerdictStream;
import io.tidemark.core.episode.WindowGathering;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Pieces on the way to the task of their endpoint: a byte for the type, a version byte, the canonical form. */
final class PieceSerde {
    private static final int VERSION = 1;
    private static final int REPORTED = 1;
    private static final int VIOLATED = 2;
    private static final int WHOLE = 3;
    private static final int SAID = 4;

    private static final int ACKNOWLEDGE = 1;
    private static final int SNOOZE = 2;
    private static final int ACCEPT = 3;
    private static final int RELEASE = 4;

    private PieceSerde() {}

    static Serde<Piece> create() {
        return Serdes.serdeFrom((topic, piece) -> encode(piece), (topic, bytes) -> decode(bytes));
    }

    static byte[] encode(Piece piece) {
        CanonicalOutput out = new CanonicalOutput(512);
        if (piece instanceof Piece.Reported reported) {
            write(reported, out.putByte(REPORTED).putByte(VERSION));
        } else if (piece instanceof Piece.Violated violated) {
            write(violated.place(), out.putByte(VIOLATED).putByte(VERSION));
            out.putLong(violated.windowEndMs()).putLong(violated.seenMs());
            violated.seen().writeTo(out);
        } else if (piece instanceof Piece.Whole whole) {
            write(whole.window(), out.putByte(WHOLE).putByte(VERSION));
        } else if (piece instanceof Piece.Said said) {
            said.stream().writeTo(out.putByte(SAID).putByte(VERSION));
            write(said.command(), out.putText(said.episode().hex()));
        } else {
            throw new AssertionError(piece);
        }
        return out.toByteArray();
    }

    static Piece decode(byte[] bytes) {
        CanonicalInput in = new CanonicalInput(bytes);
        int type = in.getByte();
        in.expectVersion(VERSION, "piece of a verdict");
        Piece piece = switch (type) {
            case REPORTED -> reported(in);
            case VIOLATED -> violated(in);
            case WHOLE -> new Piece.Whole(window(in));
            case SAID -> new Piece.Said(VerdictStream.readFrom(in), new ContentHash(in.getText()), command(in));
            default -> throw new IllegalArgumentException("piece of type " + type + " is unknown");
        };
        in.expectEnd();
        return piece;
    }

    private static void write(Piece.Place place, CanonicalOutput out) {
        place.stream().writeTo(out);
        out.putLong(place.startMs()).putInt(place.revision());
    }

    private static Piece.Place place(CanonicalInput in) {
        return new Piece.Place(VerdictStream.readFrom(in), in.getLong(), in.getInt());
    }

    private static void write(Piece.Reported reported, CanonicalOutput out) {
        write(reported.place(), out);
        WindowGathering.Part part = reported.part();
        out.putByte(reported.isFinal() ? 1 : 0).putInt(part.part()).putInt(part.parts());
        out.putLong(part.alarms()).putByte(part.isJudged() ? 1 : 0);
        out.putLong(part.endMs()).putLong(part.seenMs());
        out.putInt(reported.unanswered().size());
        reported.unanswered().forEach(out::putLong);
    }

    private static Piece reported(CanonicalInput in) {
        Piece.Place place = place(in);
        boolean isFinal = in.getByte() == 1;
        WindowGathering.Part part = new WindowGathering.Part(
                in.getInt(), in.getInt(), in.getLong(), in.getByte() == 1, in.getLong(), in.getLong());
        int count = in.getInt();
        List<Long> unanswered = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            unanswered.add(in.getLong());
        }
        return new Piece.Reported(place, isFinal, part, unanswered);
    }

    private static Piece violated(CanonicalInput in) {
        Piece.Place place = place(in);
        long endMs = in.getLong();
        long seenMs = in.getLong();
        return new Piece.Violated(place, endMs, Observation.readFrom(in), seenMs);
    }

    private static void write(JudgedWindow window, CanonicalOutput out) {
        window.stream().writeTo(out);
        out.putLong(window.startMs()).putLong(window.endMs()).putByte(window.isJudged() ? 1 : 0);
        out.putLong(window.seenMs()).putInt(window.violations().size());
        window.violations().forEach(seen -> seen.writeTo(out));
    }

    private static JudgedWindow window(CanonicalInput in) {
        VerdictStream stream = VerdictStream.readFrom(in);
        long startMs = in.getLong();
        long endMs = in.getLong();
        boolean isJudged = in.getByte() == 1;
        long seenMs = in.getLong();
        int count = in.getInt();
        List<Observation> violations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            violations.add(Observation.readFrom(in));
        }
        return new JudgedWindow(stream, startMs, endMs, isJudged, violations, seenMs);
    }

    private static void write(Command command, CanonicalOutput out) {
        if (command instanceof Command.Acknowledge) {
            out.putByte(ACKNOWLEDGE);
        } else if (command instanceof Command.Snooze snooze) {
            out.putByte(SNOOZE).putLong(snooze.untilMs());
        } else if (command instanceof Command.Accept) {
            out.putByte(ACCEPT);
        } else {
            out.putByte(RELEASE);
        }
        Handling.Note note = command.note();
        out.putText(note.by()).putText(note.why()).putLong(note.atMs());
    }

    private static Command command(CanonicalInput in) {
        int kind = in.getByte();
        long untilMs = kind == SNOOZE ? in.getLong() : 0;
        Handling.Note note = new Handling.Note(in.getText(), in.getText(), in.getLong());
        return switch (kind) {
            case ACKNOWLEDGE -> new Command.Acknowledge(note);
            case SNOOZE -> new Command.Snooze(untilMs, note);
            case ACCEPT -> new Command.Accept(note);
            case RELEASE -> new Command.Release(note);
            default -> throw new IllegalArgumentException("command " + kind + " is unknown");
        };
    }
}
