package io.tidemark.app.console;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as people read them, the same in every locale. */
public final class Figures {
    private static final int SHOWN_DIGITS = 6;
    private static final double BYTES_PER_MEGABYTE = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final DateTimeFormatter MINUTE = format("uuuu-MM-dd HH:mm");
    private static final DateTimeFormatter SECOND = format("uuuu-MM-dd HH:mm:ss");

    private Figures() {}

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    /** {@code 1,234,567}. */
    public static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 window}, {@code 1,234 windows}. */
    public static String count(long number, String noun) {
        return grouped(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** Millions of bytes, with one digit below ten: {@code 3.4 MB}, {@code 120 MB}. */
    public static String megabytes(long bytes) {
        double megabytes = bytes / BYTES_PER_MEGABYTE;
        return String.format(Locale.ROOT, megabytes < 10 ? "%.1f MB" : "%,.0f MB", megabytes);
    }

    /** {@code 120 MB/s}; {@code 0 MB/s} for no time at all. */
    public static String rate(long bytes, Duration time) {
        return (time.isZero() ? "0 MB" : megabytes((long) (bytes / seconds(time)))) + "/s";
    }

    /** {@code 0.4 s}, {@code 75 s}. */
    public static String taken(Duration time) {
        return String.format(Locale.ROOT, seconds(time) < 10 ? "%.1f s" : "%.0f s", seconds(time));
    }

    /** A time in UTC, to the minute unless it has seconds: {@code 2026-03-02 14:00}. */
    public static String time(long epochMs) {
        Instant instant = Instant.ofEpochMilli(epochMs);
        return (epochMs % Duration.ofMinutes(1).toMillis() == 0 ? MINUTE : SECOND).format(instant);
    }

    /** Six significant digits, plain where that is short: {@code 0.1234}, {@code 1.5e+12}; {@code -} if not finite. */
    public static String digits(double value) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(SHOWN_DIGITS));
        double magnitude = Math.abs(value);
        return value == 0 || (magnitude >= 1e-4 && magnitude < 1e9)
                ? rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString()
                : String.format(Locale.ROOT, "%.5g", value);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / NANOS_PER_SECOND;
    }
}
