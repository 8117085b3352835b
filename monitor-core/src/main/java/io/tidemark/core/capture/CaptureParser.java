package io.tidemark.core.capture;

import java.util.Arrays;
import java.util.Objects;

/**
 * Reads one captured inference from the bytes of its JSON record into a {@link CapturedRecord}, in one walk without a
 * tree and, once its buffers have grown, without allocation. How a record becomes rows is the story of this package.
 *
 * <p>It never throws, whatever the bytes: a record is read whole or refused with the first {@link Rejection} that
 * applies, in this order: too large; not readable as JSON; no join id; no time; no input; then for input and output in
 * turn an encoding that is not read, no rows, an unreadable payload; at last different numbers of rows.
 *
 * <p>Mutable: one per thread.
 */
public final class CaptureParser {
    private static final byte[] CSV = {'C', 'S', 'V'};
    private static final byte[] JSON = {'J', 'S', 'O', 'N'};

    private final CaptureLimits limits;
    private final Fault fault = new Fault();
    private final Scratch scratch = new Scratch();
    private final Envelope envelope;
    private final CsvRows csvRows;
    private final JsonRows jsonRows;

    /** A parser with {@link CaptureLimits#DEFAULT}. */
    public CaptureParser() {
        this(CaptureLimits.DEFAULT);
    }

    /**
     * A parser with limits of its own.
     *
     * @param limits how much a record may ask for
     */
    public CaptureParser(CaptureLimits limits) {
        this.limits = limits;
        this.envelope = new Envelope(limits, fault);
        this.csvRows = new CsvRows(limits, fault);
        this.jsonRows = new JsonRows(limits, fault);
    }

    /**
     * Reads one record.
     *
     * @param bytes holds the record; the parser does not change it, but the result points into it
     * @param from where the record begins
     * @param to one past its last byte; white space around the record is passed over
     * @param into filled with the record, or with the reason and detail of its rejection
     * @return whether the record was read
     * @throws IndexOutOfBoundsException if the range is not one of the buffer
     */
    public boolean parse(byte[] bytes, int from, int to, CapturedRecord into) {
        Objects.checkFromToIndex(from, to, bytes.length);
        into.begin();
        fault.clear();
        int length = to - from;
        if (length > limits.recordBytes()) {
            return into.reject(Rejection.OVERSIZE, "the record is too large", -1);
        }
        scratch.begin(length);
        if (!envelope.read(bytes, from, to)) {
            return into.reject(Rejection.MALFORMED, fault.what(), fault.at() - from);
        }
        return readEvent(into) && readSides(into);
    }

    private boolean readEvent(CapturedRecord into) {
        TextSlice id = envelope.inferenceId().hasText() ? envelope.inferenceId() : envelope.eventId();
        if (!id.hasText()) {
            return into.reject(Rejection.NO_KEY, "neither inferenceId nor eventId", -1);
        }
        TextSlice time = envelope.inferenceTime();
        if (!time.isPresent()) {
            return into.reject(Rejection.BAD_TIME, "no inferenceTime", -1);
        }
        scratch.unescape(id);
        scratch.unescape(time);
        long timeMs = EventTime.parse(time.bytes(), time.from(), time.to());
        if (timeMs == EventTime.INVALID) {
            return into.reject(Rejection.BAD_TIME, "inferenceTime is no time", -1);
        }
        into.event(timeMs, id.bytes(), id.from(), id.to());
        return true;
    }

    private boolean readSides(CapturedRecord into) {
        boolean hasOutput = envelope.output().isPresent();
        if (!envelope.input().isPresent()) {
            return into.reject(Rejection.NO_INPUT, "no endpointInput", -1);
        }
        if (!readSide(envelope.input(), into.input(), into, "endpointInput")) {
            return false;
        }
        if (hasOutput && !readSide(envelope.output(), into.output(), into, "endpointOutput")) {
            return false;
        }
        if (hasOutput && into.input().rows() != into.output().rows()) {
            String counts =
                    into.input().rows() + " rows of input, " + into.output().rows() + " of output";
            return into.reject(Rejection.ROW_MISMATCH, counts, -1);
        }
        into.sides(true, hasOutput);
        return true;
    }

    private boolean readSide(Envelope.Side side, FieldTable table, CapturedRecord into, String name) {
        scratch.unescape(side.encoding());
        boolean isCsv = isText(side.encoding(), CSV);
        if (!isCsv && !isText(side.encoding(), JSON)) {
            return into.reject(Rejection.UNSUPPORTED_ENCODING, name + " is neither CSV nor JSON", -1);
        }
        TextSlice data = side.data();
        if (!data.hasText()) {
            return into.reject(Rejection.EMPTY_PAYLOAD, name + " has no data", -1);
        }
        boolean hadEscapes = data.hasEscapes();
        scratch.unescape(data);
        table.reset(data.bytes());
        if (!readRows(data, isCsv, hadEscapes, table)) {
            return into.reject(Rejection.MALFORMED, name + " data: " + fault.what(), fault.at() - data.from());
        }
        return table.rows() > 0 || into.reject(Rejection.EMPTY_PAYLOAD, name + " has no rows", -1);
    }

    private boolean readRows(TextSlice data, boolean isCsv, boolean hadEscapes, FieldTable table) {
        if (!isCsv) {
            return jsonRows.read(data.bytes(), data.from(), data.to(), table);
        }
        return hadEscapes
                ? csvRows.read(data.bytes(), data.from(), data.to(), table)
                : csvRows.readLine(data.bytes(), data.from(), data.to(), table);
    }

    private static boolean isText(TextSlice slice, byte[] wanted) {
        return slice.isPresent() && Arrays.equals(slice.bytes(), slice.from(), slice.to(), wanted, 0, wanted.length);
    }
}
