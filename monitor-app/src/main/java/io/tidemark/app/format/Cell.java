package io.tidemark.app.format;

import io.tidemark.app.console.Figures;
import java.time.Instant;
import java.util.Locale;

/** One value of a result, which knows how people and how programs read it. */
public sealed interface Cell {
    /** A text; it may hold anything. */
    static Cell text(String text) {
        return new Text(text);
    }

    /** A whole number. */
    static Cell count(long number) {
        return new Count(number);
    }

    /** A measured number; what is not finite is {@link Absent}. */
    static Cell figure(double number) {
        return Double.isFinite(number) ? new Figure(number) : new Absent();
    }

    /** Yes or no. */
    static Cell flag(boolean value) {
        return new Flag(value);
    }

    /** A moment: ISO-8601 in UTC for programs, minutes for people. */
    static Cell time(Instant moment) {
        return new Time(moment);
    }

    /** Nothing: empty for people, {@code null} in JSON. */
    static Cell none() {
        return new Absent();
    }

    /** As people read it, without control characters. */
    String shown();

    /** As programs read it: numbers with a dot and all digits. */
    String exact();

    /** See {@link #text}. */
    record Text(String value) implements Cell {
        @Override
        public String shown() {
            return value.codePoints()
                    .map(c -> Character.isISOControl(c) ? ' ' : c)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }

        @Override
        public String exact() {
            return value;
        }
    }

    /** See {@link #count}. */
    record Count(long value) implements Cell {
        @Override
        public String shown() {
            return Figures.grouped(value);
        }

        @Override
        public String exact() {
            return Long.toString(value);
        }
    }

    /** See {@link #figure}. */
    record Figure(double value) implements Cell {
        @Override
        public String shown() {
            return Figures.digits(value);
        }

        @Override
        public String exact() {
            return Double.toString(value);
        }
    }

    /** See {@link #flag}. */
    record Flag(boolean value) implements Cell {
        @Override
        public String shown() {
            return value ? "yes" : "no";
        }

        @Override
        public String exact() {
            return Boolean.toString(value).toLowerCase(Locale.ROOT);
        }
    }

    /** See {@link #time}. */
    record Time(Instant value) implements Cell {
        @Override
        public String shown() {
            return Figures.time(value.toEpochMilli());
        }

        @Override
        public String exact() {
            return value.toString();
        }
    }

    /** See {@link #none}. */
    record Absent() implements Cell {
        @Override
        public String shown() {
            return "";
        }

        @Override
        public String exact() {
            return "";
        }
    }
}
