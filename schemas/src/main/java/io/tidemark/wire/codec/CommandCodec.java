package io.tidemark.wire.codec;

import io.tidemark.core.episode.Command;
import io.tidemark.core.episode.Episode;
import io.tidemark.core.episode.Handling;
import io.tidemark.core.episode.VerdictStream;
import io.tidemark.wire.avro.CommandKind;
import io.tidemark.wire.avro.EpisodeCommand;
import java.util.Optional;

/** What people say of episodes, on the wire. */
public final class CommandCodec {
    private CommandCodec() {}

    /** Returns the record of a command on an episode. */
    public static EpisodeCommand toAvro(Episode episode, Command command) {
        VerdictStream stream = episode.fingerprint().stream();
        return EpisodeCommand.newBuilder()
                .setEpisode(episode.id().hex())
                .setFingerprint(episode.fingerprint().id().hex())
                .setEndpoint(stream.endpoint())
                .setVariant(stream.variant())
                .setSegment(stream.segment())
                .setSource(stream.source().name())
                .setKind(kind(command))
                .setUntil(command instanceof Command.Snooze snooze ? snooze.untilMs() : 0)
                .setBy(command.note().by())
                .setWhy(command.note().why())
                .setAt(command.note().atMs())
                .build();
    }

    /** Returns the command; empty if it is one of a later release. */
    public static Optional<Command> toDomain(EpisodeCommand record) {
        Handling.Note note = new Handling.Note(record.getBy(), record.getWhy(), record.getAt());
        return switch (record.getKind()) {
            case ACKNOWLEDGE -> Optional.of(new Command.Acknowledge(note));
            case SNOOZE -> Optional.of(new Command.Snooze(record.getUntil(), note));
            case ACCEPT -> Optional.of(new Command.Accept(note));
            case RELEASE -> Optional.of(new Command.Release(note));
            case OTHER -> Optional.empty();
        };
    }

    /** Returns the stream of the episode that a command is about. */
    public static VerdictStream stream(EpisodeCommand record) {
        return StreamCodec.of(record.getEndpoint(), record.getVariant(), record.getSegment(), record.getSource());
    }

    private static CommandKind kind(Command command) {
        if (command instanceof Command.Acknowledge) {
            return CommandKind.ACKNOWLEDGE;
        }
        if (command instanceof Command.Snooze) {
            return CommandKind.SNOOZE;
        }
        if (command instanceof Command.Accept) {
            return CommandKind.ACCEPT;
        }
        if (command instanceof Command.Release) {
            return CommandKind.RELEASE;
        }
        throw new AssertionError(command);
    }
}
