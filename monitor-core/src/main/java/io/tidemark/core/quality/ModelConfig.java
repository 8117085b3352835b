package io.tidemark.core.quality;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.capture.CaptureForm;
import io.tidemark.core.label.LabelRules;
import io.tidemark.core.window.WindowSpec;

/**
 * How a model's labels, bias and attributions are monitored, beside what its model baseline says.
 *
 * @param labels which label belongs to which prediction
 * @param rules how the tables of a window are judged
 */
public record ModelConfig(LabelRules labels, ModelRules rules) {
    private static final int VERSION = 1;

    /** Stands before the form of captures, where that is not the default. */
    private static final int CAPTURE_TAG = 'C';

    /** Labels for 30 days, the last one counts, rules that know chance. */
    public static ModelConfig defaults() {
        return new ModelConfig(LabelRules.defaults(), ModelRules.defaults());
    }

    /** This configuration with other rules. */
    public ModelConfig withRules(ModelRules other) {
        return new ModelConfig(labels, other);
    }

    /** This configuration with other labels. */
    public ModelConfig withLabels(LabelRules other) {
        return new ModelConfig(other, rules);
    }

    /** The identity of everything that a verdict on a model depends on, captures being read as usual. */
    public ContentHash hash(WindowSpec windows) {
        return hash(windows, CaptureForm.DEFAULT);
    }

    /**
     * The identity of everything that a verdict on a model depends on.
     *
     * @param windows size and offset of the windows
     * @param capture how captured payloads become rows, and which records are counted
     */
    public ContentHash hash(WindowSpec windows, CaptureForm capture) {
        CanonicalOutput out = new CanonicalOutput();
        out.putText("model").putByte(VERSION).putLong(windows.sizeMs()).putLong(windows.offsetMs());
        labels.writeTo(out);
        rules.writeTo(out);
        if (!capture.isDefault()) {
            capture.writeTo(out.putByte(CAPTURE_TAG));
        }
        return ContentHash.of(out);
    }
}
