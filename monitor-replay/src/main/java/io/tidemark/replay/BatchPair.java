package io.tidemark.replay;

import io.tidemark.core.capture.CaptureLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * What a batch transform read, beside the file of what it wrote.
 *
 * @param object the name of the object that was read
 * @param input the file of it
 * @param hourMs the hour of the folder of the output's manifest, in milliseconds since 1970
 * @param archives how much packed files may ask for
 */
record BatchPair(String object, Path input, long hourMs, ArchiveLimits archives) implements Part {
    /** Both files row by row as captured records, a line each. */
    @Override
    public InputStream open(Path output) throws IOException {
        LineReader outputs = opened(output);
        try {
            return new BatchLines(this, opened(input), outputs);
        } catch (IOException | RuntimeException e) {
            outputs.close();
            throw e;
        }
    }

    @Override
    public String nameIn(Path output) {
        return output.toString();
    }

    private LineReader opened(Path file) throws IOException {
        if (!file.toRealPath().equals(file)) {
            throw new IOException(file + ": a link took the place of the file or of a folder above it");
        }
        return LineReader.open(file, CaptureLimits.DEFAULT.recordBytes(), archives);
    }
}
