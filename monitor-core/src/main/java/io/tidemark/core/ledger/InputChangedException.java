package io.tidemark.core.ledger;

/** The input topic is not the one that was accounted for: the fault of no record, and nothing that passes by itself. */
public final class InputChangedException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /** An exception that says what changed. */
    public InputChangedException(String message) {
        super(message);
    }
}
