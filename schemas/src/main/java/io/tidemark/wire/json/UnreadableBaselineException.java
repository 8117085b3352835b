package io.tidemark.wire.json;

import org.jspecify.annotations.Nullable;

/**
 * A baseline file that is not one, is damaged, or was changed by hand. The message says which, where and what to do.
 */
public final class UnreadableBaselineException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnreadableBaselineException(String sourceName, String problem, @Nullable Throwable cause) {
        super(sourceName + ": " + problem, cause);
    }
}
