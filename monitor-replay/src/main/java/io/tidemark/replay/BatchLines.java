package io.tidemark.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The rows of a batch transform as captured records, one line for each row of the input with the row of the output at
 * its place. Only one row is held. Mutable; not thread-safe.
 */
final class BatchLines extends InputStream {
    private final BatchPair pair;
    private final LineReader inputs;
    private final LineReader outputs;
    private final BatchRow row;
    private long rows;
    private byte[] line = new byte[0];
    private int at;

    BatchLines(BatchPair pair, LineReader inputs, LineReader outputs) {
        this.pair = pair;
        this.inputs = inputs;
        this.outputs = outputs;
        this.row =
                new BatchRow(pair.object(), Instant.ofEpochMilli(pair.hourMs()).toString());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == line.length && !nextLine()) {
            return -1;
        }
        int copied = Math.min(length, line.length - at);
        System.arraycopy(line, at, into, from, copied);
        at += copied;
        return copied;
    }

    private boolean nextLine() throws IOException {
        boolean hasInput = inputs.next();
        boolean hasOutput = outputs.next();
        if (hasInput != hasOutput) {
            throw unequal(hasInput);
        }
        if (hasInput) {
            rows++;
            line = row.toRecord(rows, text(inputs), text(outputs));
            at = 0;
        }
        return hasInput;
    }

    private IOException unequal(boolean hasInput) throws IOException {
        LineReader longer = hasInput ? inputs : outputs;
        long all = rows + 1;
        while (longer.next()) {
            all++;
        }
        return new IOException("the input " + pair.object() + " has " + (hasInput ? all : rows)
                + " rows and its output has " + (hasInput ? rows : all) + ": they cannot be paired");
    }

    private static String text(LineReader lines) {
        return new String(lines.bytes(), lines.from(), lines.to() - lines.from(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        try (outputs) {
            inputs.close();
        }
    }
}
