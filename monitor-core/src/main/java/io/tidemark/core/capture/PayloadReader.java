package io.tidemark.core.capture;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Turns one payload into the rows of a table, by its encoding and the attributes. Scratch of one parser. */
final class PayloadReader {
    private static final byte[] CSV = {'C', 'S', 'V'};
    private static final byte[] JSON = {'J', 'S', 'O', 'N'};
    private static final byte[] BASE64 = {'B', 'A', 'S', 'E', '6', '4'};
    private static final int MOST_OF_A_TYPE = 100;

    private final Fault fault;
    private final Scratch scratch;
    private final CsvRows csvRows;
    private final JsonRows jsonRows;
    private final AttributeRows attributes;
    private final RowArena featureArena = new RowArena();
    private final RowArena predictionArena = new RowArena();
    private final FieldTable columns = new FieldTable();
    private boolean isOurs;

    PayloadReader(CaptureAttributes attributes, CaptureLimits limits, Scratch scratch, Fault fault) {
        this.fault = fault;
        this.scratch = scratch;
        this.csvRows = new CsvRows(limits, fault);
        this.jsonRows = new JsonRows(limits, fault);
        this.attributes = new AttributeRows(attributes, limits, fault);
    }

    /** What a payload is read for. */
    enum Purpose {
        FEATURES,
        PREDICTIONS,
        LABELS
    }

    /**
     * Reads a payload; null if its rows are in the table, else why it is not read. The detail is in the fault.
     */
    @Nullable
    Rejection read(CaptureParts.Payload payload, Purpose purpose, FieldTable table) {
        PayloadFormat format = formatOf(payload);
        if (format == null) {
            return Rejection.UNSUPPORTED_ENCODING;
        }
        TextSlice data = payload.data();
        if (!data.hasText()) {
            fault.set(" has no data", -1);
            return Rejection.EMPTY_PAYLOAD;
        }
        if (!readText(payload, data)) {
            return Rejection.MALFORMED;
        }
        table.reset(data.bytes());
        if (!readRows(data, format, purpose, table)) {
            return Rejection.MALFORMED;
        }
        if (table.rows() == 0) {
            fault.set(" has no rows", -1);
            return Rejection.EMPTY_PAYLOAD;
        }
        return null;
    }

    /** The lists of scores of the predictions read last, see {@link AttributeRows#scoreLists}. */
    FieldTable scoreLists() {
        return attributes.scoreLists();
    }

    private @Nullable PayloadFormat formatOf(CaptureParts.Payload payload) {
        TextSlice encoding = payload.encoding();
        scratch.unescape(encoding);
        if (isText(encoding, CSV)) {
            return PayloadFormat.CSV;
        }
        if (isText(encoding, JSON)) {
            return PayloadFormat.JSON;
        }
        boolean byType = isText(encoding, BASE64) || payload.isRaw();
        if (!byType) {
            fault.set(" is neither CSV nor JSON nor BASE64", -1);
            return null;
        }
        scratch.unescape(payload.contentType());
        PayloadFormat format = PayloadFormat.ofContentType(payload.contentType());
        if (format == null) {
            fault.set(notRead(payload), -1);
        }
        return format;
    }

    private static String notRead(CaptureParts.Payload payload) {
        String type = PayloadFormat.mediaType(payload.contentType());
        return type.isEmpty()
                ? " is BASE64 and names no content type"
                : " is BASE64 of " + type.substring(0, Math.min(type.length(), MOST_OF_A_TYPE)) + ", which is not read";
    }

    /** Makes the data readable text. Whether the buffer is ours afterwards decides who may write into it. */
    private boolean readText(CaptureParts.Payload payload, TextSlice data) {
        isOurs = data.hasEscapes() || payload.isRaw();
        if (payload.isRaw()) {
            scratch.copy(data);
        } else {
            scratch.unescape(data);
        }
        if (!isText(payload.encoding(), BASE64)) {
            return true;
        }
        isOurs = true;
        return scratch.decode(data) || fault.set("no Base64", data.from());
    }

    private boolean readRows(TextSlice data, PayloadFormat format, Purpose purpose, FieldTable table) {
        return switch (purpose) {
            case FEATURES ->
                (format == PayloadFormat.JSON && attributes.findsFeatures())
                        ? attributes.readFeatures(data, featureArena, table)
                        : readPlain(data, format, table);
            case PREDICTIONS -> {
                if (!attributes.findsPredictions()) {
                    yield readPlain(data, format, table);
                }
                if (format == PayloadFormat.JSON
                        && attributes.predictionColumns().isEmpty()) {
                    yield attributes.readPredictions(data, predictionArena, table);
                }
                columns.reset(data.bytes());
                yield readPlain(data, format, columns) && attributes.selectPredictions(columns, predictionArena, table);
            }
            case LABELS ->
                (format == PayloadFormat.JSON && attributes.findsLabels())
                        ? attributes.readLabels(data, featureArena, table)
                        : readPlain(data, format, table);
        };
    }

    private boolean readPlain(TextSlice data, PayloadFormat format, FieldTable table) {
        if (format == PayloadFormat.JSON) {
            return jsonRows.read(data.bytes(), data.from(), data.to(), table);
        }
        return isOurs
                ? csvRows.read(data.bytes(), data.from(), data.to(), table)
                : csvRows.readLine(data.bytes(), data.from(), data.to(), table);
    }

    private static boolean isText(TextSlice slice, byte[] wanted) {
        return slice.isPresent() && Arrays.equals(slice.bytes(), slice.from(), slice.to(), wanted, 0, wanted.length);
    }
}
