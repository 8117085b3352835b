package io.tidemark.baseline.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A file cut into ranges of whole rows, so that each can be read by a thread of its own.
 *
 * <p>The ranges stand next to each other and hold every data row once. In a table that is accepted each quote opens,
 * closes or is one of a pair, so a line feed ends a row exactly if the number of quotes before it is even: one pass
 * counts the quotes, eight bytes at once, up to the last cut, a fraction of the
 * cost of reading the rows. If the table is not accepted, the cuts after the first
 * mistake may be wrong, but that mistake lies in a range that starts right and its reader meets it: <b>of the
 * problems that ranges report, the one of the lowest range is the one a single reader would have reported</b>.
 *
 * @param header of the file
 * @param ranges in the order of the file, 1 or more, possibly without a row
 */
public record CsvSplits(CsvHeader header, List<CsvRange> ranges) {
    private static final int CHUNK_BYTES = 1 << 20;

    /** Copies the ranges. */
    public CsvSplits {
        ranges = List.copyOf(ranges);
    }

    /**
     * Reads the header and cuts what follows into at most this many ranges of about the same size; a file that is
     * not seekable is one range, since it can only be read from its start.
     *
     * @param parts wanted, 1 or more; fewer come if rows are longer than a part
     */
    public static CsvSplits of(CsvInput input, CsvFormat format, int parts) {
        if (parts < 1) {
            throw new IllegalArgumentException("parts = " + parts + " is not in [1, 2^31)");
        }
        try (CsvRows rows = new CsvRows(input.open(), input.name(), format)) {
            CsvHeader header = rows.readHeader();
            return of(input, format, parts, header, rows.endOffset());
        }
    }

    /** The same, where a table without a row of names is read under the names of the options. */
    public static CsvSplits of(CsvInput input, CsvOptions options, int parts) {
        return options.columns().isEmpty()
                ? of(input, options.format(), parts)
                : of(input, options.format(), parts, CsvHeader.given(input.name(), options.columns()), 0);
    }

    private static CsvSplits of(CsvInput input, CsvFormat format, int parts, CsvHeader header, long from) {
        List<Long> cuts = new ArrayList<>(List.of(from));
        if (parts > 1 && input.isSeekable()) {
            cut(input, format, parts, cuts);
        }
        return new CsvSplits(header, between(cuts, input, format, header.size()));
    }

    private static List<CsvRange> between(List<Long> cuts, CsvInput input, CsvFormat format, int columns) {
        List<CsvRange> ranges = new ArrayList<>();
        for (int i = 0; i < cuts.size(); i++) {
            long to = i + 1 < cuts.size() ? cuts.get(i + 1) : Long.MAX_VALUE;
            ranges.add(new CsvRange(input, format, columns, cuts.get(i), to));
        }
        return ranges;
    }

    private static void cut(CsvInput input, CsvFormat format, int parts, List<Long> cuts) {
        long first = cuts.get(0);
        double step = (input.size() - first) / (double) parts;
        try (InputStream in = input.open()) {
            in.skipNBytes(first);
            Scan scan = new Scan(in, first, format.quote());
            for (int part = 1; part < parts; part++) {
                long cut = scan.rowStartAfter(first + (long) (part * step));
                if (cut < input.size() && cut > cuts.get(cuts.size() - 1)) {
                    cuts.add(cut);
                }
            }
        } catch (IOException e) {
            throw CsvProblems.unreadable(input.name(), first, e);
        }
    }

    /** Walks over the file once and knows whether it is inside quotes. */
    private static final class Scan {
        private final InputStream in;
        private final char quote;
        private final byte[] chunk = new byte[CHUNK_BYTES];
        private long chunkOffset;
        private int length;
        private int at;
        private boolean inside;

        Scan(InputStream in, long offset, char quote) {
            this.in = in;
            this.chunkOffset = offset;
            this.quote = quote;
        }

        /** Offset of the first row that starts behind the target and behind earlier answers, or the file's end. */
        long rowStartAfter(long target) throws IOException {
            while (chunkOffset + at < target && hasMore()) {
                int to = (int) Math.min(length, target - chunkOffset);
                inside ^= (Swar.count(chunk, at, to, Swar.pattern(quote)) & 1) != 0;
                at = to;
            }
            boolean ended = false;
            while (!ended && hasMore()) {
                byte value = chunk[at++];
                inside ^= value == (byte) quote;
                ended = value == '\n' && !inside;
            }
            return chunkOffset + at;
        }

        private boolean hasMore() throws IOException {
            if (at == length) {
                chunkOffset += length;
                length = in.readNBytes(chunk, 0, chunk.length);
                at = 0;
            }
            return at < length;
        }
    }
}
