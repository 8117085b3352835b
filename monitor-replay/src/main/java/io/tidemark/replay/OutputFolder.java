package io.tidemark.replay;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where an audit leaves its files.
 *
 * @param path a folder; created with its parents if it is not there
 * @param force whether files of an audit may be put beside files that no audit wrote
 * @param service what the service's files are made with, or null to make none
 */
public record OutputFolder(
        Path path, boolean force, @Nullable ServiceOutput service) {
    /** A folder without the service's files. */
    public OutputFolder(Path path, boolean force) {
        this(path, force, null);
    }

    /** Returns this folder with the service's files in it. */
    public OutputFolder withService(ServiceOutput wanted) {
        return new OutputFolder(path, force, wanted);
    }
}
