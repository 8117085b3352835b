package io.tidemark.replay;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * A file in a zip file, as the directory describes it.
 *
 * @param name its path in the archive
 * @param method how it is packed
 * @param sizes what it claims to hold; more or other bytes than these are an error
 * @param begin where its own header begins in the archive
 */
record ZippedFile(String name, int method, Sizes sizes, long begin) implements Part {
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int HEADER_BYTES = 30;
    private static final int BUFFER = 64 * 1024;

    /** Sizes in bytes and the CRC-32 of the unpacked bytes. */
    record Sizes(long packed, long unpacked, long crc) {}

    boolean isReadable() {
        return method == DEFLATED || (method == STORED && sizes.packed() == sizes.unpacked());
    }

    /** The first byte that the next entry can begin at. */
    long leastEnd() {
        return begin + HEADER_BYTES + sizes.packed();
    }

    /** The unpacked bytes. */
    @Override
    public InputStream open(Path archive) throws IOException {
        FileChannel channel = FileChannel.open(archive, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        try {
            channel.position(begin);
            InputStream in = Channels.newInputStream(channel);
            byte[] header = in.readNBytes(HEADER_BYTES);
            if (header.length < HEADER_BYTES || header[0] != 'P' || header[1] != 'K' || header[2] != 3) {
                throw new ZipException(archive + ": the entry '" + name + "' is not where the directory says");
            }
            channel.position(begin + HEADER_BYTES + unsigned(header, 26) + unsigned(header, 28));
            InputStream packed = new BufferedInputStream(new Bounded(in, sizes.packed()), BUFFER);
            return new Checked(method == STORED ? packed : inflated(packed), sizes);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public String nameIn(Path archive) {
        return archive + "!/" + name;
    }

    private static int unsigned(byte[] bytes, int at) {
        return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << Byte.SIZE;
    }

    /** An inflater that is given to its stream is not ended with it. */
    private static InputStream inflated(InputStream packed) {
        Inflater inflater = new Inflater(true);
        return new InflaterInputStream(packed, inflater, BUFFER) {
            @Override
            public void close() throws IOException {
                super.close();
                inflater.end();
            }
        };
    }

    /** A stream that is filtered in blocks; a single byte is a block of one. */
    private abstract static class ByBlocks extends FilterInputStream {
        ByBlocks(InputStream in) {
            super(in);
        }

        @Override
        public final int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public abstract int read(byte[] into, int from, int length) throws IOException;
    }

    /** The first bytes of a stream. */
    private static final class Bounded extends ByBlocks {
        private long left;

        Bounded(InputStream in, long bytes) {
            super(in);
            this.left = bytes;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = in.read(into, from, (int) Math.min(left, length));
            left -= Math.max(0, read);
            return read;
        }
    }

    /** Fails at the first byte beyond the size that was claimed, and at the end if bytes are missing or others. */
    private static final class Checked extends ByBlocks {
        private final Sizes sizes;
        private final CRC32 crc = new CRC32();
        private long bytes;

        Checked(InputStream in, Sizes sizes) {
            super(in);
            this.sizes = sizes;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = in.read(into, from, length);
            if (read > 0) {
                bytes += read;
                crc.update(into, from, read);
            }
            boolean isWrong =
                    read < 0 ? bytes != sizes.unpacked() || crc.getValue() != sizes.crc() : bytes > sizes.unpacked();
            if (isWrong) {
                throw new ZipException("the entry holds other bytes than the directory of the zip file says");
            }
            return read;
        }
    }
}
