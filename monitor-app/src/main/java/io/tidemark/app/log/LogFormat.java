package io.tidemark.app.log;

/** The forms of the log; {@code --log-format} names them in lower case. */
public enum LogFormat {
    /** A line for people. */
    TEXT,
    /** An object per line, for programs that collect logs: whatever a message holds, it stays one line. */
    JSON
}
