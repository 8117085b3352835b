package io.tidemark.replay;

import org.jspecify.annotations.Nullable;

/**
 * Who hears of records beside the windows.
 *
 * @param log of those that are not counted
 * @param service of those that are, or null; then files are read in order on one thread
 * @param progress of each file that was read; told by one thread at a time
 */
record AuditSinks(DeadLetterLog log, @Nullable ServiceCollector service, AuditProgress progress) {
    /** These, with somebody else told of files. */
    AuditSinks telling(AuditProgress other) {
        return new AuditSinks(log, service, other);
    }
}
