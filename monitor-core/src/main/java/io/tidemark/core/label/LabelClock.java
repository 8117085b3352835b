package io.tidemark.core.label;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.window.Watermark;

/**
 * The clocks of one partition of captures and ground truth: the watermark of event times, that of label times, each the
 * eighth largest time seen, and the time that both have passed. Entries expire by {@link #joinMs}, so that it does not
 * matter which input is read ahead; deadlines pass by {@link #labelMs}. Mutable; not thread-safe.
 */
public final class LabelClock {
    private static final int VERSION = 1;

    private Watermark captures = new Watermark();
    private Watermark labels = new Watermark();

    /** Takes the event time of a captured record. */
    public void observeCapture(long eventTimeMs) {
        captures.observe(eventTimeMs);
    }

    /** Takes the time of a label that was read. */
    public void observeLabel(long labelTimeMs) {
        labels.observe(labelTimeMs);
    }

    /** Lifts the clock of captures: a replay of them ended, or they are idle and read to their end. */
    public void raiseCapturesTo(long timeMs) {
        captures.raiseTo(timeMs);
    }

    /** Lifts the clock of labels: a replay of them ended, or they are idle and read to their end. */
    public void raiseLabelsTo(long timeMs) {
        labels.raiseTo(timeMs);
    }

    /** Returns the watermark of captures, or {@link Watermark#NONE}. */
    public long captureMs() {
        return captures.value();
    }

    /** Returns the watermark of labels, or {@link Watermark#NONE}. */
    public long labelMs() {
        return labels.value();
    }

    /** Returns the time before which neither input brings any more: what {@link LabelJoin#expire} takes. */
    public long joinMs() {
        return Math.min(captures.value(), labels.value());
    }

    /** Writes the clocks behind a version byte. */
    public byte[] encode() {
        return new CanonicalOutput(160)
                .putByte(VERSION)
                .putBytes(captures.encode())
                .putBytes(labels.encode())
                .toByteArray();
    }

    /** Reads what {@link #encode} wrote. */
    public static LabelClock decode(byte[] bytes) {
        CanonicalInput in = new CanonicalInput(bytes);
        in.expectVersion(VERSION, "stored label clock");
        LabelClock clock = new LabelClock();
        clock.captures = Watermark.decode(in.getBytes());
        clock.labels = Watermark.decode(in.getBytes());
        in.expectEnd();
        return clock;
    }
}
