package io.tidemark.core.label;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.nio.charset.StandardCharsets;

/** Texts behind a length of one byte where the canonical form takes four: an open prediction is mostly short texts. */
final class ShortText {
    private static final int LONGEST = 1 << 24;

    private ShortText() {}

    static void write(String text, CanonicalOutput out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.putVarint(bytes.length);
        for (byte b : bytes) {
            out.putByte(b);
        }
    }

    static String read(CanonicalInput in) {
        int length = (int) in.getCount(LONGEST);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) in.getByte();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
