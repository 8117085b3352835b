package io.tidemark.core.label;

import io.tidemark.core.window.Watermark;
import io.tidemark.core.window.WindowSpec;

/**
 * Until when a label counts: the end of its prediction's window and the horizon, in label time, the deadline itself
 * included. A final revision is due once the label watermark is behind it.
 *
 * @param windows the windows of predictions
 * @param rules the horizon
 */
public record LabelDeadline(WindowSpec windows, LabelRules rules) {

    /** Returns the last label time that counts for a window, in epoch milliseconds. */
    public long ofWindow(long windowStartMs) {
        return windows.endOf(windowStartMs) + rules.horizon().toMillis();
    }

    /** Returns the last label time that counts for a prediction. */
    public long ofPrediction(long eventTimeMs) {
        return ofWindow(windows.startOf(eventTimeMs));
    }

    /** Returns the first label time that counts for a prediction; a label may be dated before what it labels. */
    public long earliest(long eventTimeMs) {
        return eventTimeMs - rules.orphans().toMillis();
    }

    /** Returns the last label time at which a label that came too late for a prediction is still known as such. */
    public long rememberedUntil(long eventTimeMs) {
        return ofPrediction(eventTimeMs) + rules.orphans().toMillis();
    }

    /** Returns whether no label for a window can come any more that counts. */
    public boolean isPassed(long windowStartMs, long labelWatermarkMs) {
        return labelWatermarkMs != Watermark.NONE && labelWatermarkMs > ofWindow(windowStartMs);
    }
}
