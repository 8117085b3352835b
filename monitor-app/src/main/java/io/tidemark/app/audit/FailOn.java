package io.tidemark.app.audit;

import io.tidemark.core.evaluation.Severity;

/** The value of {@code --fail-on}: from which severity on violations make the command exit with 1. */
enum FailOn {
    /** Any violation. */
    ALARM,
    MINOR,
    MAJOR,
    CRITICAL,
    NEVER;

    boolean fails(Severity severity) {
        return switch (this) {
            case ALARM, MINOR -> true;
            case MAJOR -> severity.compareTo(Severity.MAJOR) >= 0;
            case CRITICAL -> severity == Severity.CRITICAL;
            case NEVER -> false;
        };
    }
}
