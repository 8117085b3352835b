package io.tidemark.core.capture;

/**
 * How much one record may ask of the parser. Whatever the input, time and memory are bounded by these.
 *
 * @param recordBytes largest record, in bytes; a larger one is {@link Rejection#OVERSIZE}
 * @param depth deepest nesting of JSON objects and arrays, counted for the record and for each payload; at most 512
 * @param fieldsPerRow most fields in one row, and most keys in one JSON object
 * @param nameBytes longest key, in bytes of UTF-8 without escapes
 * @param stringBytes longest string outside the payload and longest field inside it, in bytes
 * @param numberDigits longest number outside the payload, in digits; numbers of a payload are bounded as fields are
 */
public record CaptureLimits(
        int recordBytes, int depth, int fieldsPerRow, int nameBytes, int stringBytes, int numberDigits) {

    /** 1 MiB records, depth 64, 10,000 fields, names of 256 B, strings of 64 KiB, numbers of 64 digits. */
    public static final CaptureLimits DEFAULT = new CaptureLimits(1 << 20, 64, 10_000, 256, 1 << 16, 64);

    /** The walk is recursive; this many frames are safe on the smallest usual thread stack. */
    private static final int DEEPEST = 512;

    public CaptureLimits {
        requireInRange("recordBytes", recordBytes, 1 << 28);
        requireInRange("depth", depth, DEEPEST);
        requireInRange("fieldsPerRow", fieldsPerRow, 1 << 28);
        requireInRange("nameBytes", nameBytes, 1 << 28);
        requireInRange("stringBytes", stringBytes, 1 << 28);
        requireInRange("numberDigits", numberDigits, 1 << 28);
    }

    private static void requireInRange(String name, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(name + " = " + value + " is not in [1, " + max + "]");
        }
    }
}
