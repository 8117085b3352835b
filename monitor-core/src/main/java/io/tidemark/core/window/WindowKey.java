package io.tidemark.core.window;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.Comparator;

/**
 * A window of one endpoint and variant.
 *
 * @param endpoint the monitored endpoint
 * @param variant the endpoint's variant
 * @param startMs inclusive start in epoch milliseconds
 */
public record WindowKey(String endpoint, String variant, long startMs) implements Comparable<WindowKey> {
    private static final Comparator<WindowKey> ORDER = Comparator.comparing(WindowKey::endpoint)
            .thenComparing(WindowKey::variant)
            .thenComparingLong(WindowKey::startMs);

    /** Orders by endpoint, variant and start. */
    @Override
    public int compareTo(WindowKey other) {
        return ORDER.compare(this, other);
    }

    /** Writes the key; keys of one endpoint and variant sort by start as bytes for times after 1970. */
    public void writeTo(CanonicalOutput out) {
        out.putText(endpoint).putText(variant).putLong(startMs);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static WindowKey readFrom(CanonicalInput in) {
        return new WindowKey(in.getText(), in.getText(), in.getLong());
    }
}
