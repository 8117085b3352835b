package io.tidemark.core.capture;

import io.tidemark.core.capture.CapturedRecord.GroundTruthText;
import java.nio.charset.StandardCharsets;

/**
 * Makes rows of the payload of a label: one row per record of the capture it belongs to. CSV is one row a line; JSON is
 * searched by the label attribute, where there is one, or read as plain rows. It never throws. Mutable: one per thread.
 */
public final class LabelReader {
    private final Fault fault = new Fault();
    private final Scratch scratch = new Scratch();
    private final CaptureParts.Payload payload = new CaptureParts.Payload();
    private final FieldTable rows = new FieldTable();
    private final PayloadReader reader;

    /** A reader for a form, with limits. */
    public LabelReader(CaptureForm form, CaptureLimits limits) {
        this.reader = new PayloadReader(form.attributes(), limits, scratch, fault);
    }

    /** Reads a label; false if it cannot be read, and {@link #problem} says why. */
    public boolean read(GroundTruthText label) {
        byte[] data = label.data().getBytes(StandardCharsets.UTF_8);
        fault.clear();
        scratch.begin(data.length);
        payload.setRaw(data, label.encoding(), "");
        return reader.read(payload, PayloadReader.Purpose.LABELS, rows) == null;
    }

    /** The rows read last. Valid until the next label. */
    public FieldTable rows() {
        return rows;
    }

    /** Why the last label was not read; empty if it was. */
    public String problem() {
        return fault.isFound() ? fault.what().strip() : "";
    }
}
