package io.tidemark.benchmarks;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.profile.ProfileBlock;
import io.tidemark.core.profile.WindowProfile;
import io.tidemark.streams.store.LiveCodec;
import java.nio.ByteBuffer;
import java.util.List;

/** Windows of one block, by number: the form in which the drift application stores them, without its offsets. */
final class WindowCodec implements LiveCodec<Long, WindowProfile> {
    private final Baseline baseline;

    WindowCodec(Baseline baseline) {
        this.baseline = baseline;
    }

    @Override
    public byte[] encodeKey(Long key) {
        return ByteBuffer.allocate(Long.BYTES).putLong(key).array();
    }

    @Override
    public Long decodeKey(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }

    @Override
    public byte[] encode(WindowProfile value) {
        return value.blocks().get(0).encode();
    }

    @Override
    public WindowProfile decode(byte[] bytes) {
        return WindowProfile.of(List.of(ProfileBlock.decode(bytes, baseline)));
    }

    @Override
    public long sizeOf(WindowProfile value) {
        return value.blocks().get(0).heapBytes();
    }
}
