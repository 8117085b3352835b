package io.tidemark.replay;

import java.nio.file.Path;

/**
 * Where an audit leaves its files.
 *
 * @param path a folder; created with its parents if it is not there
 * @param force whether files of an audit may be put beside files that no audit wrote
 */
public record OutputFolder(Path path, boolean force) {}
