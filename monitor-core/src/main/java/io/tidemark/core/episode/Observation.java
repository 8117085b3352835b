package io.tidemark.core.episode;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.Severity;

/**
 * A violation as far as an episode needs it.
 *
 * @param fingerprint what it is about
 * @param violation the violation's id, under which its evidence is found
 * @param severity how large the effect surely is
 * @param value the number compared
 * @param threshold the number compared with
 * @param description one plain sentence with the numbers
 * @param baseline the baseline compared with
 */
public record Observation(
        Fingerprint fingerprint,
        ContentHash violation,
        Severity severity,
        double value,
        double threshold,
        String description,
        ContentHash baseline) {

    /** Writes it in canonical form. */
    public void writeTo(CanonicalOutput out) {
        fingerprint.writeTo(out);
        out.putText(violation.hex()).putText(severity.name()).putDouble(value).putDouble(threshold);
        out.putText(description).putText(baseline.hex());
    }

    /** Reads what {@link #writeTo} wrote; damage is an {@link IllegalArgumentException}. */
    public static Observation readFrom(CanonicalInput in) {
        return new Observation(
                Fingerprint.readFrom(in),
                new ContentHash(in.getText()),
                readSeverity(in),
                in.getDouble(),
                in.getDouble(),
                in.getText(),
                new ContentHash(in.getText()));
    }

    /** Reads a severity; an unknown name is an {@link IllegalArgumentException}. */
    static Severity readSeverity(CanonicalInput in) {
        return Severity.valueOf(in.getText());
    }
}
