package io.tidemark.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** How captured lines are had from a file that is not made of them. */
sealed interface Part permits ZippedFile, BatchPair {
    /** The bytes of the lines. */
    InputStream open(Path holder) throws IOException;

    /** What messages call it. */
    String nameIn(Path holder);
}
