package io.tidemark.streams.processor;

import io.tidemark.streams.store.LiveCodec;

/** The stored form of something that is kept by block of a window. */
interface BlockCodec<V> extends LiveCodec<BlockKey, V> {
    @Override
    default byte[] encodeKey(BlockKey key) {
        return key.encode();
    }

    @Override
    default BlockKey decodeKey(byte[] bytes) {
        return BlockKey.decode(bytes);
    }
}
