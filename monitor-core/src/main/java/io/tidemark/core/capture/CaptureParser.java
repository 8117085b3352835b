package io.tidemark.core.capture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads one captured inference from the bytes of its JSON or Avro record into a {@link CapturedRecord}, in one walk without a
 * tree and, once its buffers have grown, without allocation. How a record becomes rows is the story of this package.
 *
 * <p>It never throws, whatever the bytes: a record is read whole or refused with the first {@link Rejection} that
 * applies, in this order: too large; not readable as JSON; no join id; no time; no input; different encodings, where
 * the form is strict; then for input and output in turn an encoding that is not read, no rows, an unreadable payload;
 * at last different numbers of rows. The sample and conditions on attributes are looked at once the time is known, so
 * what they leave out is not read further; conditions on fields are looked at last.
 *
 * <p>Mutable: one per thread.
 */
public final class CaptureParser {
    private final CaptureLimits limits;
    private final CaptureForm form;
    private final Fault fault = new Fault();
    private final Scratch scratch = new Scratch();
    private final CaptureParts parts = new CaptureParts();
    private final Envelope envelope;
    private final AvroCapture avro;
    private final PayloadReader payloads;
    private final AttributeFilter attributeFilter;
    private final FieldRewriter endpointRewriter;
    private final FieldRewriter batchRewriter;
    private final FieldTable rows = new FieldTable();
    private FieldRewriter rewriter;
    private boolean rewrites;

    /** A parser with {@link CaptureForm#DEFAULT} and {@link CaptureLimits#DEFAULT}. */
    public CaptureParser() {
        this(CaptureLimits.DEFAULT);
    }

    /**
     * A parser for plain rows with limits of its own.
     *
     * @param limits how much a record may ask for
     */
    public CaptureParser(CaptureLimits limits) {
        this(CaptureForm.DEFAULT, limits);
    }

    /**
     * A parser.
     *
     * @param form how payloads become rows, and which records are counted
     * @param limits how much a record may ask for
     */
    public CaptureParser(CaptureForm form, CaptureLimits limits) {
        this.form = form;
        this.limits = limits;
        this.envelope = new Envelope(limits, parts, fault);
        this.avro = new AvroCapture(limits, parts, fault);
        this.payloads = new PayloadReader(form.attributes(), limits, scratch, fault);
        this.attributeFilter = new AttributeFilter(form.filter(), limits);
        this.endpointRewriter = new FieldRewriter(form, RowColumns.NONE, fault);
        this.batchRewriter = new FieldRewriter(form, BatchOutput.besides(form.attributes()), fault);
        this.rewriter = endpointRewriter;
    }

    /**
     * Reads one record: JSON, or the single-object form of the Avro schema {@code Capture}.
     *
     * @param bytes holds the record; the parser does not change it, but the result points into it
     * @param from where the record begins
     * @param to one past its last byte; white space around the record is passed over
     * @param into filled with the record, or with what became of it
     * @return whether the record was read and is to be counted
     * @throws IndexOutOfBoundsException if the range is not one of the buffer
     */
    public boolean parse(byte[] bytes, int from, int to, CapturedRecord into) {
        Objects.checkFromToIndex(from, to, bytes.length);
        if (!begin(to - from, into)) {
            return false;
        }
        if (AvroCapture.isOne(bytes, from, to)) {
            return readAvro(bytes, from, to, into);
        }
        if (!envelope.read(bytes, from, to)) {
            return into.reject(Rejection.MALFORMED, fault.what(), fault.at() - from);
        }
        TextSlice time = parts.inferenceTime();
        if (!time.isPresent()) {
            return readEvent(EventTime.INVALID, into);
        }
        scratch.unescape(time);
        return readEvent(EventTime.parse(time.bytes(), time.from(), time.to()), into) && readSides(into);
    }

    /**
     * Reads one record whose parts are known already.
     *
     * @param fields the parts; not changed
     * @param into filled with the record, or with what became of it
     * @return whether the record was read and is to be counted
     */
    public boolean parse(CaptureFields fields, CapturedRecord into) {
        parts.set(fields);
        CaptureFields.Body in = fields.input();
        CaptureFields.Body out = fields.output();
        long length = (in == null ? 0L : in.data().length) + (out == null ? 0 : out.data().length);
        return begin((int) Math.min(length, Integer.MAX_VALUE), into)
                && readEvent(fields.eventTimeMs(), into)
                && readSides(into);
    }

    private boolean readAvro(byte[] bytes, int from, int to, CapturedRecord into) {
        if (!avro.read(bytes, from, to)) {
            return into.reject(Rejection.MALFORMED, fault.what(), fault.at() - from);
        }
        return readEvent(avro.eventTimeMs(), into) && readSides(into);
    }

    private boolean begin(int length, CapturedRecord into) {
        into.begin();
        fault.clear();
        if (length > limits.recordBytes()) {
            return into.reject(Rejection.OVERSIZE, "the record is too large", -1);
        }
        // A line of a batch is read twice where it holds predictions.
        scratch.begin(form.attributes().hasPredictions() ? 2 * length : length);
        return true;
    }

    private boolean readEvent(long timeMs, CapturedRecord into) {
        TextSlice id = parts.inferenceId().hasText() ? parts.inferenceId() : parts.eventId();
        if (!id.hasText()) {
            return into.reject(Rejection.NO_KEY, "neither inferenceId nor eventId", -1);
        }
        if (timeMs <= 0) {
            boolean absent = !parts.inferenceTime().isPresent();
            return into.reject(Rejection.BAD_TIME, absent ? "no inferenceTime" : "inferenceTime is no time", -1);
        }
        scratch.unescape(id);
        into.event(timeMs, id.bytes(), id.from(), id.to());
        for (int i = 0; i < parts.attributes(); i++) {
            scratch.unescape(parts.attribute(i));
            into.attribute(text(parts.attribute(i)));
        }
        if (!form.filter().samples(id.bytes(), id.from(), id.to())) {
            return into.leaveOut(CaptureOutcome.SAMPLED_OUT);
        }
        return attributeFilter.isEmpty()
                || attributeFilter.keeps(into.customAttributes())
                || into.leaveOut(CaptureOutcome.FILTERED);
    }

    private boolean readSides(CapturedRecord into) {
        if (parts.groundTruth().isPresent()) {
            readGroundTruth(into);
        }
        boolean hasOutput = parts.output().isPresent();
        boolean isBatch =
                !parts.input().isPresent() && !hasOutput && parts.batch().isPresent();
        rewriter = isBatch ? batchRewriter : endpointRewriter;
        rewrites = rewriter.isNeeded();
        if (isBatch) {
            return readBatch(into);
        }
        if (!parts.input().isPresent()) {
            return into.reject(Rejection.NO_INPUT, "no endpointInput", -1);
        }
        if (form.strictEncodings() && hasOutput && !hasOneEncoding()) {
            return into.reject(Rejection.ENCODING_MISMATCH, mismatch(), -1);
        }
        if (!readInput(parts.input(), into, "endpointInput")) {
            return false;
        }
        if (hasOutput && !readOutput(parts.output(), into, "endpointOutput")) {
            return false;
        }
        return hasAsManyRows(hasOutput, into) && keepsFields(hasOutput, into);
    }

    /** A line of a batch holds request and response; both readings begin from the same text. */
    private boolean readBatch(CapturedRecord into) {
        boolean hasOutput = form.attributes().hasPredictions();
        TextSlice data = parts.batch().data();
        byte[] bytes = data.bytes();
        int from = data.from();
        int to = data.to();
        int firstEscape = data.firstEscape();
        if (hasOutput && !readOutput(parts.batch(), into, "batchTransformOutput")) {
            return false;
        }
        if (data.isPresent()) {
            data.set(bytes, from, to, firstEscape);
        }
        if (!readInput(parts.batch(), into, "batchTransformOutput")) {
            return false;
        }
        return hasAsManyRows(hasOutput, into) && keepsFields(hasOutput, into);
    }

    private boolean readInput(CaptureParts.Payload payload, CapturedRecord into, String name) {
        FieldTable table = rewrites ? rows : into.input();
        return take(payloads.read(payload, PayloadReader.Purpose.FEATURES, table), payload, into, name);
    }

    private boolean readOutput(CaptureParts.Payload payload, CapturedRecord into, String name) {
        into.scoreLists(payloads.scoreLists());
        return take(payloads.read(payload, PayloadReader.Purpose.PREDICTIONS, into.output()), payload, into, name);
    }

    private boolean take(@Nullable Rejection refused, CaptureParts.Payload payload, CapturedRecord into, String name) {
        if (refused == null) {
            return true;
        }
        boolean malformed = refused == Rejection.MALFORMED;
        int at = fault.at() < 0 ? -1 : fault.at() - payload.data().from();
        return into.reject(refused, name + (malformed ? " data: " : "") + fault.what(), malformed ? at : -1);
    }

    private boolean hasAsManyRows(boolean hasOutput, CapturedRecord into) {
        int inputRows = (rewrites ? rows : into.input()).rows();
        return !hasOutput
                || inputRows == into.output().rows()
                || into.reject(
                        Rejection.ROW_MISMATCH,
                        inputRows + " rows of input, " + into.output().rows() + " of output",
                        -1);
    }

    private boolean keepsFields(boolean hasOutput, CapturedRecord into) {
        if (rewrites) {
            if (!rewriter.rewrite(rows, into.input())) {
                return into.reject(Rejection.MALFORMED, fault.what(), -1);
            }
            if (!rewriter.keepsRecord()) {
                return into.leaveOut(CaptureOutcome.FILTERED);
            }
        }
        return into.accept(hasOutput);
    }

    private void readGroundTruth(CapturedRecord into) {
        CaptureParts.Payload label = parts.groundTruth();
        if (label.data().isPresent()) {
            scratch.unescape(label.data());
            scratch.unescape(label.encoding());
            into.label(new CapturedRecord.GroundTruthText(text(label.data()), text(label.encoding())));
        }
    }

    private boolean hasOneEncoding() {
        TextSlice in = parts.input().encoding();
        TextSlice out = parts.output().encoding();
        scratch.unescape(in);
        scratch.unescape(out);
        return Arrays.equals(in.bytes(), in.from(), in.to(), out.bytes(), out.from(), out.to());
    }

    private static String mismatch() {
        return "endpointInput and endpointOutput have different encodings";
    }

    private static String text(TextSlice slice) {
        return new String(slice.bytes(), slice.from(), slice.to() - slice.from(), StandardCharsets.UTF_8);
    }
}
