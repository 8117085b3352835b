package io.tidemark.app.demo;

import java.time.Instant;
import java.util.List;

/**
 * What was done to a stretch of the demo's stream.
 *
 * @param kind what was injected; {@code none} for a clean stretch
 * @param from first event time
 * @param to end, exclusive
 * @param columns the columns that were changed; a name in angle brackets is no input column
 * @param how in words
 */
public record Injection(String kind, Instant from, Instant to, List<String> columns, String how) {
    public Injection {
        columns = List.copyOf(columns);
    }

    /** Returns whether nothing was injected into the values: an alarm here is a false one. */
    public boolean isClean() {
        return kind.startsWith("none");
    }

    /** Returns whether the change touches the inputs, which is all that drift rules look at. */
    public boolean isInInputs() {
        return columns.stream().anyMatch(column -> !column.startsWith("<") || column.equals("<record>"));
    }

    /** Returns whether a window that starts at this time lies in the stretch. */
    public boolean covers(Instant windowStart) {
        return !windowStart.isBefore(from) && windowStart.isBefore(to);
    }

    /** Returns the kind in words. */
    public String title() {
        return kind.replace('_', ' ');
    }
}
