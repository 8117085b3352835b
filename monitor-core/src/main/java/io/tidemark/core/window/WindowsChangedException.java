package io.tidemark.core.window;

/**
 * An endpoint is configured with other windows than those in which its records were counted before. No try at another
 * time helps: one start of a window would stand for two windows.
 */
public final class WindowsChangedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** Says what was found, and what to do. */
    public WindowsChangedException(String message) {
        super(message);
    }
}
