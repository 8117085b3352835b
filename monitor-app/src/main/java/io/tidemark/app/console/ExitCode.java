package io.tidemark.app.console;

/** How a run of {@code tidemark} ended, as scripts see it. The numbers are an interface: they never change. */
public enum ExitCode {
    /** Done, and nothing at or above the level that fails. */
    CLEAN(0),
    /** Done, and violations were found at or above {@code --fail-on}. */
    VIOLATIONS(1),
    /** The command line or a configuration is wrong; nothing was done. */
    USAGE(2),
    /** Too little data, or nothing was compared: it must not look like success. */
    INSUFFICIENT_DATA(3),
    /** Kafka, or another service that the command needs, does not answer. */
    UNREACHABLE(4),
    /** Two computations that must agree do not. */
    MISMATCH(5),
    /** A defect in Tidemark. */
    INTERNAL(70),
    /** Stopped by the user. */
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The process exit status, in [0, 255]. */
    public int code() {
        return code;
    }
}
