package io.tidemark.core.capture;

/**
 * The time of an inference as captures write it: {@code yyyy-MM-dd'T'HH:mm:ss}, optionally a fraction of 1 to 9 digits
 * (cut to milliseconds), then {@code Z} or an offset {@code +hh:mm}, {@code +hhmm}, {@code +hh}. A hand-written reader,
 * because the formatter of the JDK costs more than the rest of the record.
 */
final class EventTime {
    /** Returned for text that is no such time, or one that is not after 1970-01-01T00:00:00Z. */
    static final long INVALID = -1;

    private static final int SECONDS_LENGTH = 19;
    private static final int MAX_OFFSET_MINUTES = 18 * 60;
    private static final int[] DAYS_BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};

    private EventTime() {}

    /** Milliseconds since 1970-01-01T00:00:00Z, positive; or {@link #INVALID}. */
    static long parse(byte[] text, int from, int to) {
        if (to - from <= SECONDS_LENGTH || !hasSeparators(text, from)) {
            return INVALID;
        }
        long days = epochDay(number(text, from, 4), number(text, from + 5, 2), number(text, from + 8, 2));
        int hour = number(text, from + 11, 2);
        int minute = number(text, from + 14, 2);
        int second = number(text, from + 17, 2);
        boolean inRange = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
        if (days < 0 || !inRange) {
            return INVALID;
        }
        long localMs = (days * 86_400 + hour * 3_600L + minute * 60L + second) * 1_000;
        return withFractionAndZone(text, from + SECONDS_LENGTH, to, localMs);
    }

    private static boolean hasSeparators(byte[] text, int from) {
        return text[from + 4] == '-'
                && text[from + 7] == '-'
                && text[from + 10] == 'T'
                && text[from + 13] == ':'
                && text[from + 16] == ':';
    }

    private static long withFractionAndZone(byte[] text, int from, int to, long localMs) {
        int at = from;
        long time = localMs;
        if (text[at] == '.') {
            int digitsFrom = ++at;
            int unit = 100;
            while (at < to && text[at] >= '0' && text[at] <= '9') {
                time += (long) (text[at] - '0') * unit;
                unit /= 10;
                at++;
            }
            if (at == digitsFrom || at - digitsFrom > 9) {
                return INVALID;
            }
        }
        boolean isUtc = to - at == 1 && text[at] == 'Z';
        int offset = isUtc ? 0 : offsetMinutes(text, at, to);
        boolean valid = Math.abs(offset) <= MAX_OFFSET_MINUTES && time - offset * 60_000L > 0;
        return valid ? time - offset * 60_000L : INVALID;
    }

    /** Minutes east of UTC; out of range if the text is no offset. */
    private static int offsetMinutes(byte[] text, int from, int to) {
        int length = to - from;
        boolean isOffset = length == 3 || length == 5 || (length == 6 && text[from + 3] == ':');
        if (!isOffset || (text[from] != '+' && text[from] != '-')) {
            return Integer.MAX_VALUE;
        }
        int hours = number(text, from + 1, 2);
        int minutes = length == 3 ? 0 : number(text, to - 2, 2);
        if (hours < 0 || minutes < 0 || minutes > 59) {
            return Integer.MAX_VALUE;
        }
        int offset = hours * 60 + minutes;
        return text[from] == '-' ? -offset : offset;
    }

    /** Days since 1970-01-01 of a date of the Gregorian calendar; negative for no date and for earlier ones. */
    private static long epochDay(long year, int month, int day) {
        if (year < 1970 || month < 1 || month > 12 || day < 1) {
            return -1;
        }
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        int leapDay = leap && month == 2 ? 1 : 0;
        if (day > DAYS_BEFORE_MONTH[month] - DAYS_BEFORE_MONTH[month - 1] + leapDay) {
            return -1;
        }
        long past = year - 1;
        long leapDaysBefore = past / 4 - past / 100 + past / 400 - 477;
        int leapDayPassed = leap && month > 2 ? 1 : 0;
        return 365 * (year - 1970) + leapDaysBefore + DAYS_BEFORE_MONTH[month - 1] + leapDayPassed + day - 1;
    }

    /** A number of a fixed count of digits, or a negative one if there is another character. */
    private static int number(byte[] text, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
