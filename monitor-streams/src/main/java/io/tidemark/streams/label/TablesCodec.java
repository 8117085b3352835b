package io.tidemark.streams.label;

import io.tidemark.streams.processor.SegmentKey;
import io.tidemark.streams.store.LiveCodec;

/** The stored form of something that is kept by segment of a window. */
interface TablesCodec<V> extends LiveCodec<SegmentKey, V> {
    @Override
    default byte[] encodeKey(SegmentKey key) {
        return key.encode();
    }

    @Override
    default SegmentKey decodeKey(byte[] bytes) {
        return SegmentKey.decode(bytes);
    }
}
