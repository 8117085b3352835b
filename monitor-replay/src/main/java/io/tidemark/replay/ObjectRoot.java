package io.tidemark.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder that stands for an object store.
 *
 * @param root its real path
 */
record ObjectRoot(Path root) {
    private static final String SCHEME = "s3://";

    /**
     * The file of an object: of {@code s3://bucket/key} {@code bucket/key} below the root, else {@code key}; of another
     * name the path it is, from the root if it is relative.
     *
     * @throws IOException if there is none, or if its real path is not below the root
     */
    Path fileOf(String object) throws IOException {
        List<Path> places = places(object);
        for (Path place : places) {
            if (Files.isRegularFile(place)) {
                Path real = place.toRealPath();
                if (!real.startsWith(root)) {
                    throw new IOException(object + " leads to " + real + ", which is not below " + root);
                }
                return real;
            }
        }
        throw new IOException(object + " is not there; looked for " + places);
    }

    private List<Path> places(String object) throws IOException {
        try {
            if (!object.startsWith(SCHEME)) {
                return List.of(root.resolve(object).normalize());
            }
            String path = object.substring(SCHEME.length());
            String key = path.substring(path.indexOf('/') + 1);
            return List.of(root.resolve(path).normalize(), root.resolve(key).normalize());
        } catch (InvalidPathException e) {
            throw new IOException(object + " cannot be the name of a file: " + e.getReason(), e);
        }
    }
}
