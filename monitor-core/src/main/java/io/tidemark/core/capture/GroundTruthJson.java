package io.tidemark.core.capture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the plain form of a label, {@code {"inferenceId":"a","label":1}}: keys in any order, each at most once, unknown
 * ones passed over. {@code label} is a value or an array of values, one per row; {@code labels} is the same.
 */
final class GroundTruthJson {
    private static final KeyNames KEYS =
            new KeyNames("inferenceId", "eventId", "label", "labels", "labelTime", "retracted", "endpoint");

    private final CaptureLimits limits;
    private final JsonCursor json;
    private byte[] bytes = new byte[0];
    private GroundTruthFields fields = new GroundTruthFields();

    GroundTruthJson(CaptureLimits limits, Fault fault) {
        this.limits = limits;
        this.json = JsonCursor.overPayloads(limits, fault);
    }

    /** Reads one record; false after noting a fault. */
    boolean read(byte[] buffer, int from, int to, GroundTruthFields into) {
        bytes = buffer;
        fields = into;
        json.reset(buffer, from, to);
        if (!json.openObject(1)) {
            return false;
        }
        int owner = json.keys().newOwner();
        String eventId = "";
        for (boolean more = json.firstKey(); more; more = json.nextKey()) {
            int key = json.keyAmong(KEYS);
            if (!json.addKey(owner)) {
                return false;
            }
            if (key == 1) {
                if (!readScalar()) {
                    return false;
                }
                eventId = text();
            } else if (!readMember(key)) {
                return false;
            }
        }
        if (into.joinId().isEmpty()) {
            into.setJoinId(eventId);
        }
        return json.isWhole() && (json.next() < 0 || json.fail("text follows the record"));
    }

    private boolean readMember(int key) {
        if (key == 2 || key == 3) {
            return readValues();
        }
        if (key < 0) {
            return json.skipValue(2, true);
        }
        if (!readScalar()) {
            return false;
        }
        switch (key) {
            case 0 -> fields.setJoinId(text());
            case 4 -> fields.setLabelTime(text());
            case 6 -> fields.setEndpoint(text());
            default -> {
                fields.setRetracted(text().equals("true"));
                return fields.isRetracted()
                        || text().isEmpty()
                        || text().equals("false")
                        || json.fail("retracted is no boolean");
            }
        }
        return true;
    }

    private boolean readValues() {
        if (json.next() != '[') {
            return readScalar() && addValue();
        }
        if (!json.take('[', "an array was expected")) {
            return false;
        }
        if (json.next() == ']') {
            return json.take(']', "a closing bracket was expected");
        }
        do {
            if (!readScalar() || !addValue()) {
                return false;
            }
        } while (json.takesComma());
        return json.take(']', "a comma or a closing bracket was expected");
    }

    private boolean addValue() {
        return fields.values().add(text());
    }

    private boolean readScalar() {
        return switch (json.next()) {
            case '"' -> json.readString(limits.stringBytes());
            case 't', 'f', 'n' -> json.readLiteral();
            case '{', '[' -> json.fail("a value was expected, not an object or array");
            default -> json.readNumber();
        };
    }

    /** The value read last; empty for null. */
    private String text() {
        int from = json.textFrom();
        int to = json.textTo();
        boolean isText = from > 0 && bytes[from - 1] == '"';
        if (!isText && bytes[from] == 'n') {
            return "";
        }
        if (json.firstEscape() < 0) {
            return new String(bytes, from, to - from, StandardCharsets.UTF_8);
        }
        byte[] plain = Arrays.copyOfRange(bytes, from, to);
        int end = JsonText.unescape(plain, 0, json.firstEscape() - from, plain.length, plain, 0);
        return new String(plain, 0, end, StandardCharsets.UTF_8);
    }
}
