package io.tidemark.core.quality;

import io.tidemark.core.model.ModelTable;
import io.tidemark.stats.quality.RegressionMetric;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The figures of a model whose answer is a number. */
final class RegressionMeasures {
    private RegressionMeasures() {}

    static List<Measure> all() {
        return Arrays.stream(RegressionMetric.values())
                .map(metric -> new Measure(
                        metric.wireName(),
                        Set.of(ModelTable.ERRORS),
                        p -> metric.of(p.regression()),
                        (p, confidence) -> metric.interval(p.regression(), confidence),
                        p -> p.regression().count()))
                .toList();
    }
}
