package io.tidemark.core.model;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.fairness.BiasValue.Defined;
import io.tidemark.stats.fairness.BiasValue.Reason;
import io.tidemark.stats.fairness.BiasValue.Undefined;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The bias figures of the reference: by label of the facet, then by name of the metric, a value or why there is none.
 *
 * @param byFacet in the order of the labels, within a facet in the order of the metrics' names
 */
public record BiasBaseline(Map<String, Map<String, BiasValue>> byFacet) {
    /** No figures. */
    public static final BiasBaseline NONE = new BiasBaseline(Map.of());

    private static final int MOST = 10_000;
    private static final int IS_DEFINED = 255;

    /** Copies and sorts. */
    public BiasBaseline {
        Map<String, Map<String, BiasValue>> sorted = new TreeMap<>();
        byFacet.forEach((facet, values) -> sorted.put(facet, Collections.unmodifiableMap(new TreeMap<>(values))));
        byFacet = Collections.unmodifiableMap(sorted);
    }

    /** The figure; undefined for want of rows if the baseline does not have it. */
    public BiasValue value(String facetLabel, String metric) {
        return byFacet.getOrDefault(facetLabel, Map.of()).getOrDefault(metric, new Undefined(Reason.NO_ROWS));
    }

    void writeTo(CanonicalOutput out) {
        Map<String, Map<String, BiasValue>> byKey = new TreeMap<>();
        byFacet.forEach((facet, values) -> byKey.put(Facet.key(facet), values));
        out.putVarint(byKey.size());
        byKey.forEach((facet, values) -> {
            out.putText(facet).putVarint(values.size());
            values.forEach((metric, value) -> write(metric, value, out));
        });
    }

    private static void write(String metric, BiasValue value, CanonicalOutput out) {
        out.putText(metric);
        if (value instanceof Defined defined) {
            out.putByte(IS_DEFINED).putDouble(defined.value());
        } else if (value instanceof Undefined undefined) {
            out.putByte(codeOf(undefined.reason()));
        }
    }

    static BiasBaseline readFrom(CanonicalInput in) {
        Map<String, Map<String, BiasValue>> byFacet = new TreeMap<>();
        int facets = (int) in.getCount(MOST);
        for (int f = 0; f < facets; f++) {
            String facet = Facet.ofKey(in.getText());
            Map<String, BiasValue> values = new TreeMap<>();
            int size = (int) in.getCount(MOST);
            for (int i = 0; i < size; i++) {
                values.put(in.getText(), readValue(in));
            }
            byFacet.put(facet, values);
        }
        return new BiasBaseline(byFacet);
    }

    private static BiasValue readValue(CanonicalInput in) {
        int code = in.getByte();
        return code == IS_DEFINED ? new Defined(in.getDouble()) : new Undefined(reasonOf(code));
    }

    /** Fixed numbers: what is stored must not depend on the order in which reasons are declared. */
    private static int codeOf(Reason reason) {
        return switch (reason) {
            case FACET_EMPTY -> 0;
            case REST_EMPTY -> 1;
            case NO_SHARED_OUTCOME -> 2;
            case NO_POSITIVES -> 3;
            case NO_NEGATIVES -> 4;
            case NO_GROUP_VARIABLE -> 5;
            case NO_ROWS -> 6;
            case NO_BENEFIT -> 7;
            case FEATURE_NOT_NUMERIC -> 8;
        };
    }

    private static Reason reasonOf(int code) {
        for (Reason reason : Reason.values()) {
            if (codeOf(reason) == code) {
                return reason;
            }
        }
        throw new IllegalArgumentException("reason " + code + " of an undefined bias figure is not known");
    }
}
