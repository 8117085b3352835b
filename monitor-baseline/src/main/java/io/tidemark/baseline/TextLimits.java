package io.tidemark.baseline;

/**
 * How many distinct values of a column of texts are counted one by one.
 *
 * @param texts most distinct values
 * @param bytes most bytes of them together
 */
record TextLimits(int texts, long bytes) {
    private static final int MOST_DOMAIN = 100_000;
    private static final long MOST_BYTES = 8L << 20;
    private static final int LEAST_TEXTS = 1_024;
    private static final long LEAST_BYTES = 64L << 10;
    private static final long TEXTS_OF_ALL_COLUMNS = 4L << 20;
    private static final long BYTES_OF_ALL_COLUMNS = 128L << 20;

    /**
     * The limits for a table of so many columns: 255 tracked categories and a domain of 100,000 values with 8 MiB of
     * text; less from about 16 columns of long texts and 42 of short ones on, so that all columns together stay
     * bounded.
     */
    static TextLimits forColumns(int columns) {
        long texts = Math.max(LEAST_TEXTS, TEXTS_OF_ALL_COLUMNS / columns);
        long bytes = Math.max(LEAST_BYTES, BYTES_OF_ALL_COLUMNS / columns);
        return new TextLimits(
                (int) Math.min(CategoryCounter.TRACKED + MOST_DOMAIN, texts), Math.min(MOST_BYTES, bytes));
    }

    /** Whether one more text of this length may be put into the table. */
    boolean admits(TextTable table, int length) {
        return table.size() < texts && (long) table.textBytes() + length <= bytes;
    }
}
