package io.tidemark.core.episode;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.Comparator;

/**
 * Verdicts that follow each other in time and are judged alike.
 *
 * @param endpoint the monitored endpoint
 * @param variant the endpoint's variant
 * @param segment the segment of the rows, empty for all rows
 * @param source who judges
 */
public record VerdictStream(String endpoint, String variant, String segment, Source source)
        implements Comparable<VerdictStream> {
    private static final Comparator<VerdictStream> ORDER = Comparator.comparing(VerdictStream::endpoint)
            .thenComparing(VerdictStream::variant)
            .thenComparing(VerdictStream::segment)
            .thenComparing(VerdictStream::source);

    /** Who judges: each closes its windows at a time of its own. */
    public enum Source {
        /** The drift application. */
        DRIFT,
        /** The labels application: quality, bias and attribution. */
        MODEL,
        /** The monitor's watch over itself. */
        OPERATIONS
    }

    /** Returns endpoint/variant/segment/source, in which parts with '/' or '%' are escaped. */
    public String text() {
        return escaped(endpoint) + "/" + escaped(variant) + "/" + escaped(segment) + "/" + source.name();
    }

    private static String escaped(String part) {
        return part.replace("%", "%25").replace("/", "%2F");
    }

    @Override
    public int compareTo(VerdictStream other) {
        return ORDER.compare(this, other);
    }

    /** Writes it in canonical form. */
    public void writeTo(CanonicalOutput out) {
        out.putText(endpoint).putText(variant).putText(segment).putText(source.name());
    }

    /** Reads what {@link #writeTo} wrote; damage is an {@link IllegalArgumentException}. */
    public static VerdictStream readFrom(CanonicalInput in) {
        String endpoint = in.getText();
        String variant = in.getText();
        String segment = in.getText();
        return new VerdictStream(endpoint, variant, segment, Source.valueOf(in.getText()));
    }
}
