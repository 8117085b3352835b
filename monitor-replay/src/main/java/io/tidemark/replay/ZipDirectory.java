package io.tidemark.replay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads and judges the directory at the end of a zip file. Everything an entry claims is checked before one byte is
 * unpacked: how many there are, their names, that none is a link or encrypted, their sizes and that none shares the
 * bytes of another. Source of the layout: PKWARE's APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
 */
final class ZipDirectory {
    private static final int END_MARK = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int MOST_COMMENT = 0xffff;
    private static final int ENTRY_MARK = 0x02014b50;
    private static final int ENTRY_BYTES = 46;
    private static final long DIRECTORY_BYTES_PER_ENTRY = 2_048;
    private static final long BEYOND_32_BITS = 0xffff_ffffL;
    private static final int UNIX = 3;
    private static final int TYPE_MASK = 0xf000;
    private static final int LINK = 0xa000;

    private final Path file;
    private final ArchiveLimits limits;
    private final List<ZippedFile> entries = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private ZipDirectory(Path file, ArchiveLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    /**
     * Lists the files of a zip file in the order of its directory; folders are left out.
     *
     * @throws IOException if it cannot be read, is damaged, or asks for more than the limits allow; the message
     *     names it
     */
    static List<ZippedFile> filesOf(Path file, ArchiveLimits limits) throws IOException {
        ZipDirectory directory = new ZipDirectory(file, limits);
        try (FileChannel channel = FileChannel.open(file)) {
            directory.read(channel);
        }
        return List.copyOf(directory.entries);
    }

    private void read(FileChannel channel) throws IOException {
        long size = channel.size();
        ByteBuffer tail = bytes(channel, Math.max(0, size - END_BYTES - MOST_COMMENT), size);
        int end = endIn(tail);
        int count = tail.getShort(end + 10) & 0xffff;
        long length = tail.getInt(end + 12) & BEYOND_32_BITS;
        long begin = tail.getInt(end + 16) & BEYOND_32_BITS;
        if (count > limits.entries() || length > limits.entries() * DIRECTORY_BYTES_PER_ENTRY) {
            throw refused(limits.tooManyEntries());
        }
        if (begin + length != size - tail.limit() + end) {
            throw refused("its directory is damaged");
        }
        ByteBuffer directory = bytes(channel, begin, begin + length);
        while (directory.hasRemaining()) {
            readEntry(directory);
        }
        if (names.size() != count) {
            throw refused("its directory is damaged");
        }
        requireWithinLimits(begin);
    }

    /** The last mark in the file must be the end; a mark inside a comment could hide another directory. */
    private int endIn(ByteBuffer tail) throws IOException {
        for (int at = tail.limit() - END_BYTES; at >= 0; at--) {
            if (tail.getInt(at) == END_MARK) {
                int comment = tail.getShort(at + 20) & 0xffff;
                if (at + END_BYTES + comment == tail.limit()) {
                    return at;
                }
                break;
            }
        }
        throw refused("it is no zip file, or is cut off");
    }

    private void readEntry(ByteBuffer directory) throws IOException {
        int at = directory.position();
        if (directory.remaining() < ENTRY_BYTES || directory.getInt(at) != ENTRY_MARK) {
            throw refused("its directory is damaged");
        }
        int nameBytes = directory.getShort(at + 28) & 0xffff;
        int following = nameBytes + (directory.getShort(at + 30) & 0xffff) + (directory.getShort(at + 32) & 0xffff);
        if (directory.remaining() - ENTRY_BYTES < following) {
            throw refused("its directory is damaged");
        }
        String name = StandardCharsets.UTF_8
                .decode(directory.slice(at + ENTRY_BYTES, nameBytes))
                .toString();
        requireSafe(name);
        directory.position(at + ENTRY_BYTES + following);
        ZippedFile entry = new ZippedFile(
                name,
                directory.getShort(at + 10) & 0xffff,
                new ZippedFile.Sizes(
                        directory.getInt(at + 20) & BEYOND_32_BITS,
                        directory.getInt(at + 24) & BEYOND_32_BITS,
                        directory.getInt(at + 16) & BEYOND_32_BITS),
                directory.getInt(at + 42) & BEYOND_32_BITS);
        requireReadable(entry, directory.getShort(at + 8) & 0xffff);
        boolean isUnix = (directory.getShort(at + 4) & 0xffff) >>> Byte.SIZE == UNIX;
        if (isUnix && (directory.getInt(at + 38) >>> Short.SIZE & TYPE_MASK) == LINK) {
            throw refused("the entry '" + name + "' is a link");
        }
        if (!name.endsWith("/")) {
            entries.add(entry);
        }
    }

    private void requireSafe(String name) throws IOException {
        boolean isBad = name.isEmpty()
                || name.startsWith("/")
                || name.indexOf('\\') >= 0
                || name.indexOf(':') >= 0
                || name.chars().anyMatch(Character::isISOControl)
                || List.of(name.split("/", -1)).contains("..");
        if (isBad) {
            String shown = name.codePoints()
                    .map(each -> Character.isISOControl(each) ? '?' : each)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            throw refused("the entry '" + shown + "' has a name that could lead out of a folder (absolute, '..', '\\',"
                    + " ':' or control characters)");
        }
        if (!names.add(name)) {
            throw refused("the entry '" + name + "' is there twice");
        }
    }

    private void requireReadable(ZippedFile entry, int flags) throws IOException {
        boolean isZip64 = entry.sizes().packed() == BEYOND_32_BITS
                || entry.sizes().unpacked() == BEYOND_32_BITS
                || entry.begin() == BEYOND_32_BITS;
        if (isZip64) {
            throw refused("the entry '" + entry.name() + "' needs zip64, which is not read; pack it with gzip or zstd");
        }
        if ((flags & 1) != 0 || !entry.isReadable()) {
            throw refused("the entry '" + entry.name() + "' is encrypted or packed by method " + entry.method()
                    + "; only stored and deflated entries are read");
        }
    }

    private void requireWithinLimits(long directoryBegin) throws IOException {
        List<ZippedFile> inOrder = new ArrayList<>(entries);
        inOrder.sort(Comparator.comparingLong(ZippedFile::begin));
        long free = 0;
        long packed = 0;
        long unpacked = 0;
        for (ZippedFile entry : inOrder) {
            if (entry.begin() < free || entry.leastEnd() > directoryBegin) {
                throw refused("the entry '" + entry.name() + "' shares bytes with another, as in an archive bomb");
            }
            free = entry.leastEnd();
            packed += entry.sizes().packed();
            unpacked += entry.sizes().unpacked();
        }
        String excess = limits.excess(packed, unpacked);
        if (!excess.isEmpty()) {
            throw refused("it " + excess);
        }
    }

    private static ByteBuffer bytes(FileChannel channel, long from, long to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(to - from)).order(ByteOrder.LITTLE_ENDIAN);
        int read = 0;
        while (buffer.hasRemaining() && read >= 0) {
            read = channel.read(buffer, from + buffer.position());
        }
        return buffer.flip();
    }

    private IOException refused(String why) {
        return new IOException(file + ": " + why);
    }
}
