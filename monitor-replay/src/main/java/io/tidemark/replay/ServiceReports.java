package io.tidemark.replay;

import io.tidemark.core.service.ConstraintSuggestion;
import io.tidemark.core.service.Dataset;
import io.tidemark.core.service.ExecutionStatus;
import io.tidemark.core.service.ServiceChecks;
import io.tidemark.core.service.ServiceProfile;
import io.tidemark.core.service.ServiceStatistics;
import io.tidemark.core.service.ServiceViolation;
import io.tidemark.core.window.WindowKey;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.wire.json.ConstraintViolationsJson;
import io.tidemark.wire.json.ConstraintsJson;
import io.tidemark.wire.json.ExecutionJson;
import io.tidemark.wire.json.StatisticsJson;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Writes a folder of the service's files for each window, named by the hour in which the service would have run. */
final class ServiceReports {
    static final String STATISTICS = "statistics.json";
    static final String CONSTRAINTS = "constraints.json";
    static final String VIOLATIONS = "constraint_violations.json";
    static final String EXECUTION = "execution.json";

    static final List<String> NAMES = List.of(STATISTICS, CONSTRAINTS, VIOLATIONS, EXECUTION);

    private static final long HOUR_MS = 3_600_000;
    private static final long MINUTE_MS = 60_000;
    private static final DateTimeFormatter HOURS =
            DateTimeFormatter.ofPattern("yyyy/MM/dd/HH").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy/MM/dd/HH/mm").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy/MM/dd/HH/mm/ss.SSS").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final ServiceOutput output;
    private final WindowSpec spec;

    ServiceReports(Path folder, ServiceOutput output, WindowSpec spec) {
        this.folder = folder;
        this.output = output;
        this.spec = spec;
    }

    /** Writes the folders of these windows; one without rows gets its status only. */
    void write(List<WindowKey> windows, ServiceCollector collector) throws IOException {
        for (WindowKey window : windows) {
            Path place = Files.createDirectories(folder.resolve(path(window)));
            Optional<ServiceProfile> profile = collector.profile(window);
            if (profile.isPresent()) {
                write(place, window, profile.get().dataset());
            } else {
                writeStatus(place, window, 0, 0);
            }
        }
    }

    private void write(Path place, WindowKey window, Dataset dataset) throws IOException {
        ServiceStatistics statistics = dataset.statistics();
        List<ServiceViolation> violations = ServiceChecks.check(output.baseline(), dataset, output.matching());
        write(place.resolve(STATISTICS), out -> StatisticsJson.write(statistics, out));
        write(place.resolve(CONSTRAINTS), out -> ConstraintsJson.write(ConstraintSuggestion.of(statistics), out));
        write(place.resolve(VIOLATIONS), out -> ConstraintViolationsJson.write(violations, out));
        writeStatus(place, window, dataset.rows(), violations.size());
    }

    private void writeStatus(Path place, WindowKey window, long rows, int violations) throws IOException {
        ExecutionStatus status = ExecutionStatus.of(rows, violations);
        ExecutionJson.Run run = new ExecutionJson.Run(
                schedule(window.variant()), window.endpoint(), Instant.ofEpochMilli(spec.endOf(window.startMs())));
        write(place.resolve(EXECUTION), out -> ExecutionJson.write(run, status, violations, out));
    }

    /** The service runs at the end of the hour that it looks at; others add as much as tells them apart. */
    private String path(WindowKey window) {
        Instant end = Instant.ofEpochMilli(spec.endOf(window.startMs()));
        return segment(window.endpoint()) + "/" + segment(schedule(window.variant())) + "/"
                + (isWhole(HOUR_MS) ? HOURS : isWhole(MINUTE_MS) ? MINUTES : MILLIS).format(end);
    }

    /** Whether every window ends at a multiple of this. */
    private boolean isWhole(long unitMs) {
        return spec.sizeMs() % unitMs == 0 && spec.offsetMs() % unitMs == 0;
    }

    private String schedule(String variant) {
        return variant.equals(CaptureNames.DEFAULT_VARIANT) ? output.schedule() : output.schedule() + "-" + variant;
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

    private static void write(Path file, Writing writing) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            writing.to(out);
        }
    }

    @FunctionalInterface
    private interface Writing {
        void to(OutputStream out) throws IOException;
    }
}
