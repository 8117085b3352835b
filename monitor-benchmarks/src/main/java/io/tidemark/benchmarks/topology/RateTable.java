package io.tidemark.benchmarks.topology;

import io.tidemark.benchmarks.sample.Figures;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * The samples of one commit interval as a Markdown table: medians over the rounds, and ratios taken within each round
 * before their median, so that what slows a whole round cancels out.
 */
final class RateTable {
    private final long records;
    private final Map<StreamCase, List<Sample>> samples = new EnumMap<>(StreamCase.class);

    /**
     * @param records of each run
     * @param samples by case, as many of each, in the order of the rounds
     */
    RateTable(long records, Map<StreamCase, List<Sample>> samples) {
        this.records = records;
        this.samples.putAll(samples);
    }

    String toMarkdown() {
        StringBuilder table = new StringBuilder("""
                | case | records/s, median (min..max) | CPU s per 10^6 | rate / filter and write | rate / parse only | CPU / parse only |
                |---|---|---|---|---|---|
                """);
        samples.keySet().forEach(name -> table.append(row(name)));
        return table.toString();
    }

    private String row(StreamCase name) {
        double[] rates = of(name, sample -> sample.recordsPerSecond(records));
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f (%,.0f..%,.0f) | %.2f | %.2f | %.2f | %.2f |%n",
                name.label(),
                Figures.median(rates),
                Arrays.stream(rates).min().orElseThrow(),
                Arrays.stream(rates).max().orElseThrow(),
                Figures.median(of(name, sample -> sample.cpuPerMillion(records))),
                ratio(name, StreamCase.PASS_THROUGH, sample -> sample.recordsPerSecond(records)),
                ratio(name, StreamCase.PARSE_ONLY, sample -> sample.recordsPerSecond(records)),
                ratio(name, StreamCase.PARSE_ONLY, Sample::cpuSeconds));
    }

    double ratio(StreamCase name, StreamCase yardstick, ToDoubleFunction<Sample> figure) {
        double[] above = of(name, figure);
        double[] below = of(yardstick, figure);
        double[] ratios = new double[above.length];
        Arrays.setAll(ratios, round -> above[round] / below[round]);
        return Figures.median(ratios);
    }

    private double[] of(StreamCase name, ToDoubleFunction<Sample> figure) {
        return Objects.requireNonNull(samples.get(name)).stream()
                .mapToDouble(figure)
                .toArray();
    }
}
