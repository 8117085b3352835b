package io.tidemark.baseline.csv;

import io.tidemark.baseline.csv.CsvException.Place;
import java.util.Arrays;
import java.util.function.IntFunction;

/** Cuts the row at a place of the buffer into fields, and keeps where they are. */
final class RowScanner {
    static final int INCOMPLETE = -1;
    static final int MAX_FIELDS = 1 << 16;

    private final CsvBuffer buffer;
    private final CsvFormat format;
    private final IntFunction<Place> placeOf;
    private final long delimiterPattern;
    private final long quotePattern;

    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private boolean[] quotes = new boolean[64];
    private boolean anyQuoted;
    private boolean anyDoubled;
    private int fields;
    private int rowFrom;
    private long lineFeeds;

    /** {@code placeOf} tells line and column of a byte in the row that is scanned. */
    RowScanner(CsvBuffer buffer, CsvFormat format, IntFunction<Place> placeOf) {
        this.buffer = buffer;
        this.format = format;
        this.placeOf = placeOf;
        this.delimiterPattern = Swar.pattern(format.delimiter());
        this.quotePattern = Swar.pattern(format.quote());
    }

    int fields() {
        return fields;
    }

    int from(int i) {
        return starts[i];
    }

    int to(int i) {
        return ends[i];
    }

    boolean quoted(int i) {
        return anyQuoted && quotes[i];
    }

    /** Whether the row is a line without a byte. */
    boolean isBlank() {
        return fields == 1 && starts[0] == ends[0] && !quoted(0);
    }

    /** Line feeds of the row, its line break among them, 0 before the first row; the next call gives 0. */
    long takeLineFeeds() {
        long taken = lineFeeds;
        lineFeeds = 0;
        return taken;
    }

    /** Sets the line feeds of a row that could not be read to its end. */
    void skipLineFeeds(long count) {
        lineFeeds = count;
    }

    /**
     * Finds the fields of the row that starts at this index. Returns the index after its line break, or INCOMPLETE if
     * the buffer ends before the row does: then it is read on and scanned again from its start, which costs one row in
     * a mebibyte and leaves no state to carry over.
     *
     * <p>Per record and field, so long and on locals: eight bytes at once, and only delimiters handled as long as
     * nothing else stands in the word. Our own line feed at {@code limit} ends every search.
     */
    int scan(int row) {
        rowFrom = row;
        forgetQuotes();
        final byte[] bytes = buffer.bytes();
        final int limit = buffer.limit();
        final long delimiter = delimiterPattern;
        final long quote = quotePattern;
        int[] from = starts;
        int[] to = ends;
        int start = row;
        int at = start;
        int n = 0;
        while (true) {
            long word = Swar.word(bytes, at);
            long delimiters = Swar.matches(word, delimiter);
            long others = (Swar.matches(word, quote) | Swar.controls(word)) & ~delimiters;
            // All bits for no other; else those below the first other.
            long before = delimiters & (Long.lowestOneBit(others) - 1);
            if (n + Long.BYTES >= from.length) {
                growFields(n);
                from = starts;
                to = ends;
            }
            while (before != 0) {
                int end = at + Swar.first(before);
                from[n] = start;
                to[n++] = end;
                start = end + 1;
                before &= before - 1;
            }
            if (others == 0) {
                at += Long.BYTES;
                continue;
            }
            int found = at + Swar.first(others);
            byte value = bytes[found];
            if (value == '\n') {
                if (found == limit && !buffer.ended()) {
                    return INCOMPLETE;
                }
                from[n] = start;
                to[n] = found > start && bytes[found - 1] == '\r' ? found - 1 : found;
                return endOfRow(n + 1, found);
            }
            if (value == (byte) quote) {
                int close = closingQuote(start, found);
                if (close == INCOMPLETE) {
                    return INCOMPLETE;
                }
                from[n] = start + 1;
                to[n] = close;
                quotes[n++] = true;
                int after = close + 1;
                if (bytes[after] == (byte) delimiter) {
                    start = after + 1;
                    at = start;
                    continue;
                }
                return endAfterQuote(n, after);
            }
            if (value == 0) {
                throw CsvProblems.nul(placeOf.apply(found));
            }
            at = found + 1; // a tab, a carriage return or another control character: data
        }
    }

    private int endOfRow(int count, int lineFeed) {
        requireFew(count);
        fields = count;
        lineFeeds++;
        return Math.min(lineFeed + 1, buffer.limit());
    }

    /** Ends the row after a closing quote, or refuses what stands there. */
    private int endAfterQuote(int count, int after) {
        byte[] bytes = buffer.bytes();
        int lineFeed = bytes[after] == '\r' ? after + 1 : after;
        if (bytes[lineFeed] != '\n') {
            throw CsvProblems.textAfterQuote(placeOf.apply(after), format);
        }
        if (lineFeed == buffer.limit() && !buffer.ended()) {
            return INCOMPLETE;
        }
        return endOfRow(count, lineFeed);
    }

    /** Index of the quote that closes the one at {@code open}, or INCOMPLETE; counts line feeds on the way. */
    private int closingQuote(int start, int open) {
        if (open != start) {
            throw CsvProblems.quoteInside(placeOf.apply(open), format);
        }
        anyQuoted = true;
        byte[] bytes = buffer.bytes();
        int limit = buffer.limit();
        byte quote = (byte) format.quote();
        int at = open + 1;
        while (true) {
            long word = Swar.word(bytes, at);
            long marks = Swar.matches(word, quotePattern) | Swar.controls(word);
            if (marks == 0) {
                at += Long.BYTES;
                continue;
            }
            at += Swar.first(marks);
            if (bytes[at] == quote) {
                if (bytes[at + 1] != quote) {
                    return at;
                }
                anyDoubled = true;
                at++;
            } else if (at == limit) {
                return endInsideQuotes(open);
            } else if (bytes[at] == '\n') {
                lineFeeds++;
            } else if (bytes[at] == 0) {
                throw CsvProblems.nul(placeOf.apply(at));
            }
            at++;
        }
    }

    private int endInsideQuotes(int open) {
        if (!buffer.ended()) {
            return INCOMPLETE;
        }
        throw CsvProblems.neverClosed(placeOf.apply(open), format);
    }

    private void forgetQuotes() {
        if (anyQuoted) {
            Arrays.fill(quotes, false);
        }
        anyQuoted = false;
        anyDoubled = false;
        lineFeeds = 0;
    }

    private void growFields(int found) {
        requireFew(found);
        starts = Arrays.copyOf(starts, starts.length * 2);
        ends = Arrays.copyOf(ends, ends.length * 2);
        quotes = Arrays.copyOf(quotes, quotes.length * 2);
    }

    private void requireFew(int found) {
        if (found > MAX_FIELDS) {
            throw CsvProblems.tooManyFields(placeOf.apply(rowFrom), MAX_FIELDS);
        }
    }

    /** Makes each doubled quote one, in copies behind the bytes of the file. */
    void undoubleQuotes(int rowBytes) {
        if (!anyDoubled) {
            return;
        }
        byte quote = (byte) format.quote();
        buffer.resetScratch(rowBytes);
        for (int i = 0; i < fields; i++) {
            if (quotes[i] && Swar.count(buffer.bytes(), starts[i], ends[i], quotePattern) > 0) {
                starts[i] = buffer.undouble(starts[i], ends[i], quote);
                ends[i] = buffer.scratchEnd();
            }
        }
    }

    /** Points the fields back into the bytes of the file, whose distances are the true ones. */
    void restoreRawRanges() {
        if (anyDoubled) {
            scan(rowFrom);
        }
    }
}
