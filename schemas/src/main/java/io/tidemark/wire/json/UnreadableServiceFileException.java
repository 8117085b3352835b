package io.tidemark.wire.json;

import org.jspecify.annotations.Nullable;

/**
 * A statistics, constraints or violations file that is not one or is damaged. The message says which file, at which
 * line and column, what is wrong and what to do.
 */
public final class UnreadableServiceFileException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnreadableServiceFileException(String sourceName, String problem, @Nullable Throwable cause) {
        super(sourceName + ": " + problem, cause);
    }
}
