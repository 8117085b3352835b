package io.tidemark.streams.processor;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.window.WindowKey;

/**
 * A block of features of a window: the key of counts in stores.
 *
 * @param window endpoint, variant and start
 * @param block which block, from 0
 */
record BlockKey(WindowKey window, int block) {
    byte[] encode() {
        CanonicalOutput out = new CanonicalOutput(64);
        window.writeTo(out);
        return out.putInt(block).toByteArray();
    }

    static BlockKey decode(byte[] bytes) {
        CanonicalInput in = new CanonicalInput(bytes);
        return new BlockKey(WindowKey.readFrom(in), in.getInt());
    }
}
