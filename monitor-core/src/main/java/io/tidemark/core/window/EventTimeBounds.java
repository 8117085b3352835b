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
    /** Five minutes. */
    public static final EventTimeBounds DEFAULT =
            new EventTimeBounds(Duration.ofMinutes(5).toMillis());

    /**
     * Judges one event time.
     *
     * @param eventTimeMs the record's own time
     * @param appendTimeMs when it was appended (live), or the time of the run (audit)
     * @return the reason to refuse it, or empty
     */
    public Optional<Rejection> judge(long eventTimeMs, long appendTimeMs) {
        if (eventTimeMs < 0) {
            return Optional.of(Rejection.BAD_TIME);
        }
        return eventTimeMs - futureMs > appendTimeMs ? Optional.of(Rejection.FUTURE) : Optional.empty();
    }
}
