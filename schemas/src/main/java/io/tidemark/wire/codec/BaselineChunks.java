package io.tidemark.wire.codec;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.wire.avro.BaselineChunk;
import io.tidemark.wire.json.BaselineJson;
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
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A baseline as records: its file, compressed and cut into pieces. */
public final class BaselineChunks {
    /** Most bytes of one piece. */
    public static final int MAX_BYTES = 256 * 1024;

    private BaselineChunks() {}

    /** Returns the pieces in order, at least one. */
    public static List<BaselineChunk> split(Baseline baseline) {
        byte[] compressed = compress(baseline);
        int count = Math.max(1, (compressed.length + MAX_BYTES - 1) / MAX_BYTES);
        List<BaselineChunk> chunks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int from = i * MAX_BYTES;
            byte[] content = Arrays.copyOfRange(compressed, from, Math.min(compressed.length, from + MAX_BYTES));
            chunks.add(new BaselineChunk(baseline.hash().hex(), i, count, ByteBuffer.wrap(content)));
        }
        return chunks;
    }

    /**
     * Returns the baseline of its pieces, in any order; the same piece twice is taken once.
     *
     * @throws IllegalArgumentException if a piece is missing, pieces are of different baselines, or the content does not
     *     have the hash that the pieces name
     */
    public static Baseline join(Collection<BaselineChunk> chunks) {
        Map<Integer, BaselineChunk> byIndex = requireComplete(chunks);
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        byIndex.values().forEach(chunk -> compressed.writeBytes(Buffers.bytes(chunk.getContent())));
        String hash = byIndex.values().iterator().next().getHash();
        String source = "baseline " + hash + " in " + byIndex.size() + " chunks";
        Baseline baseline = decompress(compressed.toByteArray(), source);
        if (!baseline.hash().hex().equals(hash)) {
            throw new IllegalArgumentException(source + ": the content is of another baseline, " + baseline.hash()
                    + ": publish the baseline again");
        }
        return baseline;
    }

    private static Map<Integer, BaselineChunk> requireComplete(Collection<BaselineChunk> chunks) {
        if (chunks.isEmpty()) {
            throw new IllegalArgumentException("a baseline has at least one chunk, found none");
        }
        Map<Integer, BaselineChunk> byIndex = new TreeMap<>();
        BaselineChunk first = chunks.iterator().next();
        for (BaselineChunk chunk : chunks) {
            if (!chunk.getHash().equals(first.getHash()) || chunk.getCount() != first.getCount()) {
                throw new IllegalArgumentException("chunks of two baselines: " + first.getHash() + " in "
                        + first.getCount() + " chunks and " + chunk.getHash() + " in " + chunk.getCount());
            }
            byIndex.put(chunk.getIndex(), chunk);
        }
        for (int i = 0; i < Math.max(first.getCount(), byIndex.size()); i++) {
            if (!byIndex.containsKey(i)) {
                throw new IllegalArgumentException("baseline " + first.getHash() + ": chunk " + i + " of "
                        + first.getCount() + " is missing: publish the baseline again");
            }
        }
        return byIndex;
    }

    private static byte[] compress(Baseline baseline) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            BaselineJson.write(baseline, gzip);
        } catch (IOException e) {
            throw new UncheckedIOException("a stream in memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private static Baseline decompress(byte[] compressed, String source) {
        try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return BaselineJson.read(gzip, source);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    source + ": damaged gzip (" + e.getMessage() + "): publish the baseline again", e);
        }
    }
}
