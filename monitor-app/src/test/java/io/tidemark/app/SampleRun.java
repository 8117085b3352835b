package io.tidemark.app;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.feature.ValueScanner;
import io.tidemark.core.profile.NumericProfile;
import io.tidemark.stats.distribution.GridEdges;
import io.tidemark.wire.json.BaselineJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A baseline of one numeric feature, and hours of captures of it; hours from {@code driftsFrom} on are shifted. */
public final class SampleRun {
    public static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final long SEED = 11;

    private final Random random = new Random(SEED);

    /** The same at each call, whatever was written before. */
    public Baseline baseline() {
        Random random = new Random(SEED + 1);
        double[] values = random.doubles(3_000).map(value -> value * 100).toArray();
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        NumericProfile profile = new NumericProfile(GridEdges.fromSorted(sorted, 255));
        for (double value : values) {
            byte[] text = Double.toString(value).getBytes(StandardCharsets.UTF_8);
            profile.add(text, 0, text.length, new ValueScanner());
        }
        return Baseline.of(
                List.of(FeatureBaseline.suggest("amount", FeatureType.FRACTIONAL, profile)), null, List.of());
    }

    public Path writeBaseline(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            BaselineJson.write(baseline(), out);
        }
        return file;
    }

    /** Writes {@code folder/fraud/AllTraffic/2026/03/02/HH/part.jsonl}. */
    public Path writeCaptures(Path folder, int hours, int perHour, int driftsFrom) throws IOException {
        for (int hour = 0; hour < hours; hour++) {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < perHour; i++) {
                double value = random.nextDouble() * 100 + (hour >= driftsFrom ? 60 : 0);
                Instant time = START.plus(Duration.ofHours(hour)).plusSeconds(i * 3_600L / perHour);
                lines.append(line("r-" + hour + "-" + i, value, time)).append('\n');
            }
            Path file = folder.resolve(String.format(Locale.ROOT, "fraud/AllTraffic/2026/03/02/%02d/part.jsonl", hour));
            Files.createDirectories(file.getParent());
            Files.writeString(file, lines);
        }
        return folder;
    }

    private static String line(String id, double value, Instant time) {
        return String.format(
                Locale.ROOT,
                "{\"captureData\":{\"endpointInput\":{\"observedContentType\":\"text/csv\",\"mode\":\"INPUT\","
                        + "\"data\":\"%.6f\",\"encoding\":\"CSV\"}},\"eventMetadata\":{\"eventId\":\"%s\","
                        + "\"inferenceTime\":\"%s\"},\"eventVersion\":\"0\"}",
                value,
                id,
                time);
    }
}
