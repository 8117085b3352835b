package io.tidemark.core.evaluation;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.window.WindowKey;
import java.util.Arrays;

/**
 * A rule that fired, with what is needed to recompute why. The id depends on what was judged, never on when or where, so
 * that a recomputation gives the same id.
 *
 * @param id identity over endpoint, variant, window, rule, feature or metric, segment, facet, baseline and configuration
 * @param revision counts the corrections of one id, from 1
 * @param window endpoint, variant and start
 * @param windowEndMs exclusive end in epoch milliseconds
 * @param segment the segment of the rows, empty for all rows
 * @param facet the facet of a bias metric, else empty
 * @param status whether the verdict can still change
 * @param outcome the rule, the feature and the numbers compared
 * @param checkType the services' name of the check, empty if they have none
 * @param severity how large the effect surely is
 * @param description one plain sentence with the numbers
 * @param rows rows behind the verdict: all rows for completeness and columns, present values for the data type, valid
 *     values for the rest
 * @param baselineHash the baseline compared with
 * @param configHash the configuration that judged
 * @param verdictHash the verdict that this is part of
 * @param evidence the counts of the feature (or of the whole rows) in canonical form
 */
public record Violation(
        ContentHash id,
        int revision,
        WindowKey window,
        long windowEndMs,
        String segment,
        String facet,
        VerdictStatus status,
        RuleOutcome outcome,
        String checkType,
        Severity severity,
        String description,
        long rows,
        ContentHash baselineHash,
        ContentHash configHash,
        ContentHash verdictHash,
        Evidence evidence) {

    /** A final violation of all rows, without a facet. */
    public Violation(
            ContentHash id,
            int revision,
            WindowKey window,
            long windowEndMs,
            RuleOutcome outcome,
            String checkType,
            Severity severity,
            String description,
            long rows,
            ContentHash baselineHash,
            ContentHash configHash,
            ContentHash verdictHash,
            Evidence evidence) {
        this(
                id,
                revision,
                window,
                windowEndMs,
                "",
                "",
                VerdictStatus.FINAL,
                outcome,
                checkType,
                severity,
                description,
                rows,
                baselineHash,
                configHash,
                verdictHash,
                evidence);
    }

    /** Canonical bytes, compared by content. */
    public static final class Evidence {
        private final byte[] bytes;

        /** Takes a copy of the canonical form of the counts. */
        public Evidence(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        /** Returns a copy of the canonical form. */
        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Evidence that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return bytes.length + " bytes";
        }
    }
}
