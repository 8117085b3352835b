package io.tidemark.stats.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Reads reference files and the columns that they name; a table may be stored as name.gz. */
final class GoldenFiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Map<String, List<CsvRecord>> tables = new HashMap<>();

    static JsonNode json(String name) {
        return jsonAt("golden/" + name + ".json");
    }

    static JsonNode jsonAt(String path) {
        try (InputStream in = open(path)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String path) {
        try (InputStream in = open(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The column names of a file. */
    List<String> header(String file) {
        return tables.computeIfAbsent(file, GoldenFiles::readTable).get(0).getFields();
    }

    /** Field texts of a column in data rows [first, last); rows null or absent means all. */
    List<String> column(String file, String column, JsonNode rows) {
        List<CsvRecord> table = tables.computeIfAbsent(file, GoldenFiles::readTable);
        int index = table.get(0).getFields().indexOf(column);
        if (index < 0) {
            throw new AssertionError(file + " has no column " + column);
        }
        int from = rows.isArray() ? rows.get(0).intValue() : 0;
        int to = rows.isArray() ? rows.get(1).intValue() : table.size() - 1;
        return table.subList(from + 1, to + 1).stream()
                .map(row -> row.getField(index))
                .toList();
    }

    private static List<CsvRecord> readTable(String file) {
        String stored = GoldenFiles.class.getResource("/golden/" + file) == null ? file + ".gz" : file;
        try (InputStream raw = open(stored);
                InputStream in = stored.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
                CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(reader)) {
            return csv.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String path) {
        InputStream in = GoldenFiles.class.getResourceAsStream("/golden/" + path);
        if (in == null) {
            throw new AssertionError("no test resource /golden/" + path);
        }
        return in;
    }
}
