package io.tidemark.streams.runtime;

import io.tidemark.core.ledger.InputChangedException;
import io.tidemark.core.window.WindowsChangedException;
import java.util.Optional;

/** Tells failures that come back whatever is tried from those that a new thread may get past. */
final class FatalFailure {
    private FatalFailure() {}

    /**
     * Returns why the application must stop, or empty if a new thread may go on. An {@link Error} is never got past: a
     * library that cannot be loaded, or memory that has run out, leaves the tasks of the failed thread assigned to the
     * new one without ever starting them, so the application would look alive and count nothing.
     */
    static Optional<String> reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InputChangedException) {
                return Optional.of("the input is not that which was accounted for");
            }
            if (cause instanceof WindowsChangedException) {
                return Optional.of("an endpoint's windows are not those that it was counted with");
            }
            if (cause instanceof UnsatisfiedLinkError) {
                return Optional.of("a native library cannot be loaded; if its folder forbids execution (noexec), name"
                        + " another one by the environment variable ROCKSDB_SHAREDLIB_DIR");
            }
            if (cause instanceof Error) {
                return Optional.of("this process cannot go on");
            }
        }
        return Optional.empty();
    }
}
