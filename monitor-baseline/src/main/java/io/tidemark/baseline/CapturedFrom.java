package io.tidemark.baseline;

import io.tidemark.wire.Topics;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Who the captures of a file come from, as far as its path ends like {@code endpoint/variant/yyyy/MM/dd/HH/file}.
 *
 * @param endpoint the endpoint; empty if the path does not tell
 * @param variant its variant; the usual one if the path does not tell
 */
record CapturedFrom(String endpoint, String variant) {
    private static final Pattern HOUR = Pattern.compile("[0-9]{4}/[0-9]{2}/[0-9]{2}/[0-9]{2}");
    private static final int DEPTH = 7;

    static CapturedFrom in(Path file) {
        Path path = file.toAbsolutePath().normalize();
        int first = path.getNameCount() - DEPTH;
        if (first < 0) {
            return new CapturedFrom("", Topics.DEFAULT_VARIANT);
        }
        Path hour = path.subpath(first + 2, first + DEPTH - 1);
        return HOUR.matcher(hour.toString().replace('\\', '/')).matches()
                ? new CapturedFrom(
                        path.getName(first).toString(), path.getName(first + 1).toString())
                : new CapturedFrom("", Topics.DEFAULT_VARIANT);
    }
}
