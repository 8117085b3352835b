package io.tidemark.replay;

import io.tidemark.core.service.ExecutionStatus;
import io.tidemark.core.window.WindowKey;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.wire.json.ExecutionJson;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;

/**
 * Where the service's files of each window lie: a folder per endpoint, schedule and the hour in which the service would
 * have run.
 *
 * @param folder below which
 * @param schedule the name of the schedule; of another variant than the usual one that name stands behind it
 * @param specs the windows of an endpoint
 */
record ServicePlaces(Path folder, String schedule, Function<String, WindowSpec> specs) {
    private static final String EXECUTION = "execution.json";
    private static final long HOUR_MS = 3_600_000;
    private static final long MINUTE_MS = 60_000;
    private static final DateTimeFormatter HOURS =
            DateTimeFormatter.ofPattern("yyyy/MM/dd/HH").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy/MM/dd/HH/mm").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy/MM/dd/HH/mm/ss.SSS").withZone(ZoneOffset.UTC);

    /** Makes the folder of a window. */
    Path make(WindowKey window) throws IOException {
        return Files.createDirectories(folder.resolve(path(window)));
    }

    /** Writes how the service's run over a window would have ended. */
    void writeStatus(Path place, WindowKey window, long rows, int violations) throws IOException {
        ExecutionStatus status = ExecutionStatus.of(rows, violations);
        ExecutionJson.Run run = new ExecutionJson.Run(scheduleOf(window.variant()), window.endpoint(), endOf(window));
        write(place.resolve(EXECUTION), out -> ExecutionJson.write(run, status, violations, out));
    }

    Instant endOf(WindowKey window) {
        return Instant.ofEpochMilli(specs.apply(window.endpoint()).endOf(window.startMs()));
    }

    static void write(Path file, Writing writing) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            writing.to(out);
        }
    }

    /** Writes a file. */
    @FunctionalInterface
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** The service runs at the end of the hour that it looks at; others add as much as tells them apart. */
    private String path(WindowKey window) {
        return segment(window.endpoint()) + "/" + segment(scheduleOf(window.variant())) + "/"
                + formatOf(specs.apply(window.endpoint())).format(endOf(window));
    }

    private static DateTimeFormatter formatOf(WindowSpec spec) {
        return isWhole(spec, HOUR_MS) ? HOURS : isWhole(spec, MINUTE_MS) ? MINUTES : MILLIS;
    }

    /** Whether every window ends at a multiple of this. */
    private static boolean isWhole(WindowSpec spec, long unitMs) {
        return spec.sizeMs() % unitMs == 0 && spec.offsetMs() % unitMs == 0;
    }

    private String scheduleOf(String variant) {
        return variant.equals(CaptureNames.DEFAULT_VARIANT) ? schedule : schedule + "-" + variant;
    }

    /** A name as one part of a path on every system. */
    private static String segment(String name) {
        StringBuilder safe = new StringBuilder();
        name.codePoints().forEach(c -> {
            boolean isPlain = Character.isLetterOrDigit(c) || c == '-' || c == '_' || (c == '.' && safe.length() > 0);
            safe.append(isPlain ? Character.toString(c) : String.format("%%%02X", c));
        });
        return safe.toString();
    }
}
