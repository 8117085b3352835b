package io.tidemark.core.capture;

import java.nio.charset.StandardCharsets;

/**
 * Reads the record around the payloads in one walk: keys in any order, each at most once, unknown ones passed over.
 * It only notes where things stand; what is missing or senseless is decided by {@link CaptureParser}.
 */
final class Envelope {
    private static final byte[][] ROOT_KEYS = names("captureData", "eventMetadata", "eventVersion");
    private static final byte[][] DATA_KEYS = names("endpointInput", "endpointOutput");
    private static final byte[][] SIDE_KEYS = names("observedContentType", "mode", "data", "encoding");
    private static final byte[][] EVENT_KEYS = names("eventId", "inferenceId", "inferenceTime", "customAttributes");

    private final CaptureLimits limits;
    private final JsonCursor json;
    private final TextSlice eventId = new TextSlice();
    private final TextSlice inferenceId = new TextSlice();
    private final TextSlice inferenceTime = new TextSlice();
    private final Side input = new Side();
    private final Side output = new Side();
    private byte[] bytes = new byte[0];

    /** One side of the capture. */
    static final class Side {
        private final TextSlice data = new TextSlice();
        private final TextSlice encoding = new TextSlice();
        private boolean present;

        boolean isPresent() {
            return present;
        }

        TextSlice data() {
            return data;
        }

        TextSlice encoding() {
            return encoding;
        }

        private void clear() {
            data.clear();
            encoding.clear();
            present = false;
        }
    }

    Envelope(CaptureLimits limits, Fault fault) {
        this.limits = limits;
        this.json = JsonCursor.overRecords(limits, fault);
    }

    TextSlice eventId() {
        return eventId;
    }

    TextSlice inferenceId() {
        return inferenceId;
    }

    TextSlice inferenceTime() {
        return inferenceTime;
    }

    Side input() {
        return input;
    }

    Side output() {
        return output;
    }

    /** Reads one record; false after noting a fault. */
    boolean read(byte[] buffer, int from, int to) {
        bytes = buffer;
        json.reset(buffer, from, to);
        eventId.clear();
        inferenceId.clear();
        inferenceTime.clear();
        input.clear();
        output.clear();
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
                        case 0 -> readSide(input);
                        case 1 -> readSide(output);
                        default -> json.skipValue(3, true);
                    };
            if (!read) {
                return false;
            }
        }
        return json.isWhole();
    }

    private boolean readSide(Side side) {
        if (!json.openObject(3)) {
            return false;
        }
        side.present = true;
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
                        case 2 -> readText(side.data, Integer.MAX_VALUE);
                        case 3 -> readText(side.encoding, limits.stringBytes());
                        default -> json.skipValue(4, true);
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
                        case 0 -> readText(eventId, limits.stringBytes());
                        case 1 -> readText(inferenceId, limits.stringBytes());
                        case 2 -> readText(inferenceTime, limits.stringBytes());
                        default -> json.skipValue(3, true);
                    };
            if (!read) {
                return false;
            }
        }
        return json.isWhole();
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

    private static byte[][] names(String... names) {
        byte[][] bytes = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            bytes[i] = names[i].getBytes(StandardCharsets.US_ASCII);
        }
        return bytes;
    }
}
