package io.tidemark.baseline;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A whole table in memory, read by another reader, from which expected values are computed the plain way. */
record NaiveTable(List<String> header, List<List<String>> rows) {
    static NaiveTable read(Path file) throws IOException {
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(file)) {
            List<List<String>> all = new ArrayList<>();
            reader.forEach(record -> all.add(record.getFields()));
            return new NaiveTable(all.get(0), all.subList(1, all.size()));
        }
    }

    /** The texts of a column that are not empty. */
    List<String> present(String column) {
        int index = header.indexOf(column);
        return rows.stream()
                .map(row -> row.get(index))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** The numbers of a column, ascending. */
    double[] numbers(String column) {
        return present(column).stream()
                .mapToDouble(Double::parseDouble)
                .sorted()
                .toArray();
    }

    static double mean(double[] values) {
        BigDecimal sum = BigDecimal.ZERO;
        for (double value : values) {
            sum = sum.add(new BigDecimal(value));
        }
        return sum.divide(BigDecimal.valueOf(values.length), MathContext.DECIMAL128)
                .doubleValue();
    }

    /** How many values are at most x. */
    static long upTo(double[] sorted, double x) {
        long count = 0;
        for (double value : sorted) {
            count += value <= x ? 1 : 0;
        }
        return count;
    }

    /** Distinct texts with their counts, the most frequent first, ties by code point. */
    static Map<String, Long> frequencies(List<String> texts) {
        Map<String, Long> counts =
                new TreeMap<>(Comparator.comparing(text -> text.codePoints().toArray(), java.util.Arrays::compare));
        texts.forEach(text -> counts.merge(text, 1L, Long::sum));
        Map<String, Long> ordered = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        return ordered;
    }
}
