package io.tidemark.streams.runtime;

/** A baseline could not be had in time: the fault of the topics or of the cluster, never of the record at hand. */
final class BaselineUnavailableException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    BaselineUnavailableException(String message) {
        super(message);
    }
}
