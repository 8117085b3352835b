package io.tidemark.app.store;

import io.tidemark.streams.store.LiveCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Version byte 1, count, sum. */
final class TallyCodec implements LiveCodec<String, Tally> {
    private static final byte VERSION = 1;

    @Override
    public byte[] encodeKey(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String decodeKey(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public byte[] encode(Tally tally) {
        return ByteBuffer.allocate(1 + 2 * Long.BYTES)
                .put(VERSION)
                .putLong(tally.count())
                .putLong(tally.sum())
                .array();
    }

    @Override
    public Tally decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte version = buffer.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("tally of version " + version);
        }
        return new Tally(buffer.getLong(), buffer.getLong());
    }

    @Override
    public long sizeOf(Tally tally) {
        return 32;
    }
}
