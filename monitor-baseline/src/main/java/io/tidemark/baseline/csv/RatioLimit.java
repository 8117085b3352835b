package io.tidemark.baseline.csv;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Refuses a packed stream that unpacks to more than {@value #MOST_RATIO} times its size: no table does, and a few
 * kilobytes made for it would keep a machine busy for days. Small streams are not judged.
 */
final class RatioLimit extends FilterInputStream {
    static final int MOST_RATIO = 1_000;
    private static final long NOT_JUDGED = 64L << 20;

    private final CountedInput packed;
    private long unpacked;

    RatioLimit(InputStream in, CountedInput packed) {
        super(in);
        this.packed = packed;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        judge(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = in.read(into, from, length);
        judge(Math.max(0, read));
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = in.skip(bytes);
        judge(skipped);
        return skipped;
    }

    private void judge(long more) throws IOException {
        unpacked += more;
        if (unpacked > NOT_JUDGED && unpacked / MOST_RATIO > packed.count()) {
            throw new IOException("it unpacks to more than " + MOST_RATIO + " times its size");
        }
    }
}
