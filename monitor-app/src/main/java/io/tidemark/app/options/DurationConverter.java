package io.tidemark.app.options;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads durations as people write them ({@code 90m}, {@code 1h30m}, {@code 7d}) and as ISO-8601 has them
 * ({@code PT1H}).
 */
public final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern PARTS = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern WHOLE = Pattern.compile("(" + PARTS.pattern() + ")+");

    @Override
    public Duration convert(String text) {
        String written = text.strip();
        if (written.equals("0")) {
            return Duration.ZERO;
        }
        if (WHOLE.matcher(written).matches()) {
            return sum(written);
        }
        try {
            return Duration.parse(written);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("\"" + text + "\" is no duration: write 30s, 90m, 1h, 1h30m, 7d or PT1H");
        }
    }

    private static Duration sum(String text) {
        Duration sum = Duration.ZERO;
        Matcher parts = PARTS.matcher(text);
        while (parts.find()) {
            sum = sum.plus(part(Long.parseLong(parts.group(1)), parts.group(2)));
        }
        return sum;
    }

    private static Duration part(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /**
     * The shortest text that {@link #convert} reads as this duration, which is not negative: {@code 1h30m}, {@code 0s}.
     */
    public static String text(Duration duration) {
        StringBuilder text = new StringBuilder();
        append(text, duration.toDaysPart(), "d");
        append(text, duration.toHoursPart(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        return text.isEmpty() ? "0s" : text.toString().toLowerCase(Locale.ROOT);
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(amount).append(unit);
        }
    }
}
