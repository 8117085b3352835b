package io.tidemark.baseline.model;

import io.tidemark.baseline.csv.BadRows;
import io.tidemark.core.model.BiasBaseline;
import io.tidemark.core.model.Facet;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.fairness.FacetSides;
import io.tidemark.wire.json.BiasAnalysis;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An analysis of bias.
 *
 * @param analysis as the service's file has it
 * @param groups in the order of the plan
 * @param rows of the table that were counted
 * @param files that were read, as messages name them
 * @param warnings what the user should look at, one sentence each; may be empty
 * @param badRows that were left out, because the plan permits some
 */
public record BiasResult(
        BiasAnalysis analysis,
        List<Group> groups,
        long rows,
        List<String> files,
        List<String> warnings,
        BadRows badRows) {
    /** Copies the lists. */
    public BiasResult {
        groups = List.copyOf(groups);
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
    }

    /**
     * One group against the rest.
     *
     * @param facet which group
     * @param sides its counts
     * @param values by short name of the metric, or why it has no value; without predictions only those of labels
     */
    public record Group(Facet facet, FacetSides sides, Map<String, BiasValue> values) {
        /** Copies the map and keeps its order. */
        public Group {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /** The figures as a model baseline keeps them. */
    public BiasBaseline baseline() {
        Map<String, Map<String, BiasValue>> byFacet = new LinkedHashMap<>();
        groups.forEach(group -> byFacet.put(group.facet().label(), group.values()));
        return new BiasBaseline(byFacet);
    }

    /** Names of the groups as {@link Facet#label} has them. */
    public List<String> labels() {
        List<String> labels = new ArrayList<>();
        groups.forEach(group -> labels.add(group.facet().label()));
        return labels;
    }
}
