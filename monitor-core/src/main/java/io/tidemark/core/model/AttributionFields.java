package io.tidemark.core.model;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.HashSet;
import java.util.List;

/**
 * Where a response holds the local attributions of a row.
 *
 * @param features the features in a fixed order; empty if there are no attributions
 * @param fields one field per feature, or a single one that holds all: a JSON array in the order of the features, or a JSON
 *     object by their names
 */
public record AttributionFields(List<String> features, List<FieldRef> fields) {
    /** No attributions. */
    public static final AttributionFields NONE = new AttributionFields(List.of(), List.of());

    /** Most features. */
    public static final int MOST_FEATURES = 10_000;

    /** Checks that the fields serve the features. */
    public AttributionFields {
        features = List.copyOf(features);
        fields = List.copyOf(fields);
        if (features.size() > MOST_FEATURES || new HashSet<>(features).size() < features.size()) {
            throw new IllegalArgumentException("attributed features: more than " + MOST_FEATURES + ", or one twice");
        }
        boolean isOneForAll = fields.size() == 1 && !features.isEmpty();
        if (!isOneForAll && fields.size() != features.size()) {
            throw new IllegalArgumentException(
                    fields.size() + " fields hold the attributions of " + features.size() + " features");
        }
        if (fields.stream().anyMatch(FieldRef::isNone)) {
            throw new IllegalArgumentException("a field of attributions has neither name nor position");
        }
    }

    /** Whether there are none. */
    public boolean isNone() {
        return features.isEmpty();
    }

    void writeTo(CanonicalOutput out) {
        Texts.write(features, out);
        Texts.writeAll(fields, out, FieldRef::writeTo);
    }

    static AttributionFields readFrom(CanonicalInput in) {
        return new AttributionFields(Texts.read(in), Texts.readAll(in, FieldRef::readFrom));
    }
}
