package io.tidemark.replay;

import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** What the path of a captured file says. */
final class CaptureLayout {
    private static final List<String> ENDINGS =
            List.of(".jsonl", ".json", ".jsonl.gz", ".json.gz", ".jsonl.zst", ".json.zst");
    private static final Pattern YEAR = Pattern.compile("[0-9]{4}");
    private static final Pattern TWO_DIGITS = Pattern.compile("[0-9]{2}");

    /** Names in {@code <endpoint>/<variant>/yyyy/MM/dd/HH/<file>}. */
    private static final int DEPTH = 7;

    /** Names in {@code yyyy/MM/dd/HH/<file>}. */
    private static final int HOUR_DEPTH = 5;

    private CaptureLayout() {}

    /** Returns endpoint and variant if the path ends like the layout, else neither. */
    static CaptureNames namesIn(Path path) {
        int first = path.getNameCount() - DEPTH;
        if (first < 0 || !YEAR.matcher(name(path, first + 2)).matches()) {
            return CaptureNames.FROM_PATH;
        }
        for (int i = first + 3; i < first + DEPTH - 1; i++) {
            if (!TWO_DIGITS.matcher(name(path, i)).matches()) {
                return CaptureNames.FROM_PATH;
            }
        }
        return new CaptureNames(name(path, first), name(path, first + 1));
    }

    /** Returns the endpoint of a manifest's path {@code <endpoint>/<side>/yyyy/MM/dd/HH/<file>}, if it is so long. */
    static CaptureNames namesOfManifest(Path path) {
        return new CaptureNames(namesIn(path).endpoint(), null);
    }

    /** Returns the hour of a path that ends like {@code yyyy/MM/dd/HH/<file>} in milliseconds since 1970, else 0. */
    static long hourMs(Path path) {
        int first = path.getNameCount() - HOUR_DEPTH;
        if (first < 0 || !YEAR.matcher(name(path, first)).matches()) {
            return 0;
        }
        String hour = name(path, first) + '-' + name(path, first + 1) + '-' + name(path, first + 2) + 'T'
                + name(path, first + 3) + ":00:00Z";
        try {
            return Math.max(0, Instant.parse(hour).toEpochMilli());
        } catch (DateTimeParseException e) {
            return 0;
        }
    }

    static boolean isArchiveName(String name) {
        return name.endsWith(".zip");
    }

    static boolean isCaptureName(String name) {
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    static String withSlashes(Path path) {
        StringJoiner joined = new StringJoiner("/");
        path.forEach(name -> joined.add(name.toString()));
        return joined.toString();
    }

    private static String name(Path path, int index) {
        return path.getName(index).toString();
    }
}
