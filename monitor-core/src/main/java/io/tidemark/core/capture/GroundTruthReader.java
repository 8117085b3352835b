package io.tidemark.core.capture;

import io.tidemark.core.capture.CapturedRecord.GroundTruthText;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads one ground-truth record from its bytes: the service's JSON, plain JSON, or a row of CSV.
 *
 * <ul>
 *   <li>{@code {"groundTruthData":{"data":"1","encoding":"CSV"},"eventMetadata":{"eventId":"a"}}}: the payload as
 *       {@link LabelReader} reads it, one row per row of the captured record. A merged record, which holds a capture too,
 *       has its inference id for its id, as the capture has.
 *   <li>{@code {"inferenceId":"a","label":1}}, also with {@code labelTime}, {@code endpoint}, {@code "retracted":true},
 *       and an array of labels for a record of several rows.
 *   <li>{@code a,1} or {@code a,1,2026-03-02T04:05:06Z}, or by the columns of a header.
 * </ul>
 *
 * It never throws, whatever the bytes. Mutable: one per thread; what it returns is valid until the next record.
 */
public final class GroundTruthReader {
    private final CaptureLimits limits;
    private final Fault fault = new Fault();
    private final Scratch scratch = new Scratch();
    private final CaptureParts parts = new CaptureParts();
    private final GroundTruthFields fields = new GroundTruthFields();
    private final Envelope envelope;
    private final GroundTruthJson json;
    private final GroundTruthCsv csv;
    private final LabelReader labels;
    private final GroundTruthRows rows;
    private @Nullable Rejection rejection;
    private String problem = "";

    /**
     * @param form where labels stand in payloads
     * @param limits how much a record may ask for
     */
    public GroundTruthReader(CaptureForm form, CaptureLimits limits) {
        this.limits = limits;
        this.envelope = new Envelope(limits, parts, fault);
        this.json = new GroundTruthJson(limits, fault);
        this.csv = new GroundTruthCsv(limits, fault);
        this.labels = new LabelReader(form, limits);
        this.rows = new GroundTruthRows(form.attributes(), fault);
    }

    /**
     * Takes the first line of a CSV file as its header. Returns false, and changes nothing, if it is none: if it does not
     * name {@code inferenceId} or {@code eventId}, and {@code label}.
     */
    public boolean readHeader(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        fault.clear();
        return to - from <= limits.recordBytes() && firstOf(bytes, from, to) != '{' && csv.readHeader(bytes, from, to);
    }

    /**
     * Reads one record; false if it is refused, and {@link #rejection} and {@link #detail} say why.
     *
     * @param bytes holds the record; not changed
     * @param from where it begins
     * @param to one past its last byte
     * @throws IndexOutOfBoundsException if the range is not one of the buffer
     */
    public boolean read(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        fault.clear();
        fields.clear();
        rejection = null;
        problem = "";
        if (to - from > limits.recordBytes()) {
            return reject(Rejection.OVERSIZE, "the record is too large");
        }
        if (AvroCapture.isOne(bytes, from, to)) {
            return reject(Rejection.MALFORMED, "an Avro record of another schema");
        }
        int first = firstOf(bytes, from, to);
        if (first < 0) {
            return reject(Rejection.MALFORMED, "the record is empty");
        }
        boolean read = first == '{' ? readJson(bytes, from, to) : readCsv(bytes, from, to);
        return read && judge();
    }

    private boolean readCsv(byte[] bytes, int from, int to) {
        return csv.read(bytes, from, to, fields) || reject(Rejection.MALFORMED, fault.what());
    }

    private boolean readJson(byte[] bytes, int from, int to) {
        if (!envelope.read(bytes, from, to)) {
            return reject(Rejection.MALFORMED, fault.what());
        }
        scratch.begin(to - from);
        if (parts.groundTruth().isPresent()) {
            fields.setJoinId(idOfService());
            return readPayload();
        }
        if (!json.read(bytes, from, to, fields)) {
            return reject(Rejection.MALFORMED, fault.what());
        }
        if (fields.joinId().isEmpty()) {
            fields.setJoinId(idOfService());
        }
        return true;
    }

    /** The event id, which the service says is the key of ground truth; of a capture the inference id goes first. */
    private String idOfService() {
        boolean isMerged = parts.input().isPresent()
                || parts.output().isPresent()
                || parts.batch().isPresent();
        boolean isInference =
                (isMerged && parts.inferenceId().hasText()) || !parts.eventId().hasText();
        return textOf(isInference ? parts.inferenceId() : parts.eventId());
    }

    private boolean readPayload() {
        CaptureParts.Payload payload = parts.groundTruth();
        if (!payload.data().hasText()) {
            return reject(Rejection.EMPTY_PAYLOAD, "groundTruthData has no data");
        }
        String encoding = textOf(payload.encoding());
        if (!encoding.equals("CSV") && !encoding.equals("JSON")) {
            return reject(Rejection.UNSUPPORTED_ENCODING, "groundTruthData is neither CSV nor JSON");
        }
        if (!labels.read(new GroundTruthText(textOf(payload.data()), encoding))) {
            return reject(
                    labels.rows().rows() == 0 && labels.problem().startsWith("has no")
                            ? Rejection.EMPTY_PAYLOAD
                            : Rejection.MALFORMED,
                    "groundTruthData: " + labels.problem());
        }
        return rows.take(labels.rows(), fields) || reject(Rejection.MALFORMED, fault.what());
    }

    private boolean judge() {
        if (fields.joinId().isEmpty()) {
            return reject(Rejection.NO_KEY, "neither inferenceId nor eventId");
        }
        boolean isEmpty = fields.values().stream().allMatch(String::isBlank);
        return fields.isRetracted() || !isEmpty || reject(Rejection.EMPTY_PAYLOAD, "no label");
    }

    /** The id of the captured record; never empty. */
    public String joinId() {
        return fields.joinId();
    }

    /** The endpoint that the label is for; empty if it does not say one. */
    public String endpoint() {
        return fields.endpoint();
    }

    /** When the label was known, as it stands; empty if it does not say it. */
    public String labelTime() {
        return fields.labelTime();
    }

    /** Whether the record takes labels back. */
    public boolean isRetracted() {
        return fields.isRetracted();
    }

    /** One text per row of the captured record, as it stands; empty texts are rows without a label. */
    public List<String> values() {
        return Collections.unmodifiableList(fields.values());
    }

    /**
     * Why the record was refused.
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
        return problem;
    }

    private boolean reject(Rejection reason, String what) {
        rejection = reason;
        problem = what;
        return false;
    }

    private String textOf(TextSlice slice) {
        scratch.unescape(slice);
        return new String(slice.bytes(), slice.from(), slice.to() - slice.from(), StandardCharsets.UTF_8);
    }

    private static int firstOf(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r' && bytes[i] != '\n') {
                return bytes[i] & 0xff;
            }
        }
        return -1;
    }
}
