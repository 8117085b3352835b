package io.tidemark.core.capture;

/**
 * Reads the record around the payloads in one walk: keys in any order, each at most once, unknown ones passed over.
 * It only notes where things stand; what is missing or senseless is decided by {@link CaptureParser}.
 */
final class Envelope {
    private static final KeyNames ROOT_KEYS =
            new KeyNames("captureData", "eventMetadata", "groundTruthData", "eventVersion");
    private static final KeyNames DATA_KEYS = new KeyNames("endpointInput", "endpointOutput", "batchTransformOutput");
    private static final KeyNames SIDE_KEYS = new KeyNames("data", "encoding", "observedContentType", "mode");
    private static final KeyNames EVENT_KEYS =
            new KeyNames("eventId", "inferenceId", "inferenceTime", "customAttributes");

    /** The sides of a capture lie one level deeper than its label. */
    private static final int SIDE_DEPTH = 3;

    private final CaptureLimits limits;
    private final JsonCursor json;
    private final CaptureParts parts;
    private byte[] bytes = new byte[0];

    Envelope(CaptureLimits limits, CaptureParts parts, Fault fault) {
        this.limits = limits;
        this.parts = parts;
        this.json = JsonCursor.overRecords(limits, fault);
    }

    /** Reads one record; false after noting a fault. */
    boolean read(byte[] buffer, int from, int to) {
        bytes = buffer;
        json.reset(buffer, from, to);
        parts.clear();
        return readRoot() && (json.next() < 0 || json.fail("text follows the record"));
    }

    private boolean readRoot() {
        if (!json.openObject(1)) {
            return false;
        }
        int owner = json.keys().newOwner();
        int seen = 0;
        for (boolean more = json.firstKey(); more; more = json.nextKey()) {
            int key = json.keyAmong(ROOT_KEYS);
            if (!isNew(seen, key, owner)) {
                return false;
            }
            seen |= bit(key);
            boolean read = isNull()
                    || switch (key) {
                        case 0 -> readSides();
                        case 1 -> readEvent();
                        case 2 -> readGroundTruth();
                        default -> json.skipValue(2, true);
                    };
            if (!read) {
                return false;
            }
        }
        return json.isWhole();
    }

    private boolean readSides() {
        if (!json.openObject(2)) {
            return false;
        }
        int owner = json.keys().newOwner();
        int seen = 0;
        for (boolean more = json.firstKey(); more; more = json.nextKey()) {
            int key = json.keyAmong(DATA_KEYS);
            if (!isNew(seen, key, owner)) {
                return false;
            }
            seen |= bit(key);
            boolean read = isNull()
                    || switch (key) {
                        case 0 -> readPayload(parts.input(), SIDE_DEPTH);
                        case 1 -> readPayload(parts.output(), SIDE_DEPTH);
                        case 2 -> readPayload(parts.batch(), SIDE_DEPTH);
                        default -> json.skipValue(3, true);
                    };
            if (!read) {
                return false;
            }
        }
        return json.isWhole();
    }

    /** A label decides nothing about its capture, so one of another shape is passed over. */
    private boolean readGroundTruth() {
        return json.next() == '{' ? readPayload(parts.groundTruth(), 2) : json.skipValue(2, true);
    }

    private boolean readPayload(CaptureParts.Payload payload, int depth) {
        if (!json.openObject(depth)) {
            return false;
        }
        payload.setPresent();
        int owner = json.keys().newOwner();
        int seen = 0;
        for (boolean more = json.firstKey(); more; more = json.nextKey()) {
            int key = json.keyAmong(SIDE_KEYS);
            if (!isNew(seen, key, owner)) {
                return false;
            }
            seen |= bit(key);
            boolean read = isNull()
                    || switch (key) {
                        // A payload may hold many rows: only the record limits it.
                        case 0 -> readMember(payload.data(), Integer.MAX_VALUE, depth);
                        case 1 -> readMember(payload.encoding(), limits.stringBytes(), depth);
                        case 2 -> readTextOrSkip(payload.contentType(), limits.stringBytes(), depth);
                        default -> json.skipValue(depth + 1, true);
                    };
            if (!read) {
                return false;
            }
        }
        return json.isWhole();
    }

    private boolean readEvent() {
        if (!json.openObject(2)) {
            return false;
        }
        int owner = json.keys().newOwner();
        int seen = 0;
        for (boolean more = json.firstKey(); more; more = json.nextKey()) {
            int key = json.keyAmong(EVENT_KEYS);
            if (!isNew(seen, key, owner)) {
                return false;
            }
            seen |= bit(key);
            boolean read = isNull()
                    || switch (key) {
                        case 0 -> readText(parts.eventId(), limits.stringBytes());
                        case 1 -> readText(parts.inferenceId(), limits.stringBytes());
                        case 2 -> readText(parts.inferenceTime(), limits.stringBytes());
                        case 3 -> readAttributes();
                        default -> json.skipValue(3, true);
                    };
            if (!read) {
                return false;
            }
        }
        return json.isWhole();
    }

    private boolean readMember(TextSlice slice, int maxBytes, int depth) {
        return depth == SIDE_DEPTH ? readText(slice, maxBytes) : readTextOrSkip(slice, maxBytes, depth);
    }

    /** Only a payload in Base64 needs its type, so a type that is no string harms no other. */
    private boolean readTextOrSkip(TextSlice slice, int maxBytes, int depth) {
        return json.next() == '"' ? readText(slice, maxBytes) : json.skipValue(depth + 1, true);
    }

    /** Notes the strings of an array; what is no string, or no array, is only checked. */
    private boolean readAttributes() {
        if (json.next() != '[') {
            return json.skipValue(3, true);
        }
        if (!json.take('[', "an array was expected")) {
            return false;
        }
        if (json.next() == ']') {
            return json.take(']', "a closing bracket was expected");
        }
        do {
            boolean isText = json.next() == '"';
            if (!(isText ? json.readString(limits.stringBytes()) : json.skipValue(4, true))) {
                return false;
            }
            if (isText) {
                parts.addAttribute(bytes, json.textFrom(), json.textTo(), json.firstEscape());
            }
        } while (json.takesComma());
        return json.take(']', "a comma or a closing bracket was expected");
    }

    private boolean readText(TextSlice slice, int maxBytes) {
        if (json.next() != '"') {
            return json.fail("a string was expected");
        }
        if (!json.readString(maxBytes)) {
            return false;
        }
        slice.set(bytes, json.textFrom(), json.textTo(), json.firstEscape());
        return true;
    }

    /** Reads a null, which stands for an absent value; false, without a fault and without moving, at anything else. */
    private boolean isNull() {
        return json.next() == 'n' && json.readLiteral();
    }

    /** Known keys are tracked by one bit each, which spares the usual record the table of keys. */
    private boolean isNew(int seen, int key, int owner) {
        if (key < 0) {
            return json.addKey(owner);
        }
        return (seen & bit(key)) == 0 || json.fail("duplicate key");
    }

    private static int bit(int key) {
        return key < 0 ? 0 : 1 << key;
    }
}
