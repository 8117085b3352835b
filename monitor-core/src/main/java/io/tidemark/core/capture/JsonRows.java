package io.tidemark.core.capture;

/**
 * JSON text to rows; which shapes are read, and as which rows, is in the story of this package. Escapes inside strings
 * and names are removed in place, so the buffer must be ours if it holds backslashes.
 */
final class JsonRows {
    private static final KeyNames BATCH_KEYS = new KeyNames("instances", "predictions");
    private static final KeyNames FEATURES_KEY = new KeyNames("features");

    private final CaptureLimits limits;
    private final Fault fault;
    private final JsonCursor json;
    private byte[] bytes = new byte[0];
    private FieldTable table = new FieldTable();

    JsonRows(CaptureLimits limits, Fault fault) {
        this.limits = limits;
        this.fault = fault;
        this.json = JsonCursor.overPayloads(limits, fault);
    }

    /** Reads one document, or several with line feeds between them. Blank text has no rows. */
    boolean read(byte[] buffer, int from, int to, FieldTable into) {
        bytes = buffer;
        table = into;
        json.reset(buffer, from, to);
        while (json.next() >= 0) {
            if (!readDocument()) {
                return false;
            }
            int documentEnd = json.at();
            if (json.next() >= 0 && ByteSearch.indexOf(bytes, documentEnd, json.at(), '\n') == json.at()) {
                return json.fail("text follows the payload");
            }
        }
        return true;
    }

    private boolean readDocument() {
        int start = json.at();
        return switch (json.next()) {
            case '{' -> {
                if (entersSoleArray(1, BATCH_KEYS)) {
                    yield readRows(2, true) && json.take('}', "a closing brace was expected");
                }
                json.rewind(start);
                yield json.isWhole() && readObject(1);
            }
            case '[' -> readRows(1, false);
            default -> readScalar(1);
        };
    }

    /**
     * Looks whether the object here has one member only, of one of these names and with an array; if so, stops at the
     * array. The look-ahead reads the array once more, which costs less than undoing rows would complicate.
     */
    private boolean entersSoleArray(int depth, KeyNames names) {
        boolean candidate =
                json.openObject(depth) && json.firstKey() && json.keyAmong(names) >= 0 && json.next() == '[';
        if (!candidate) {
            return false;
        }
        int arrayAt = json.at();
        boolean sole = json.skipValue(depth + 1, false) && json.next() == '}';
        json.rewind(arrayAt);
        return sole;
    }

    /** Reads the elements of an array as rows; or, if the first is a scalar and scalars are no rows, as one row. */
    private boolean readRows(int depth, boolean scalarsAreRows) {
        int start = json.at();
        if (!json.isWithin(depth) || !json.take('[', "an array was expected")) {
            return false;
        }
        int first = json.next();
        if (first == ']') {
            json.rewind(json.at() + 1);
            return true;
        }
        if (!isContainer(first) && !scalarsAreRows) {
            json.rewind(start);
            return readPositional(depth);
        }
        do {
            int c = json.next();
            boolean sameShape = c == first || (!isContainer(first) && !isContainer(c));
            if (!sameShape) {
                return json.fail("rows of different shapes");
            }
            boolean read =
                    c == '{' ? readObject(depth + 1) : c == '[' ? readPositional(depth + 1) : readScalar(depth + 1);
            if (!read) {
                return false;
            }
        } while (json.takesComma());
        return json.take(']', "a comma or a closing bracket was expected");
    }

    private static boolean isContainer(int c) {
        return c == '{' || c == '[';
    }

    /** A row from an object: its members, or the elements of its only member "features". */
    private boolean readObject(int depth) {
        int start = json.at();
        if (entersSoleArray(depth, FEATURES_KEY)) {
            return readPositional(depth + 1) && json.take('}', "a closing brace was expected");
        }
        json.rewind(start);
        return json.isWhole() && readNamed(depth);
    }

    private boolean readNamed(int depth) {
        if (!startsRow(true) || !json.openObject(depth)) {
            return false;
        }
        int owner = json.keys().newOwner();
        for (boolean more = json.firstKey(); more; more = json.nextKey()) {
            if (!json.addKey(owner)) {
                return false;
            }
            table.nameNext(json.textFrom(), unescapedTextEnd());
            if (!readField(depth + 1)) {
                return false;
            }
        }
        table.endRow();
        return json.isWhole();
    }

    private boolean readPositional(int depth) {
        if (!startsRow(false) || !json.isWithin(depth) || !json.take('[', "an array was expected")) {
            return false;
        }
        if (json.next() != ']') {
            do {
                if (!readField(depth + 1)) {
                    return false;
                }
            } while (json.takesComma());
        }
        table.endRow();
        return json.take(']', "a comma or a closing bracket was expected");
    }

    private boolean readScalar(int depth) {
        if (!startsRow(false) || !readField(depth)) {
            return false;
        }
        table.endRow();
        return true;
    }

    private boolean startsRow(boolean named) {
        json.keys().clear();
        return table.startRow(named) || json.fail("rows with and without names");
    }

    private boolean readField(int depth) {
        if (table.fieldsInRow() >= limits.fieldsPerRow()) {
            return json.fail("a row has too many fields");
        }
        int c = json.next();
        return switch (c) {
            case '"' -> json.readString(limits.stringBytes()) && add(FieldKind.JSON_STRING);
            case '{', '[' -> readNested(depth);
            case 't', 'f' -> json.readLiteral() && add(FieldKind.JSON_BOOLEAN);
            case 'n' -> json.readLiteral() && add(FieldKind.JSON_NULL);
            default -> json.readNumber() && add(FieldKind.JSON_NUMBER);
        };
    }

    private boolean add(FieldKind kind) {
        table.add(kind, json.textFrom(), unescapedTextEnd());
        return true;
    }

    private boolean readNested(int depth) {
        int start = json.at();
        if (!json.skipValue(depth, true)) {
            return false;
        }
        if (json.at() - start > limits.stringBytes()) {
            return fault.set("a nested value is too long", start);
        }
        table.add(FieldKind.JSON_NESTED, start, json.at());
        return true;
    }

    /** Removes the escapes of the text read last, if any; one past its end. */
    private int unescapedTextEnd() {
        int from = json.textFrom();
        return json.firstEscape() < 0
                ? json.textTo()
                : JsonText.unescape(bytes, from, json.firstEscape(), json.textTo(), bytes, from);
    }
}
