package io.tidemark.replay;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;

/**
 * Unpacks gzip and Zstandard, told by the first bytes and not by the name, within limits that are looked at while the
 * bytes come. gzip files of several members and Zstandard files of several frames are read whole.
 */
final class Unpacking {
    private static final int BUFFER = 64 * 1024;
    private static final int MARK_BYTES = 4;
    private static final int GZIP_MARK = 0x1f8b;
    private static final int ZSTD_MARK = 0x28b52ffd;

    private Unpacking() {}

    /** The unpacked bytes of a stream; what is not packed comes as it is. */
    static InputStream of(InputStream raw, ArchiveLimits limits) throws IOException {
        PushbackInputStream in = new PushbackInputStream(raw, MARK_BYTES);
        byte[] first = in.readNBytes(MARK_BYTES);
        in.unread(first);
        int mark = 0;
        for (int i = 0; i < MARK_BYTES; i++) {
            mark = mark << Byte.SIZE | (i < first.length ? first[i] & 0xff : 0);
        }
        boolean isGzip = mark >>> Short.SIZE == GZIP_MARK;
        if (!isGzip && mark != ZSTD_MARK) {
            return in;
        }
        Counted packed = new Counted(in);
        InputStream unpacked = isGzip ? new GZIPInputStream(packed, BUFFER) : new ZstdInputStreamNoFinalizer(packed);
        return new Limited(unpacked, packed, limits);
    }

    /** Counts what is read. */
    private static final class Counted extends FilterInputStream {
        private long bytes;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            bytes += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            bytes += Math.max(0, read);
            return read;
        }
    }

    /** Fails once more comes out than the limits allow for what went in. */
    private static final class Limited extends FilterInputStream {
        private final Counted packed;
        private final ArchiveLimits limits;
        private long bytes;

        Limited(InputStream unpacked, Counted packed, ArchiveLimits limits) {
            super(unpacked);
            this.packed = packed;
            this.limits = limits;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int more) throws IOException {
            bytes += more;
            String excess = limits.excess(packed.bytes, bytes);
            if (!excess.isEmpty()) {
                throw new IOException("the file " + excess);
            }
        }
    }
}
