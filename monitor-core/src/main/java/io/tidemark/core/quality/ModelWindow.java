package io.tidemark.core.quality;

import io.tidemark.core.evaluation.VerdictStatus;
import io.tidemark.core.window.WindowKey;

/**
 * One evaluation of the rows of a window, or of a segment of them, as labels come.
 *
 * @param window endpoint, variant and start
 * @param segment the segment's name, empty for all rows
 * @param revision counts the evaluations of the window, from 1; no part of any hash
 * @param isFinal whether the labels' deadline has passed, so that no label counts any more
 * @param expired labels that came after the deadline; depends on arrival, no part of any hash
 * @param unmatched labels without a prediction, as far as they belong to the window; no part of any hash
 */
public record ModelWindow(
        WindowKey window, String segment, int revision, boolean isFinal, long expired, long unmatched) {
    /** Checks the counts. */
    public ModelWindow {
        if (revision < 1 || expired < 0 || unmatched < 0) {
            throw new IllegalArgumentException(
                    "revision = " + revision + ", expired = " + expired + ", unmatched = " + unmatched);
        }
    }

    /** The evaluation of all rows without labels that came too late or belong to nothing. */
    public static ModelWindow of(WindowKey window, int revision, boolean isFinal) {
        return new ModelWindow(window, "", revision, isFinal, 0, 0);
    }

    /** This evaluation, of a segment. */
    public ModelWindow ofSegment(String name) {
        return new ModelWindow(window, name, revision, isFinal, expired, unmatched);
    }

    /** Whether it can still change. */
    public VerdictStatus status() {
        return isFinal ? VerdictStatus.FINAL : VerdictStatus.PROVISIONAL;
    }
}
