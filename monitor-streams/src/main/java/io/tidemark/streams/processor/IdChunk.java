package io.tidemark.streams.processor;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.ledger.Duplicates;
import io.tidemark.streams.store.LiveCodec;
import java.util.Arrays;

/** The records of one minute of event time that were seen between two commits, 16 bytes each. Mutable. */
final class IdChunk {
    private static final int VERSION = 1;

    private long[] ids = new long[16];
    private int used;

    /**
     * Which chunk.
     *
     * @param span the minute
     * @param number from 0
     */
    record Key(Duplicates.Span span, int number) {
        Key next() {
            return new Key(span, number + 1);
        }
    }

    /** Takes the two halves of an identity. */
    interface Taker {
        void take(long high, long low);
    }

    void add(long high, long low) {
        if (used == ids.length) {
            ids = Arrays.copyOf(ids, 2 * used);
        }
        ids[used++] = high;
        ids[used++] = low;
    }

    void forEach(Taker taker) {
        for (int i = 0; i < used; i += 2) {
            taker.take(ids[i], ids[i + 1]);
        }
    }

    static final LiveCodec<Key, IdChunk> CODEC = new LiveCodec<>() {
        @Override
        public byte[] encodeKey(Key key) {
            return new CanonicalOutput(64)
                    .putText(key.span().endpoint())
                    .putLong(key.span().startMs())
                    .putInt(key.number())
                    .toByteArray();
        }

        @Override
        public Key decodeKey(byte[] bytes) {
            CanonicalInput in = new CanonicalInput(bytes);
            return new Key(new Duplicates.Span(in.getText(), in.getLong()), in.getInt());
        }

        @Override
        public byte[] encode(IdChunk chunk) {
            CanonicalOutput out = new CanonicalOutput(5 + Long.BYTES * chunk.used);
            out.putByte(VERSION).putInt(chunk.used);
            for (int i = 0; i < chunk.used; i++) {
                out.putLong(chunk.ids[i]);
            }
            return out.toByteArray();
        }

        @Override
        public IdChunk decode(byte[] bytes) {
            CanonicalInput in = new CanonicalInput(bytes);
            in.expectVersion(VERSION, "stored chunk of seen records");
            IdChunk chunk = new IdChunk();
            int numbers = in.getInt();
            for (int i = 0; i < numbers; i += 2) {
                chunk.add(in.getLong(), in.getLong());
            }
            in.expectEnd();
            return chunk;
        }

        @Override
        public long sizeOf(IdChunk chunk) {
            return 40L + (long) Long.BYTES * chunk.ids.length;
        }
    };
}
