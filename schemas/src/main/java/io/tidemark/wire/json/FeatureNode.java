package io.tidemark.wire.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.baseline.Constraints;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.feature.FeatureKind;
import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.CategoryIndex;
import io.tidemark.core.profile.FeatureProfile;
import io.tidemark.core.profile.NumericProfile;
import io.tidemark.stats.distribution.GridEdges;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads one feature of a baseline file; what is wrong with it is an {@link IllegalArgumentException}. */
final class FeatureNode {
    private FeatureNode() {}

    static FeatureBaseline read(JsonNode node) {
        FeatureType type = FeatureType.ofWireName(text(node, "type"));
        CanonicalInput counts = new CanonicalInput(bytes(node, "profile"));
        FeatureProfile profile = type.kind() == FeatureKind.NUMERIC
                ? NumericProfile.readFrom(counts, edges(node))
                : CategoricalProfile.readFrom(counts, categories(node));
        if (!counts.isAtEnd()) {
            throw new IllegalArgumentException("profile goes on after its end");
        }
        Constraints constraints =
                new Constraints(number(node, "completeness"), flag(node, "nonNegative"), number(node, "unseenShare"));
        return new FeatureBaseline(text(node, "name"), type, profile, constraints);
    }

    private static GridEdges edges(JsonNode node) {
        JsonNode array = array(node, "edges");
        double[] edges = new double[array.size()];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = requireNumber(array.get(i), "edges[" + i + "]");
        }
        return GridEdges.of(edges);
    }

    private static CategoryIndex categories(JsonNode node) {
        List<String> categories = new ArrayList<>();
        for (JsonNode category : array(node, "categories")) {
            categories.add(text(category, "value"));
        }
        ByteBuffer hashes = ByteBuffer.wrap(bytes(node, "domain"));
        long[] domain = new long[hashes.remaining() / Long.BYTES];
        hashes.asLongBuffer().get(domain);
        return new CategoryIndex(categories, domain, flag(node, "domainComplete"));
    }

    private static byte[] bytes(JsonNode node, String key) {
        return Base64.getDecoder().decode(text(node, key));
    }

    private static String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(key + " is not a text");
        }
        return value.textValue();
    }

    private static JsonNode array(JsonNode node, String key) {
        JsonNode value = node.path(key);
        if (!value.isArray()) {
            throw new IllegalArgumentException(key + " is not an array");
        }
        return value;
    }

    private static boolean flag(JsonNode node, String key) {
        JsonNode value = node.path(key);
        if (!value.isBoolean()) {
            throw new IllegalArgumentException(key + " is neither true nor false");
        }
        return value.booleanValue();
    }

    private static double number(JsonNode node, String key) {
        return requireNumber(node.path(key), key);
    }

    private static double requireNumber(JsonNode value, String what) {
        if (!value.isNumber()) {
            throw new IllegalArgumentException(what + " is not a number");
        }
        return value.doubleValue();
    }
}
