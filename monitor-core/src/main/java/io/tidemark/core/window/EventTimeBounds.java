package io.tidemark.core.window;

import io.tidemark.core.capture.Rejection;
import java.time.Duration;
import java.util.Optional;

/**
 * Which event times are believed. A time far ahead of the append time would close every window before it, so such a
 * record is a dead letter before it meets a window.
 *
 * @param futureMs how far ahead of its append time an event may be, in milliseconds
 */
public record EventTimeBounds(long futureMs) {
    /** The last millisecond of the year 9999: a later append time is no clock's. */
    private static final long LAST_APPEND_MS = 253_402_300_799_999L;

    /** Five minutes. */
    public static final EventTimeBounds DEFAULT =
            new EventTimeBounds(Duration.ofMinutes(5).toMillis());

    /**
     * Judges one event time.
     *
     * @param eventTimeMs the record's own time
     * @param appendTimeMs when it was appended (live), or the time of the run (audit); outside 1970 to 9999 it is no
     *     time, and nothing can be said of how far ahead the event is
     * @return the reason to refuse it, or empty
     */
    public Optional<Rejection> judge(long eventTimeMs, long appendTimeMs) {
        if (eventTimeMs < 0 || appendTimeMs <= 0 || appendTimeMs > LAST_APPEND_MS) {
            return Optional.of(Rejection.BAD_TIME);
        }
        return eventTimeMs - futureMs > appendTimeMs ? Optional.of(Rejection.FUTURE) : Optional.empty();
    }
}
