package io.tidemark.baseline.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Text of another charset as UTF-8, so that there is one reader for all. Bytes that are no text in that charset end the
 * stream with an {@link IOException} that names where they stand.
 */
final class Utf8Stream extends InputStream {
    private static final int CHUNK = 1 << 15;
    /** Of UTF-8 for one char, at most. */
    private static final int BYTES_PER_CHAR = 3;

    private final InputStream in;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    private final ByteBuffer raw = ByteBuffer.allocate(CHUNK).flip();
    private final CharBuffer chars = CharBuffer.allocate(CHUNK);
    private final ByteBuffer text = ByteBuffer.allocate(BYTES_PER_CHAR * CHUNK).flip();
    private long rawOffset;
    private boolean rawEnded;
    private boolean ended;

    Utf8Stream(InputStream in, Charset charset) {
        this.in = in;
        this.charset = charset;
        this.decoder = charset.newDecoder(); // Reports malformed input, as is its default.
    }

    @Override
    public int read() throws IOException {
        return fill() ? text.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, text.remaining());
        text.get(into, from, count);
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Makes sure that there is text to hand out; false at the end. */
    private boolean fill() throws IOException {
        while (!text.hasRemaining() && !ended) {
            readRaw();
            int before = raw.position();
            CoderResult result = decoder.decode(raw, chars, rawEnded);
            rawOffset += raw.position() - before;
            // What stands before a mistake is handed out first; the mistake comes up again then.
            if (result.isError() && chars.position() == 0) {
                throw new IOException("byte " + rawOffset + " is no " + charset.name() + " text");
            }
            ended = rawEnded && result.isUnderflow();
            text.clear();
            chars.flip();
            encoder.encode(chars, text, ended);
            chars.compact();
            text.flip();
        }
        return text.hasRemaining();
    }

    private void readRaw() throws IOException {
        raw.compact();
        while (raw.hasRemaining() && !rawEnded) {
            int read = in.read(raw.array(), raw.position(), raw.remaining());
            rawEnded = read < 0;
            raw.position(raw.position() + Math.max(0, read));
        }
        raw.flip();
    }
}
