package io.tidemark.wire.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The contents of the service's {@code analysis.json} of bias, which is also the baseline that its bias monitor compares
 * with.
 *
 * @param preTraining what the labels say; empty if the file has no such part
 * @param postTraining what the predictions say; empty if the file has no such part
 */
public record BiasAnalysis(Optional<Stage> preTraining, Optional<Stage> postTraining) {
    /**
     * One half of the file.
     *
     * @param label the column of labels
     * @param labelValue the positive values, comma-separated, or the interval of positive ones; empty if the file does not
     *     say
     * @param facets by column, in the order of the file
     */
    public record Stage(String label, String labelValue, Map<String, List<Facet>> facets) {
        /** Copies the facets and keeps their order. */
        public Stage {
            Map<String, List<Facet>> copy = new LinkedHashMap<>();
            facets.forEach((column, list) -> copy.put(column, List.copyOf(list)));
            facets = Collections.unmodifiableMap(copy);
        }
    }

    /**
     * The metrics of one group.
     *
     * @param value the group's values, comma-separated, or its interval, whose end is the data's own maximum
     * @param metrics in the order of the file
     */
    public record Facet(String value, List<Metric> metrics) {
        /** Copies the list. */
        public Facet {
            metrics = List.copyOf(metrics);
        }
    }

    /**
     * A metric of a group.
     *
     * @param name short name, for example DPL
     * @param description long name
     * @param value may be infinite; NaN if there is none
     * @param error why there is no value, else empty
     */
    public record Metric(String name, String description, double value, String error) {}

    /** The metric of a group, by column, the group's value as written, and short name; looked up in both halves. */
    public Optional<Metric> metric(String column, String value, String name) {
        return List.of(preTraining, postTraining).stream()
                .flatMap(Optional::stream)
                .flatMap(stage -> stage.facets().getOrDefault(column, List.of()).stream())
                .filter(facet -> facet.value().equals(value))
                .flatMap(facet -> facet.metrics().stream())
                .filter(metric -> metric.name().equals(name))
                .findFirst();
    }
}
