package io.tidemark.baseline;

/** A baseline could not be made current. The message says what was not done, and why. */
public final class PublishingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String fix;

    PublishingException(Kind kind, String what, String fix, Throwable cause) {
        super(what, cause);
        this.kind = kind;
        this.fix = fix;
    }

    PublishingException(String what, String fix) {
        super(what);
        this.kind = Kind.REFUSED;
        this.fix = fix;
    }

    /** Whose turn it is. */
    public enum Kind {
        /** The cluster does not answer, or not in time. */
        UNREACHABLE,
        /** What was asked for is not possible, or the cluster does not permit it. */
        REFUSED
    }

    /** What kind of failure it is. */
    public Kind kind() {
        return kind;
    }

    /** What the operator can do about it. */
    public String fix() {
        return fix;
    }
}
