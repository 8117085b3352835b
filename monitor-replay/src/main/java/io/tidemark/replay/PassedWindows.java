package io.tidemark.replay;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.ledger.WindowDuplicates;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Forgets the identities of windows when every file of their hours was read, so that an audit of many days needs the
 * memory of some hours. A window is passed when it ends before the folder hour of every unread file of its endpoint and
 * variant by {@link #LATENESS} and the horizon of duplicates. Files without an hour in their path hold everything
 * back until they were read.
 *
 * <p>Records that lie in a folder still later, or folders whose hours are not those of their records, are noticed by
 * {@link WindowDuplicates#isReopened}; then no further file is begun.
 */
final class PassedWindows implements AuditProgress {
    /** So much older than the hour of their folder records may be. */
    static final Duration LATENESS = Duration.ofHours(1);

    private final AuditProgress told;
    private final WindowDuplicates seen;
    private final Monitors monitors;
    private final Map<Names, TreeMap<Long, Integer>> unread = new HashMap<>();

    private record Names(String endpoint, String variant) {}

    PassedWindows(List<CaptureFile> files, AuditPlan plan, WindowDuplicates seen) {
        this.told = plan.progress();
        this.seen = seen;
        this.monitors = plan.monitors();
        for (CaptureFile file : files) {
            unread.computeIfAbsent(namesOf(file), names -> new TreeMap<>()).merge(file.hourMs(), 1, Integer::sum);
        }
    }

    @Override
    public void begun(int files, long bytes) {
        told.begun(files, bytes);
    }

    @Override
    public void fileDone(SourceFile file, long records) {
        if (file instanceof CaptureFile captures) {
            pass(captures);
        }
        told.fileDone(file, records);
    }

    private void pass(CaptureFile file) {
        TreeMap<Long, Integer> hours = unread.getOrDefault(namesOf(file), new TreeMap<>());
        hours.computeIfPresent(file.hourMs(), (hour, files) -> files == 1 ? null : files - 1);
        MonitorConfig config = monitors.of(file.endpoint()).config();
        long keptMs = LATENESS.plus(config.duplicates().horizon()).toMillis();
        long endMs = hours.isEmpty() ? Long.MAX_VALUE : hours.firstKey() - keptMs;
        seen.forgetEnded(file.endpoint(), file.variant(), config.windows(), endMs);
    }

    @Override
    public boolean isStopped() {
        return seen.isReopened() || told.isStopped();
    }

    private static Names namesOf(CaptureFile file) {
        return new Names(file.endpoint(), file.variant());
    }
}
