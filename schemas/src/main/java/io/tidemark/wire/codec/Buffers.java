package io.tidemark.wire.codec;

import java.nio.ByteBuffer;

/** Avro hands bytes over as a buffer, whose position belongs to whoever reads it. */
final class Buffers {
    private Buffers() {}

    /** Returns a copy of what remains, and leaves the buffer as it is. */
    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
