package io.tidemark.app.console;

/** The value of {@code --color}. */
public enum ColorChoice {
    /** Colour on a terminal that does not refuse it. */
    AUTO,
    ALWAYS,
    NEVER;

    boolean resolve(boolean automatic) {
        return this == AUTO ? automatic : this == ALWAYS;
    }
}
