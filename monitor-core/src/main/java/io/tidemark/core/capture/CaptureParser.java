package io.tidemark.core.capture;

/** Reads captured inference records. */
public final class CaptureParser {
    private final CaptureLimits limits;

    /** A parser with {@link CaptureLimits#DEFAULT}. */
    public CaptureParser() {
        this(CaptureLimits.DEFAULT);
    }

    /** A parser with limits of its own. */
    public CaptureParser(CaptureLimits limits) {
        this.limits = limits;
    }

    /** Reads one record; true if it is whole, else the record says why not. */
    public boolean parse(byte[] bytes, int from, int to, CapturedRecord into) {
        into.begin();
        if (to - from > limits.recordBytes()) {
            return into.reject(Rejection.OVERSIZE, "record is too large", -1);
        }
        return into.reject(Rejection.MALFORMED, "not yet read", -1);
    }
}
