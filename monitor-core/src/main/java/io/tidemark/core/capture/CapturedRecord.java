package io.tidemark.core.capture;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One captured inference as {@link CaptureParser} left it: identity, event time, and the rows of both sides.
 *
 * <p>Mutable scratch, made once per thread and filled again by each parse; everything it returns is valid until then.
 * After a parse that returned true the record is whole: it has an input, and if it has an output, both sides have the
 * same number of rows. After false only {@link #rejection} and {@link #detail} mean anything. Not thread-safe.
 */
public final class CapturedRecord {
    private final FieldTable input = new FieldTable();
    private final FieldTable output = new FieldTable();
    private boolean hasInput;
    private boolean hasOutput;
    private long eventTimeMs;
    private byte[] joinIdBytes = new byte[0];
    private int joinIdFrom;
    private int joinIdTo;
    private @Nullable String joinId;
    private @Nullable Rejection rejection;
    private String problem = "";
    private int problemAt;

    /** The time of the inference (eventMetadata.inferenceTime), in milliseconds since 1970-01-01T00:00:00Z; positive. */
    public long eventTimeMs() {
        return eventTimeMs;
    }

    /** The key that labels are joined by: the caller's inference id, else the event id. Never empty. */
    public String joinId() {
        String id = joinId;
        if (id == null) {
            id = new String(joinIdBytes, joinIdFrom, joinIdTo - joinIdFrom, StandardCharsets.UTF_8);
            joinId = id;
        }
        return id;
    }

    /** The buffer that holds the join id in UTF-8, for hashing without a String. Not to be changed or kept. */
    public byte[] joinIdBytes() {
        return joinIdBytes;
    }

    /** Where the join id begins in {@link #joinIdBytes}. */
    public int joinIdFrom() {
        return joinIdFrom;
    }

    /** One past the last byte of the join id. */
    public int joinIdTo() {
        return joinIdTo;
    }

    /** The rows of the request: the features. */
    public FieldTable input() {
        return input;
    }

    /** The rows of the response: the predictions. Without rows if {@link #hasOutput} is false. */
    public FieldTable output() {
        return output;
    }

    /** Whether the request was captured; always true for a record that was parsed. */
    public boolean hasInput() {
        return hasInput;
    }

    /** Whether the response was captured. */
    public boolean hasOutput() {
        return hasOutput;
    }

    /**
     * Why the last parse returned false.
     *
     * @throws IllegalStateException if the last parse returned true, or there was none
     */
    public Rejection rejection() {
        Rejection reason = rejection;
        if (reason == null) {
            throw new IllegalStateException("the record was not rejected");
        }
        return reason;
    }

    /** What was wrong and at which byte of the record or of a payload; empty after a parse that returned true. */
    public String detail() {
        return problemAt < 0 ? problem : problem + " at byte " + problemAt;
    }

    void begin() {
        input.reset(input.bytes());
        output.reset(output.bytes());
        hasInput = false;
        hasOutput = false;
        joinId = null;
        rejection = null;
        problem = "";
        problemAt = -1;
    }

    void event(long timeMs, byte[] idBytes, int idFrom, int idTo) {
        eventTimeMs = timeMs;
        joinIdBytes = idBytes;
        joinIdFrom = idFrom;
        joinIdTo = idTo;
    }

    void sides(boolean withInput, boolean withOutput) {
        hasInput = withInput;
        hasOutput = withOutput;
    }

    /** Notes why the record is refused; at is a byte position, or negative when none applies. Always false. */
    boolean reject(Rejection reason, String what, int at) {
        rejection = reason;
        problem = what;
        problemAt = at;
        return false;
    }
}
