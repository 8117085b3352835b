package io.tidemark.app.console;

/** The value of {@code --progress}. */
public enum ProgressMode {
    /** One line drawn over itself, on a terminal only. */
    AUTO,
    /** A line now and then, for logs. */
    PLAIN,
    /** A JSON object a line now and then, for programs. */
    JSON,
    /** Nothing. */
    NONE
}
