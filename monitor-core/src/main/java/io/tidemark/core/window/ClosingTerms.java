package io.tidemark.core.window;

/**
 * When the windows of an endpoint close.
 *
 * @param windows size and offset of the windows
 * @param graceMs how long after a window's end its records are still counted, in milliseconds
 * @param freshMs how old the look into the topic may be on which an idle note rests, in milliseconds
 */
public record ClosingTerms(WindowSpec windows, long graceMs, long freshMs) {

    /** Returns the end and grace of the window that holds an event time. */
    public long closeOf(long eventTimeMs) {
        return windows.endOf(windows.startOf(eventTimeMs)) + graceMs;
    }

    /** Returns the end of the last window that has closed when this time has passed. */
    public long closedAt(long timeMs) {
        return windows.startOf(timeMs - graceMs);
    }
}
