package io.tidemark.benchmarks.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder that goes with everything in it. */
public final class ScratchFolder implements AutoCloseable {
    private final Path path;

    /** Makes a folder under the system's temporary one. */
    public ScratchFolder() throws IOException {
        path = Files.createTempDirectory("tidemark-benchmark-");
    }

    /** Returns the folder. */
    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(path)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.deleteIfExists(each);
        }
    }
}
