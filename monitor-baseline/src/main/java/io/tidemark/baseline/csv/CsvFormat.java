package io.tidemark.baseline.csv;

/**
 * How the bytes of a table are cut into rows and fields.
 *
 * <p>Rows end with {@code \n} or {@code \r\n}; a carriage return anywhere else in an unquoted field is data. A field
 * whose first byte is the quote runs to the closing quote and may hold delimiters, line breaks and doubled quotes.
 *
 * @param delimiter between two fields: one ASCII character, no line break, not the quote
 * @param quote around fields that hold a delimiter, a quote or a line break: one printable ASCII character
 * @param maxRowBytes bytes of the longest row that is accepted, its line break included, from 1 to 2^29; it
 *     bounds the memory of a reader
 */
public record CsvFormat(char delimiter, char quote, int maxRowBytes) {
    private static final int DEFAULT_MAX_ROW_BYTES = 1 << 24;
    private static final int LARGEST_MAX_ROW_BYTES = 1 << 29;

    /** Refuses characters that cannot separate or enclose fields. */
    public CsvFormat {
        if (delimiter == 0 || delimiter > 0x7e || delimiter == '\n' || delimiter == '\r' || delimiter == quote) {
            throw new IllegalArgumentException(
                    "delimiter = U+%04X is not an ASCII character apart from line breaks and the quote"
                            .formatted((int) delimiter));
        }
        if (quote <= ' ' || quote > 0x7e) {
            throw new IllegalArgumentException("quote = U+%04X is not printable ASCII".formatted((int) quote));
        }
        if (maxRowBytes < 1 || maxRowBytes > LARGEST_MAX_ROW_BYTES) {
            throw new IllegalArgumentException(
                    "maxRowBytes = " + maxRowBytes + " is not in [1, " + LARGEST_MAX_ROW_BYTES + "]");
        }
    }

    /** Comma, double quote and rows of at most 16 MiB (RFC 4180, section 2). */
    public static CsvFormat rfc4180() {
        return new CsvFormat(',', '"', DEFAULT_MAX_ROW_BYTES);
    }

    /** This format with another character between the fields, a tab for example. */
    public CsvFormat withDelimiter(char other) {
        return new CsvFormat(other, quote, maxRowBytes);
    }

    /** This format with another bound on the bytes of a row. */
    public CsvFormat withMaxRowBytes(int other) {
        return new CsvFormat(delimiter, quote, other);
    }
}
