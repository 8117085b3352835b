package io.tidemark.core.label;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a label was known: what the label itself or its header says, else what the path of its file says, else when it was
 * appended. All in milliseconds since 1970-01-01T00:00:00Z.
 */
public final class LabelTime {
    /** The last millisecond of the year 9999. */
    public static final long LAST_MS = 253_402_300_799_999L;

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,15}");
    private static final Pattern HOUR = Pattern.compile("(?:^|.*/)([0-9]{4})/([0-9]{2})/([0-9]{2})/([0-9]{2})/[^/]*");
    private static final Pattern MONTH =
            Pattern.compile("(?:^|.*/)([0-9]{4})-([0-9]{2})\\.(?:jsonl|json|csv)" + "(?:\\.gz|\\.zst)?");

    private LabelTime() {}

    /**
     * Returns the time of a label.
     *
     * @param header the text of the header {@code tidemark-label-time}; empty if there is none
     * @param path the path of its file with slashes; empty if it has none
     * @param appendMs when it was appended
     */
    public static long of(String header, String path, long appendMs) {
        OptionalLong said = parse(header);
        return said.orElseGet(() -> ofPath(path).orElse(appendMs));
    }

    /** Reads milliseconds as digits, or a date and time with an offset; empty for anything else, and beyond 9999. */
    public static OptionalLong parse(String text) {
        String bare = text.strip();
        try {
            long timeMs = DIGITS.matcher(bare).matches()
                    ? Long.parseLong(bare)
                    : OffsetDateTime.parse(bare).toInstant().toEpochMilli();
            return timeMs < 0 || timeMs > LAST_MS ? OptionalLong.empty() : OptionalLong.of(timeMs);
        } catch (DateTimeException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * Reads the path of a file of labels: the beginning of the hour of {@code .../yyyy/MM/dd/HH/<file>}, or the last
     * millisecond of the month of {@code .../yyyy-MM.jsonl}. The hour is at most an hour early; the beginning of a month
     * would be before the predictions by more than labels may be.
     */
    public static OptionalLong ofPath(String path) {
        Matcher hour = HOUR.matcher(path);
        Matcher month = MONTH.matcher(path);
        try {
            if (hour.matches()) {
                LocalDateTime time =
                        LocalDateTime.of(number(hour, 1), number(hour, 2), number(hour, 3), number(hour, 4), 0);
                return since1970(time.toInstant(ZoneOffset.UTC));
            }
            if (month.matches()) {
                YearMonth next =
                        YearMonth.of(number(month, 1), number(month, 2)).plusMonths(1);
                Instant end = next.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
                return since1970(end.minus(Duration.ofMillis(1)));
            }
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
        return OptionalLong.empty();
    }

    private static OptionalLong since1970(Instant time) {
        return time.isBefore(Instant.EPOCH) ? OptionalLong.empty() : OptionalLong.of(time.toEpochMilli());
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
