package io.tidemark.replay;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Facts about join ids, kept as bytes until everything was read: an id's facts lie in one of {@link #SHARDS} shards, so
 * that the ids of a shard can be put together and forgotten, and the next after it. A fact takes its own bytes, those of
 * its id, and 8 more. Thread-safe; a {@link Writer} belongs to one thread.
 */
final class IdShards {
    /** How many shards there are, a power of two: of a million ids one holds 16,000. */
    static final int SHARDS = 64;

    private static final int CHUNK_BYTES = 16 * 1024;

    private final long mostBytes;
    private final AtomicLong bytes = new AtomicLong();
    private final List<List<byte[]>> chunks = new ArrayList<>();

    /**
     * @param mostBytes how much memory facts may take; one more chunk of 16 KiB is refused
     */
    IdShards(long mostBytes) {
        this.mostBytes = mostBytes;
        for (int i = 0; i < SHARDS; i++) {
            chunks.add(new ArrayList<>());
        }
    }

    /** Takes a fact about an id. */
    @FunctionalInterface
    interface Reader {
        /** Called for each fact of a shard, in an order that means nothing. */
        void fact(byte[] id, byte[] fact);
    }

    /** Bytes of all facts so far. */
    long bytes() {
        return bytes.get();
    }

    /** Returns a way in for one thread. */
    Writer newWriter() {
        return new Writer();
    }

    /** Gives the facts of a shard out and forgets them. */
    void drain(int shard, Reader to) {
        for (byte[] chunk : removed(shard)) {
            CanonicalInput in = new CanonicalInput(chunk);
            while (!in.isAtEnd()) {
                to.fact(in.getBytes(), in.getBytes());
            }
        }
    }

    private List<byte[]> removed(int shard) {
        synchronized (chunks) {
            List<byte[]> all = chunks.get(shard);
            List<byte[]> taken = new ArrayList<>(all);
            all.clear();
            taken.forEach(chunk -> bytes.addAndGet(-chunk.length));
            return taken;
        }
    }

    private void take(int shard, byte[] chunk) {
        long taken = bytes.addAndGet(chunk.length);
        if (taken > mostBytes) {
            throw new IllegalArgumentException(
                    "predictions and labels would take more than " + (mostBytes >> 20)
                            + " MB of memory: audit fewer days at a time, allow more (--label-memory), or give Java more (-Xmx)");
        }
        synchronized (chunks) {
            chunks.get(shard).add(chunk);
        }
    }

    /** Takes facts of one thread; they are there once it is closed. */
    final class Writer implements AutoCloseable {
        private final CanonicalOutput[] open = new CanonicalOutput[SHARDS];

        private Writer() {
            Arrays.setAll(open, shard -> new CanonicalOutput(CHUNK_BYTES));
        }

        /** Notes a fact about an id. */
        void add(byte[] id, byte[] fact) {
            int shard = shardOf(id);
            CanonicalOutput out = open[shard];
            out.putBytes(id).putBytes(fact);
            if (out.size() >= CHUNK_BYTES) {
                handOver(shard);
            }
        }

        private void handOver(int shard) {
            if (open[shard].size() > 0) {
                take(shard, open[shard].toByteArray());
                open[shard] = new CanonicalOutput(CHUNK_BYTES);
            }
        }

        @Override
        public void close() {
            for (int shard = 0; shard < SHARDS; shard++) {
                handOver(shard);
            }
        }
    }

    /** Ids often differ in their last characters only, so the bits of the sum are mixed. */
    static int shardOf(byte[] id) {
        int hash = Arrays.hashCode(id) * 0x9e3779b9;
        return hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(SHARDS));
    }
}
