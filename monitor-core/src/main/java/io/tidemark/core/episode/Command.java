package io.tidemark.core.episode;

/** What people say of an episode, as a record of its own: an episode is never edited. */
public sealed interface Command {

    /** Who, why and when. */
    Handling.Note note();

    /** Somebody is at it. */
    record Acknowledge(Handling.Note note) implements Command {}

    /**
     * Nothing is to be told for a while.
     *
     * @param untilMs epoch milliseconds
     */
    record Snooze(long untilMs, Handling.Note note) implements Command {}

    /** It is how things are now. */
    record Accept(Handling.Note note) implements Command {}

    /** Takes back what was said before. */
    record Release(Handling.Note note) implements Command {}
}
