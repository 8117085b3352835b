package io.tidemark.core.episode;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import java.util.Comparator;

/**
 * What an episode is about, without numbers and times: two violations with one fingerprint are the same trouble.
 *
 * @param stream the endpoint, variant, segment and application
 * @param code the rule
 * @param feature the feature, empty for a rule on the whole window
 * @param metric what was compared
 * @param facet the facet of a bias metric, else empty
 */
public record Fingerprint(VerdictStream stream, String code, String feature, String metric, String facet)
        implements Comparable<Fingerprint> {
    private static final Comparator<Fingerprint> ORDER = Comparator.comparing(Fingerprint::stream)
            .thenComparing(Fingerprint::code)
            .thenComparing(Fingerprint::feature)
            .thenComparing(Fingerprint::metric)
            .thenComparing(Fingerprint::facet);

    /** Returns the identity of this fingerprint: the same for all episodes of one trouble. */
    public ContentHash id() {
        CanonicalOutput out = new CanonicalOutput(128);
        writeTo(out);
        return ContentHash.of(out);
    }

    @Override
    public int compareTo(Fingerprint other) {
        return ORDER.compare(this, other);
    }

    void writeTo(CanonicalOutput out) {
        stream.writeTo(out);
        out.putText(code).putText(feature).putText(metric).putText(facet);
    }

    static Fingerprint readFrom(CanonicalInput in) {
        return new Fingerprint(VerdictStream.readFrom(in), in.getText(), in.getText(), in.getText(), in.getText());
    }
}
