package io.tidemark.streams.store;

import java.nio.charset.StandardCharsets;

/** Text that grows, under text keys: version byte 1, UTF-8. */
final class NoteCodec implements LiveCodec<String, StringBuilder> {
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
    public byte[] encode(StringBuilder note) {
        byte[] text = note.toString().getBytes(StandardCharsets.UTF_8);
        byte[] row = new byte[text.length + 1];
        row[0] = VERSION;
        System.arraycopy(text, 0, row, 1, text.length);
        return row;
    }

    @Override
    public StringBuilder decode(byte[] row) {
        if (row[0] != VERSION) {
            throw new IllegalArgumentException("note of version " + row[0]);
        }
        return new StringBuilder(new String(row, 1, row.length - 1, StandardCharsets.UTF_8));
    }

    @Override
    public long sizeOf(StringBuilder note) {
        return note.length();
    }
}
