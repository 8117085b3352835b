package io.tidemark.core.capture;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One captured inference as {@link CaptureParser} left it: identity, event time, and the rows of both sides.
 *
 * <p>Mutable scratch, made once per thread and filled again by each parse; everything it returns is valid until then.
 * After a parse that returned true the record is whole: it has an input, and if it has an output, both sides have the
 * same number of rows. After false {@link #outcome} says why it is not counted: where it is
 * {@link CaptureOutcome#REJECTED} only {@link #rejection} and {@link #detail} mean anything, where it was left out by
 * the filter also the join id and the event time. Not thread-safe.
 */
public final class CapturedRecord {
    private final FieldTable input = new FieldTable();
    private final FieldTable output = new FieldTable();
    private final FieldTable noLists = new FieldTable();
    private FieldTable scoreLists = noLists;
    private boolean hasInput;
    private boolean hasOutput;
    private long eventTimeMs;
    private byte[] joinIdBytes = new byte[0];
    private int joinIdFrom;
    private int joinIdTo;
    private @Nullable String joinId;
    private final List<String> customAttributes = new ArrayList<>();
    private @Nullable GroundTruthText groundTruth;
    private CaptureOutcome outcome = CaptureOutcome.REJECTED;
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

    /**
     * The lists of scores from which the predictions of {@link #output} were chosen, where the probability attribute found
     * some: a row per row of the output, of one field that holds the JSON array, or of none. No rows without attributes.
     */
    public FieldTable scoreLists() {
        return scoreLists;
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
     * The label of a merged record, as {@code groundTruthData} holds it; empty if there is none. Nothing of a capture
     * depends on it. {@link LabelReader} makes rows of it.
     *
     * @param data the payload
     * @param encoding {@code CSV} or {@code JSON} as written, perhaps something else
     */
    public record GroundTruthText(String data, String encoding) {}

    /** The label of a merged record, unread. */
    public Optional<GroundTruthText> groundTruth() {
        return Optional.ofNullable(groundTruth);
    }

    /** The custom attributes of the request, each as the caller sent it; empty if there are none. */
    public List<String> customAttributes() {
        return Collections.unmodifiableList(customAttributes);
    }

    /** What became of the record; {@link CaptureOutcome#PARSED} exactly if the parse returned true. */
    public CaptureOutcome outcome() {
        return outcome;
    }

    /**
     * Why the record cannot be counted.
     *
     * @throws IllegalStateException if its outcome is another than {@link CaptureOutcome#REJECTED}
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
        scoreLists = noLists;
        hasInput = false;
        hasOutput = false;
        joinId = null;
        if (!customAttributes.isEmpty()) {
            customAttributes.clear();
        }
        groundTruth = null;
        outcome = CaptureOutcome.REJECTED;
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

    void attribute(String text) {
        customAttributes.add(text);
    }

    void scoreLists(FieldTable lists) {
        scoreLists = lists;
    }

    void label(GroundTruthText text) {
        groundTruth = text;
    }

    /** Notes that the record is whole. Always true. */
    boolean accept(boolean withOutput) {
        hasInput = true;
        hasOutput = withOutput;
        outcome = CaptureOutcome.PARSED;
        return true;
    }

    /** Notes that the filter leaves the record out. Always false. */
    boolean leaveOut(CaptureOutcome why) {
        outcome = why;
        return false;
    }

    /** Notes why the record is refused; at is a byte position, or negative when none applies. Always false. */
    boolean reject(Rejection reason, String what, int at) {
        rejection = reason;
        problem = what;
        problemAt = at;
        return false;
    }
}
