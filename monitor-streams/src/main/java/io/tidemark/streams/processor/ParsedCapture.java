package io.tidemark.streams.processor;

import io.tidemark.core.capture.CapturedRecord;

/**
 * A captured record that was read whole. One object per intake processor is used again for every record: it is handed
 * to the profile processor of the same task and done with when that returns.
 */
final class ParsedCapture implements Message.InTask {
    private final CapturedRecord scratch;
    private String endpoint = "";
    private String variant = "";
    private long offset;
    private long appendMs;

    ParsedCapture(CapturedRecord scratch) {
        this.scratch = scratch;
    }

    ParsedCapture set(Origin origin, long recordOffset, long recordAppendMs) {
        endpoint = origin.endpoint();
        variant = origin.variant();
        offset = recordOffset;
        appendMs = recordAppendMs;
        return this;
    }

    CapturedRecord scratch() {
        return scratch;
    }

    String endpoint() {
        return endpoint;
    }

    String variant() {
        return variant;
    }

    long offset() {
        return offset;
    }

    long appendMs() {
        return appendMs;
    }
}
