package io.tidemark.core.episode;

import io.tidemark.core.canonical.ContentHash;

/** What people said of an episode. */
public sealed interface Handling {
    /** Nobody said anything. */
    Handling NONE = new Unhandled();

    /** Nobody said anything. */
    record Unhandled() implements Handling {}

    /**
     * Somebody is at it: nothing is told until it gets worse, which ends the acknowledgement, or is over.
     *
     * @param note who, why, when
     */
    record Acknowledged(Note note) implements Handling {}

    /**
     * Nothing is told until a time, unless it is over; then a reminder comes if something was kept back.
     *
     * @param untilMs epoch milliseconds, compared with the time at which verdicts are appended
     * @param note who, why, when
     */
    record Snoozed(long untilMs, Note note) implements Handling {}

    /**
     * It is how things are now: nothing is told as long as windows are compared with the same baseline.
     *
     * @param baseline the baseline of the violation that was accepted
     * @param note who, why, when
     */
    record Accepted(ContentHash baseline, Note note) implements Handling {}

    /**
     * Who said it.
     *
     * @param by a person or a program
     * @param why the reason given, may be empty
     * @param atMs epoch milliseconds
     */
    record Note(String by, String why, long atMs) {}
}
