package io.tidemark.core.capture;

import java.util.Arrays;

/**
 * A forward reader over the bytes of one JSON text: strict JSON (RFC 8259) with bounded depth, lengths and number of
 * keys, and without duplicate keys. It makes no tree and no String; a reader asks for what it expects and takes byte
 * ranges. Every method that can fail returns false after noting a {@link Fault}, and none throws, whatever the bytes.
 *
 * <p>{@link #next} is the only method that passes over white space; the others start where it stopped.
 */
final class JsonCursor {
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final byte[] NAN = {'N', 'a', 'N'};
    private static final byte[] INFINITY = {'I', 'n', 'f', 'i', 'n', 'i', 't', 'y'};

    private final CaptureLimits limits;
    private final int maxDigits;
    private final boolean takesNonFinite;
    private final Fault fault;
    private final KeySet keys;

    private byte[] bytes = new byte[0];
    private int end;
    private int at;
    private int textFrom;
    private int textTo;
    private int firstEscape;
    private byte[] unescapedKey = new byte[0];
    private boolean keyIsUnescaped;
    private int unescapedKeyTo;

    private JsonCursor(CaptureLimits limits, int maxDigits, boolean takesNonFinite, Fault fault) {
        this.limits = limits;
        this.maxDigits = maxDigits;
        this.takesNonFinite = takesNonFinite;
        this.fault = fault;
        this.keys = new KeySet(limits.fieldsPerRow());
    }

    /** A cursor for the record around the payloads. */
    static JsonCursor overRecords(CaptureLimits limits, Fault fault) {
        return new JsonCursor(limits, limits.numberDigits(), false, fault);
    }

    /** A cursor for payloads: numbers as long as fields may be, and the tokens NaN, Infinity and -Infinity. */
    static JsonCursor overPayloads(CaptureLimits limits, Fault fault) {
        return new JsonCursor(limits, limits.stringBytes(), true, fault);
    }

    void reset(byte[] buffer, int from, int to) {
        bytes = buffer;
        at = from;
        end = to;
        keys.clear();
    }

    KeySet keys() {
        return keys;
    }

    int at() {
        return at;
    }

    /** Goes back to a position that {@link #at} gave. */
    void rewind(int position) {
        at = position;
    }

    /** Where the text read last begins: the inside of a string or key, or a whole number or literal. */
    int textFrom() {
        return textFrom;
    }

    /** One past the text read last. */
    int textTo() {
        return textTo;
    }

    /** The first backslash of the string or key read last, or -1. */
    int firstEscape() {
        return firstEscape;
    }

    /** Passes over white space; the character that follows, or -1 at the end. */
    int next() {
        int i = at;
        while (i < end) {
            byte c = bytes[i];
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                at = i;
                return c & 0xff;
            }
            i++;
        }
        at = i;
        return -1;
    }

    /** Takes one character after white space. */
    boolean take(char wanted, String otherwise) {
        if (next() != wanted) {
            return fail(otherwise);
        }
        at++;
        return true;
    }

    /** Takes a comma after white space; false, without a fault, if something else stands there. */
    boolean takesComma() {
        if (next() != ',') {
            return false;
        }
        at++;
        return true;
    }

    boolean fail(String what) {
        return fault.set(what, at);
    }

    boolean isWhole() {
        return !fault.isFound();
    }

    /** Enters an object. */
    boolean openObject(int depth) {
        return isWithin(depth) && take('{', "an object was expected");
    }

    /** Whether values may be nested this deep. */
    boolean isWithin(int depth) {
        return depth <= limits.depth() || fail("nested too deep");
    }

    /** Reads the first key of the object just entered; false if there is none, or after a fault. */
    boolean firstKey() {
        if (next() == '}') {
            at++;
            return false;
        }
        return readKey();
    }

    /** Reads the key of the next member; false at the end of the object, or after a fault. */
    boolean nextKey() {
        int c = next();
        if (c == '}') {
            at++;
            return false;
        }
        return take(',', "a comma or a closing brace was expected") && readKey();
    }

    private boolean readKey() {
        if (next() != '"') {
            return fail("a key was expected");
        }
        if (!readString(limits.nameBytes())) {
            return false;
        }
        keyIsUnescaped = firstEscape >= 0;
        if (keyIsUnescaped) {
            unescapedKey = unescapedKey.length == 0 ? new byte[limits.nameBytes()] : unescapedKey;
            unescapedKeyTo = JsonText.unescape(bytes, textFrom, firstEscape, textTo, unescapedKey, 0);
        }
        return take(':', "a colon was expected");
    }

    /** The place of the key read last among some names, or -1. */
    int keyAmong(KeyNames names) {
        return keyIsUnescaped ? names.find(unescapedKey, 0, unescapedKeyTo) : names.find(bytes, textFrom, textTo);
    }

    /** Notes the key read last as one of an object; false if the object has it already. */
    boolean addKey(int owner) {
        String problem = keyIsUnescaped
                ? keys.add(owner, unescapedKey, 0, unescapedKeyTo)
                : keys.add(owner, bytes, textFrom, textTo);
        return problem == null || fault.set(problem, textFrom);
    }

    /** Reads a string, at its quote. Its length counts escapes as they stand. */
    boolean readString(int maxBytes) {
        int from = at + 1;
        int escape = -1;
        int i = from;
        while (true) {
            i = ByteSearch.stringStop(bytes, i, end);
            if (i >= end) {
                return fail("a string has no end");
            }
            byte c = bytes[i];
            if (c == '"') {
                break;
            }
            if (c != '\\') {
                return fault.set("a control character stands in a string", i);
            }
            int after = JsonText.escapeEnd(bytes, i, end);
            if (after < 0) {
                return fault.set("a string holds an unknown escape", i);
            }
            escape = escape < 0 ? i : escape;
            i = after;
        }
        if (i - from > maxBytes) {
            return fail("a string is too long");
        }
        textFrom = from;
        textTo = i;
        firstEscape = escape;
        at = i + 1;
        return true;
    }

    /** Reads a number, at its first character. */
    boolean readNumber() {
        int from = at;
        int i = at < end && bytes[at] == '-' ? at + 1 : at;
        if (takesNonFinite && i < end && (bytes[i] == 'N' || bytes[i] == 'I')) {
            return readNonFinite(from, i);
        }
        int wholeEnd = digitsEnd(i);
        boolean valid = wholeEnd > i && (bytes[i] != '0' || wholeEnd == i + 1);
        int digits = wholeEnd - i;
        i = wholeEnd;
        if (valid && i < end && bytes[i] == '.') {
            int decimalsEnd = digitsEnd(i + 1);
            valid = decimalsEnd > i + 1;
            digits += decimalsEnd - i - 1;
            i = decimalsEnd;
        }
        if (valid && i < end && (bytes[i] | 0x20) == 'e') {
            int exponent = i + 1 < end && (bytes[i + 1] == '-' || bytes[i + 1] == '+') ? i + 2 : i + 1;
            i = digitsEnd(exponent);
            valid = i > exponent;
            digits += i - exponent;
        }
        if (!valid || digits > maxDigits) {
            return fail(valid ? "a number is too long" : "a value was expected");
        }
        return takeText(from, i);
    }

    private boolean readNonFinite(int from, int wordAt) {
        byte[] word = bytes[wordAt] == 'N' ? NAN : INFINITY;
        // Python writes -Infinity but never -NaN.
        return (startsWith(word, wordAt) && (word == INFINITY || wordAt == from))
                ? takeText(from, wordAt + word.length)
                : fail("a value was expected");
    }

    private int digitsEnd(int from) {
        int i = from;
        while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        return i;
    }

    /** Reads true, false or null, at its first letter. */
    boolean readLiteral() {
        byte[] word = bytes[at] == 't' ? TRUE : bytes[at] == 'f' ? FALSE : NULL;
        return startsWith(word, at) ? takeText(at, at + word.length) : fail("a value was expected");
    }

    private boolean startsWith(byte[] word, int from) {
        return end - from >= word.length && Arrays.equals(word, 0, word.length, bytes, from, from + word.length);
    }

    private boolean takeText(int from, int to) {
        textFrom = from;
        textTo = to;
        firstEscape = -1;
        at = to;
        return true;
    }

    /** Passes over one value of any kind, which is checked like any other but for its keys if they are not wanted. */
    boolean skipValue(int depth, boolean checkKeys) {
        return switch (next()) {
            case '"' -> readString(limits.stringBytes());
            case '{' -> skipObject(depth, checkKeys);
            case '[' -> skipArray(depth, checkKeys);
            case 't', 'f', 'n' -> readLiteral();
            case -1 -> fail("a value was expected");
            default -> readNumber();
        };
    }

    private boolean skipObject(int depth, boolean checkKeys) {
        if (!openObject(depth)) {
            return false;
        }
        int owner = checkKeys ? keys.newOwner() : 0;
        for (boolean more = firstKey(); more; more = nextKey()) {
            if ((checkKeys && !addKey(owner)) || !skipValue(depth + 1, checkKeys)) {
                return false;
            }
        }
        return isWhole();
    }

    private boolean skipArray(int depth, boolean checkKeys) {
        if (!isWithin(depth) || !take('[', "an array was expected")) {
            return false;
        }
        if (next() == ']') {
            at++;
            return true;
        }
        while (skipValue(depth + 1, checkKeys)) {
            if (next() == ']') {
                at++;
                return true;
            }
            if (!take(',', "a comma or a closing bracket was expected")) {
                return false;
            }
        }
        return false;
    }
}
