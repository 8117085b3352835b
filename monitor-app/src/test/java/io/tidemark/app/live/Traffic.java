package io.tidemark.app.live;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.feature.ValueScanner;
import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.CategoryIndex;
import io.tidemark.core.profile.FeatureProfile;
import io.tidemark.core.profile.NumericProfile;
import io.tidemark.stats.distribution.GridEdges;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Seeded captures of three features, one hour after the other, with drift in every fourth hour, and their baseline. */
final class Traffic {
    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final List<String> COLOURS = List.of("red", "green", "blue");
    private static final long HOUR_MS = 3_600_000;

    private final Random random;
    private final int hours;
    private final int perHour;

    Traffic(long seed, int hours, int perHour) {
        this.random = new Random(seed);
        this.hours = hours;
        this.perHour = perHour;
    }

    /** Returns a baseline over 5,000 rows without drift. */
    Baseline baseline() {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            rows.add(new double[] {random.nextGaussian(), Math.round(random.nextGaussian() * 10), random.nextInt(3)});
        }
        return Baseline.of(List.of(numeric("a", rows, 0), numeric("b", rows, 1), colour("c", rows)), null, List.of());
    }

    /** Writes one file an hour under {@code folder/endpoint/AllTraffic/yyyy/MM/dd/HH}. */
    Path write(Path folder, String... endpoints) {
        for (int hour = 0; hour < hours; hour++) {
            for (String endpoint : endpoints) {
                writeHour(folder, endpoint, hour);
            }
        }
        return folder;
    }

    private void writeHour(Path folder, String endpoint, int hour) {
        long start = START.toEpochMilli() + hour * HOUR_MS;
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < perHour; i++) {
            lines.append(line(endpoint + "-" + hour + "-" + i, start + i * HOUR_MS / perHour, hour % 4 == 3))
                    .append('\n');
        }
        String stamp = Instant.ofEpochMilli(start).toString();
        Path file = folder.resolve(endpoint)
                .resolve("AllTraffic")
                .resolve(stamp.substring(0, 10).replace('-', '/'))
                .resolve(stamp.substring(11, 13))
                .resolve("00.jsonl");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line(String id, long timeMs, boolean drifted) {
        double a = random.nextGaussian() + (drifted ? 1.5 : 0);
        long b = Math.round(random.nextGaussian() * 10);
        String colour = drifted && random.nextInt(5) == 0 ? "violet" : COLOURS.get(random.nextInt(3));
        return String.format(
                Locale.ROOT,
                "{\"captureData\":{\"endpointInput\":{\"observedContentType\":\"text/csv\",\"mode\":\"INPUT\","
                        + "\"data\":\"%.6f,%d,%s\",\"encoding\":\"CSV\"},\"endpointOutput\":{\"observedContentType\":"
                        + "\"text/csv\",\"mode\":\"OUTPUT\",\"data\":\"0.5\",\"encoding\":\"CSV\"}},\"eventMetadata\":"
                        + "{\"eventId\":\"%s\",\"inferenceId\":\"%s\",\"inferenceTime\":\"%s\"},\"eventVersion\":\"0\"}",
                a,
                b,
                colour,
                id,
                id,
                Instant.ofEpochMilli(timeMs / 1_000 * 1_000));
    }

    private static FeatureBaseline numeric(String name, List<double[]> rows, int column) {
        double[] values = rows.stream().mapToDouble(row -> row[column]).toArray();
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        NumericProfile profile = new NumericProfile(GridEdges.fromSorted(sorted, 1_023));
        for (double value : values) {
            add(profile, column == 1 ? Long.toString((long) value) : Double.toString(value));
        }
        return FeatureBaseline.suggest(name, column == 1 ? FeatureType.INTEGRAL : FeatureType.FRACTIONAL, profile);
    }

    private static FeatureBaseline colour(String name, List<double[]> rows) {
        CategoricalProfile profile = new CategoricalProfile(new CategoryIndex(COLOURS, new long[0], true));
        rows.forEach(row -> add(profile, COLOURS.get((int) row[2])));
        return FeatureBaseline.suggest(name, FeatureType.STRING, profile);
    }

    private static void add(FeatureProfile profile, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        profile.add(bytes, 0, bytes.length, new ValueScanner());
    }
}
