package io.tidemark.app.format;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is not as it must be.
 *
 * @param rule the code of the rule that says so, for example {@code DR002}, or a command's own word such as
 *     {@code ledger}
 * @param level how bad it is
 * @param message one sentence with the numbers, without a full stop at its end
 * @param place what it is about, from the outside in: {@code endpoint/variant/2026-03-02T14:00:00Z/feature}
 * @param id what stays the same when the same thing is found again; empty if there is no such thing
 * @param line the line of a file that it is about, or null
 */
public record Finding(
        String rule,
        Level level,
        String message,
        String place,
        String id,
        @Nullable Line line) {
    /** A finding that is about no line of a file. */
    public Finding(String rule, Level level, String message, String place, String id) {
        this(rule, level, message, place, id, null);
    }

    /**
     * A line of a file.
     *
     * @param file path of the file, with {@code /} between names
     * @param number its number, the first is 1
     */
    public record Line(String file, long number) {}

    /** How bad: as SARIF and GitHub distinguish it. */
    public enum Level {
        NOTE,
        WARNING,
        ERROR
    }
}
