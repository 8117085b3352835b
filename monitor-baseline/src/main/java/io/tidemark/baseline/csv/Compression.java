package io.tidemark.baseline.csv;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** How the bytes of a file are packed; told from its first bytes, or else from its name. */
public enum Compression {
    /** Not at all. */
    NONE("", new byte[0]),
    /** gzip (RFC 1952), members one after the other too. */
    GZIP(".gz", new byte[] {0x1f, (byte) 0x8b}),
    /** Zstandard (RFC 8878), with windows of at most 128 MiB. */
    ZSTD(".zst", new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd});

    /** Enough to tell all of them. */
    static final int MARK_BYTES = 4;

    private static final int BUFFER_BYTES = 1 << 16;

    private final String ending;

    @SuppressWarnings("ImmutableEnumChecker") // never handed out and never written to
    private final byte[] mark;

    Compression(String ending, byte[] mark) {
        this.ending = ending;
        this.mark = mark;
    }

    /** Tells by the first bytes of a file, at most {@link #MARK_BYTES}, and by its name. */
    static Compression of(byte[] firstBytes, String fileName) {
        for (Compression each : new Compression[] {GZIP, ZSTD}) {
            boolean isMarked = firstBytes.length >= each.mark.length
                    && Arrays.equals(firstBytes, 0, each.mark.length, each.mark, 0, each.mark.length);
            if (isMarked || fileName.toLowerCase(Locale.ROOT).endsWith(each.ending)) {
                return each;
            }
        }
        return NONE;
    }

    /** The unpacked bytes of a stream, which is closed if they cannot be. */
    InputStream unpacked(InputStream raw) throws IOException {
        try {
            return switch (this) {
                case NONE -> raw;
                case GZIP -> new GZIPInputStream(new BufferedInputStream(raw, BUFFER_BYTES), BUFFER_BYTES);
                case ZSTD -> zstd(raw);
            };
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private static InputStream zstd(InputStream raw) throws IOException {
        CountedInput counted = new CountedInput(raw);
        InputStream unpacked = new ZstdInputStreamNoFinalizer(new BufferedInputStream(counted, BUFFER_BYTES));
        return new RatioLimit(unpacked, counted);
    }
}
