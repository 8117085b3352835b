package io.tidemark.replay;

import io.tidemark.core.capture.CapturedRecord;
import io.tidemark.core.config.PerEndpoint;
import io.tidemark.core.service.ServiceProfile;
import io.tidemark.core.window.WindowKey;
import io.tidemark.core.window.WindowSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Profiles the counted rows of every window as the service does, in the order of files by their display names and of the
 * lines in them: an audit that has a collector reads on one thread.
 *
 * <p>Memory: a numeric column of a window takes up to 46 KB, any column the texts that it tells apart. Before windows would take more than allowed the audit is
 * refused. Not thread-safe.
 */
final class ServiceCollector {
    /** A sketch of many values: three levels and their growth. */
    private static final long MOST_BYTES_PER_COLUMN = 46_000;

    private static final long BYTES_PER_COLUMN = 3_000;
    private static final long BYTES_PER_VALUE = 12;

    private final ServiceOutput output;
    private final PerEndpoint<WindowSpec> specs;
    private final Map<WindowKey, Open> windows = new HashMap<>();
    private long bytes;
    private @Nullable Open last;

    private static final class Open {
        private final WindowKey key;
        private final ServiceProfile profile;
        private long rows;

        Open(WindowKey key, ServiceProfile profile) {
            this.key = key;
            this.profile = profile;
        }
    }

    ServiceCollector(ServiceOutput output, PerEndpoint<WindowSpec> specs) {
        this.output = output;
        this.specs = specs;
    }

    /** Forgets all rows. */
    void clear() {
        windows.clear();
        bytes = 0;
        last = null;
    }

    /** Takes the rows of a record that is counted. */
    void add(CaptureFile file, CapturedRecord record) {
        Open window = windowAt(file, specs.of(file.endpoint()).startOf(record.eventTimeMs()));
        boolean withResponse = output.baseline().withResponse() && record.hasOutput();
        long before = bytesOf(window);
        window.profile.addRecord(withResponse ? record.output() : null, record.input());
        window.rows += record.input().rows();
        bytes += bytesOf(window) - before;
        if (bytes > output.mostBytes()) {
            throw new IllegalArgumentException("the service's files of " + windows.size()
                    + " windows would take more than " + (output.mostBytes() >> 20)
                    + " MB of memory: audit fewer days at a time, give Java more (-Xmx), or leave --service-files out");
        }
    }

    /** Returns the profile of a window, if it has rows. */
    Optional<ServiceProfile> profile(WindowKey window) {
        return Optional.ofNullable(windows.get(window)).map(open -> open.profile);
    }

    private long bytesOf(Open window) {
        long perColumn = Math.min(MOST_BYTES_PER_COLUMN, BYTES_PER_COLUMN + BYTES_PER_VALUE * window.rows);
        return perColumn * Math.max(1, window.profile.columns()) + window.profile.textBytes();
    }

    private Open windowAt(CaptureFile file, long startMs) {
        Open cached = last;
        if (cached != null
                && cached.key.startMs() == startMs
                && cached.key.endpoint().equals(file.endpoint())
                && cached.key.variant().equals(file.variant())) {
            return cached;
        }
        WindowKey key = new WindowKey(file.endpoint(), file.variant(), startMs);
        Open found = windows.get(key);
        if (found == null) {
            found = new Open(key, ServiceProfile.against(output.baseline()));
            windows.put(key, found);
            bytes += bytesOf(found);
        }
        last = found;
        return found;
    }
}
