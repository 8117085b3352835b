package io.tidemark.replay;

import java.nio.file.Path;

/**
 * One file of captured records.
 *
 * @param path where it lies
 * @param endpoint the endpoint that answered
 * @param variant the endpoint's variant
 * @param displayName its path below the folder it was found in, with {@code /} on every system; its file name if it was
 *     named itself. Names the file in dead letters and in the sources of replayed records
 * @param bytes its size on disk
 */
public record CaptureFile(Path path, String endpoint, String variant, String displayName, long bytes) {

    /** Returns {@code name:line}, the way to point at a record. */
    public String at(long line) {
        return displayName + ":" + line;
    }
}
