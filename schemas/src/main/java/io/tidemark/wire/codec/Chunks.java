package io.tidemark.wire.codec;

import io.tidemark.wire.avro.ActivationKind;
import io.tidemark.wire.avro.BaselineChunk;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A file under its hash, compressed and cut into pieces.
 *
 * @param kind of what file
 * @param noun how messages call it
 */
record Chunks(ActivationKind kind, String noun) {
    /** Writes a file. */
    @FunctionalInterface
    interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Reads a file. */
    @FunctionalInterface
    interface Reader<T> {
        T read(InputStream in, String source) throws IOException;
    }

    /** Returns the pieces in order, at least one. */
    List<BaselineChunk> split(String hash, Writer file) {
        byte[] compressed = compress(file);
        int most = BaselineChunks.MAX_BYTES;
        int count = Math.max(1, (compressed.length + most - 1) / most);
        List<BaselineChunk> chunks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] content = Arrays.copyOfRange(compressed, i * most, Math.min(compressed.length, (i + 1) * most));
            chunks.add(new BaselineChunk(hash, i, count, ByteBuffer.wrap(content), kind));
        }
        return chunks;
    }

    /**
     * Returns the file of its pieces, in any order; the same piece twice is taken once.
     *
     * @throws IllegalArgumentException if a piece is missing or of another file
     */
    <T> T join(Collection<BaselineChunk> chunks, Reader<T> reader) {
        Map<Integer, BaselineChunk> byIndex = requireComplete(chunks);
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        byIndex.values().forEach(chunk -> compressed.writeBytes(Buffers.bytes(chunk.getContent())));
        String source = source(byIndex.values());
        try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed.toByteArray()))) {
            return reader.read(gzip, source);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    source + ": damaged gzip (" + e.getMessage() + "): publish the " + noun + " again", e);
        }
    }

    /** Refuses a content that has another hash than its pieces name. */
    void requireHash(Collection<BaselineChunk> chunks, String hash) {
        if (!chunks.iterator().next().getHash().equals(hash)) {
            throw new IllegalArgumentException(source(chunks) + ": the content is of another " + noun + ", " + hash
                    + ": publish the " + noun + " again");
        }
    }

    private String source(Collection<BaselineChunk> chunks) {
        BaselineChunk first = chunks.iterator().next();
        return noun + " " + first.getHash() + " in " + first.getCount() + " chunks";
    }

    private Map<Integer, BaselineChunk> requireComplete(Collection<BaselineChunk> chunks) {
        if (chunks.isEmpty()) {
            throw new IllegalArgumentException("a " + noun + " has at least one chunk, found none");
        }
        BaselineChunk first = chunks.iterator().next();
        chunks.forEach(chunk -> requireSame(first, chunk));
        return Parts.complete(
                chunks,
                BaselineChunk::getIndex,
                first.getCount(),
                i -> noun + " " + first.getHash() + ": chunk " + i + " of " + first.getCount()
                        + " is missing: publish the " + noun + " again");
    }

    private void requireSame(BaselineChunk first, BaselineChunk chunk) {
        if (chunk.getKind() != kind) {
            throw new IllegalArgumentException(
                    "chunk of " + chunk.getHash() + " is of a file of kind " + chunk.getKind() + ", not of a " + noun);
        }
        if (!chunk.getHash().equals(first.getHash()) || chunk.getCount() != first.getCount()) {
            throw new IllegalArgumentException("chunks of two " + noun + "s: " + first.getHash() + " in "
                    + first.getCount() + " chunks and " + chunk.getHash() + " in " + chunk.getCount());
        }
    }

    private static byte[] compress(Writer file) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            file.writeTo(gzip);
        } catch (IOException e) {
            throw new UncheckedIOException("a stream in memory cannot fail", e);
        }
        return bytes.toByteArray();
    }
}
