package io.tidemark.core.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Rows of texts into profiles. */
final class Rows {
    private Rows() {}

    /** Reads a bundled table without quotes, its header if it has one included. */
    static List<List<String>> ofResource(String name) {
        try (InputStream in = Rows.class.getResourceAsStream("/service/" + name);
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Objects.requireNonNull(in, name)), StandardCharsets.UTF_8))) {
            return lines.lines().map(line -> Arrays.asList(line.split(",", -1))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void add(ServiceProfile profile, List<String> row) {
        for (int i = 0; i < row.size(); i++) {
            byte[] text = row.get(i).getBytes(StandardCharsets.UTF_8);
            profile.add(i, text, 0, text.length);
        }
        profile.endRow();
    }

    static void addColumn(ServiceProfile profile, List<String> values) {
        values.forEach(value -> add(profile, List.of(value)));
    }
}
