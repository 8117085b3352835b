package io.tidemark.core.health;

import java.time.Duration;

/** Spans of time in words. */
final class Spans {
    private Spans() {}

    /** Returns a span in its two largest units, such as {@code 3 h 20 min}. */
    static String text(Duration span) {
        if (span.toDays() > 0) {
            return span.toDays() + " d " + span.toHoursPart() + " h";
        }
        if (span.toHours() > 0) {
            return span.toHours() + " h " + span.toMinutesPart() + " min";
        }
        return span.toMinutes() > 0
                ? span.toMinutes() + " min " + span.toSecondsPart() + " s"
                : span.toSeconds() + " s";
    }
}
