package io.tidemark.core.label;

import io.tidemark.core.capture.CaptureForm;
import io.tidemark.core.capture.CaptureLimits;
import io.tidemark.core.capture.GroundTruthReader;
import io.tidemark.core.capture.Rejection;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a ground-truth record to its join id and {@link Label}, or to the reason why it is refused. Which forms are
 * read says {@link GroundTruthReader}. Values get their one spelling ({@link Label#ofTexts}), so that 1 and 1.0
 * are no contradiction. It never throws, whatever the bytes. Mutable: one per thread; valid until the next record.
 */
public final class GroundTruthParser {
    private final GroundTruthReader reader;
    private @Nullable Label label;
    private @Nullable Rejection rejection;
    private String detail = "";

    /** A parser for labels that need no attribute to be found, with {@link CaptureLimits#DEFAULT}. */
    public GroundTruthParser() {
        this(CaptureForm.DEFAULT, CaptureLimits.DEFAULT);
    }

    /**
     * @param form whose label attribute says where labels stand in payloads
     * @param limits how much a record may ask for
     */
    public GroundTruthParser(CaptureForm form, CaptureLimits limits) {
        this.reader = new GroundTruthReader(form, limits);
    }

    /** Takes the first line of a CSV file as its header, if it is one; see {@link GroundTruthReader#readHeader}. */
    public boolean readHeader(byte[] bytes, int from, int to) {
        return reader.readHeader(bytes, from, to);
    }

    /**
     * Reads one record.
     *
     * @param bytes holds the record; not changed
     * @param from where it begins
     * @param to one past its last byte
     * @param timeMs the time of a label that says none itself: {@link LabelTime#of}
     * @param position number of its line, or its offset; not negative
     * @return whether there is a label; else {@link #rejection} and {@link #detail} say why not
     */
    public boolean parse(byte[] bytes, int from, int to, long timeMs, long position) {
        label = null;
        rejection = null;
        detail = "";
        if (!reader.read(bytes, from, to)) {
            return reject(reader.rejection(), reader.detail());
        }
        OptionalLong said = LabelTime.parse(reader.labelTime());
        if (said.isEmpty() && !reader.labelTime().isBlank()) {
            return reject(Rejection.BAD_TIME, "labelTime is no time");
        }
        long labelTimeMs = said.orElse(timeMs);
        if (labelTimeMs < 0 || labelTimeMs > LabelTime.LAST_MS) {
            return reject(Rejection.BAD_TIME, "no time of the label");
        }
        label = Label.ofTexts(
                LabelOrder.of(labelTimeMs, position), reader.isRetracted(), reader.values(), reader.endpoint());
        return true;
    }

    /** The id of the label read last, once {@link #parse} returned true. */
    public String joinId() {
        return reader.joinId();
    }

    /**
     * The label read last.
     *
     * @throws IllegalStateException if the last record was refused
     */
    public Label label() {
        Label read = label;
        if (read == null) {
            throw new IllegalStateException("the record was refused");
        }
        return read;
    }

    /**
     * Why the last record was refused.
     *
     * @throws IllegalStateException if it was not
     */
    public Rejection rejection() {
        Rejection reason = rejection;
        if (reason == null) {
            throw new IllegalStateException("the record was not refused");
        }
        return reason;
    }

    /** What was wrong, without contents of the record; empty if it was not refused. */
    public String detail() {
        return detail;
    }

    private boolean reject(Rejection reason, String what) {
        rejection = reason;
        detail = what;
        return false;
    }
}
