package io.tidemark.baseline.model;

import io.tidemark.core.model.Facet;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.stats.fairness.FacetSides;
import io.tidemark.stats.fairness.FlipTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is odd about labelled predictions that were accepted, in words for their owner. */
final class QualityWarnings {
    /** Fewer labelled rows give limits that are mostly chance. */
    private static final long FEW_ROWS = 1_000;

    private QualityWarnings() {}

    static List<String> of(ModelBaseline baseline, ModelShape shape) {
        List<String> list = new ArrayList<>(shape.cuts());
        ModelProfile rows = baseline.reference();
        if (rows.labelled() < FEW_ROWS) {
            list.add("only " + grouped(rows.labelled()) + " labelled rows: below " + grouped(FEW_ROWS)
                    + " the limits are mostly chance");
        }
        if (rows.unusableLabels() > 0) {
            list.add(grouped(rows.unusableLabels()) + " rows have a label that is empty or none of the model's:"
                    + " they count as rows without one");
        }
        for (int i = 0; i < baseline.spec().facets().size(); i++) {
            lookAtFacet(baseline, i, list);
        }
        return list;
    }

    private static void lookAtFacet(ModelBaseline baseline, int facet, List<String> list) {
        String label = baseline.spec().facets().get(facet).label();
        FacetSides sides = baseline.reference().facet(facet).sides(group -> group == Facet.DISADVANTAGED);
        if (sides.disadvantaged().rows() == 0 || sides.advantaged().rows() == 0) {
            list.add("facet " + label + " has no row " + (sides.advantaged().rows() == 0 ? "outside it" : "in it")
                    + ": its metrics have no value");
        } else if (!baseline.biasBaseline()
                .byFacet()
                .getOrDefault(label, Map.of())
                .containsKey(FlipTest.WIRE_NAME)) {
            list.add("facet " + label + " has no flip test (FT): it compares each row with each, so up to 10,000 rows"
                    + " and some features");
        }
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
