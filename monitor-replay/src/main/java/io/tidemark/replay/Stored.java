package io.tidemark.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Lines on disk.
 *
 * @param path the file that holds them
 * @param part how they are had from it, or null if it is made of them
 * @param archives how much they may ask for if they are packed
 */
record Stored(Path path, @Nullable Part part, ArchiveLimits archives) {
    /** The bytes; a link that took the place of the file is not followed. */
    InputStream open() throws IOException {
        if (!path.toRealPath().equals(path)) {
            throw new IOException(path + ": a link took the place of the file or of a folder above it");
        }
        return part == null ? Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS) : part.open(path);
    }

    /** What messages call it. */
    String name() {
        return part == null ? path.toString() : part.nameIn(path);
    }
}
