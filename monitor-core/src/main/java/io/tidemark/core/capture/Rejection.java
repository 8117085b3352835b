package io.tidemark.core.capture;

/**
 * Why a captured record is not counted. The wire names are stable: they are counted in the ledger and stand in the
 * headers of dead letters.
 */
public enum Rejection {
    /** The record or its payload is not readable: broken JSON, a broken quote, a duplicate key, a limit exceeded. */
    MALFORMED("malformed"),
    /** The record is larger than {@link CaptureLimits#recordBytes()}. */
    OVERSIZE("oversize"),
    /** Neither an inference id nor an event id. */
    NO_KEY("noKey"),
    /** The request side was not captured, so there are no features. */
    NO_INPUT("noInput"),
    /** A captured side holds no row: empty text, blank text, or an empty JSON array. */
    EMPTY_PAYLOAD("emptyPayload"),
    /** Request and response hold different numbers of rows, so no row can be paired. */
    ROW_MISMATCH("rowMismatch"),
    /** The payload is encoded in a way that is not read, such as BASE64 of an image. */
    UNSUPPORTED_ENCODING("unsupportedEncoding"),
    /** Request and response are encoded differently, and the form is strict about it. */
    ENCODING_MISMATCH("encodingMismatch"),
    /** The inference time is absent or no date and time after 1970-01-01T00:00:00Z. */
    BAD_TIME("badTime"),
    /** The inference time lies too far ahead of the arrival. Decided at intake, not by the parser. */
    FUTURE("future"),
    /** The endpoint is not declared in the configuration. Decided at intake, not by the parser. */
    UNKNOWN_ENDPOINT("unknownEndpoint"),
    /** Processing failed repeatedly for a reason of our own. Decided at intake, not by the parser. */
    INTERNAL("internal");

    private final String wireName;

    Rejection(String wireName) {
        this.wireName = wireName;
    }

    /** The stable name in topics, headers and reports. */
    public String wireName() {
        return wireName;
    }
}
