package io.tidemark.app.serve;

import io.tidemark.core.window.WindowKey;
import io.tidemark.wire.avro.LedgerRow;
import java.util.LinkedHashMap;
import java.util.Map;

/** Late records since this process started, from rows that are cumulative per window. Thread-safe. */
final class LateFigures {
    /** Windows whose last row is known; of one that was forgotten the next row counts wholly. */
    private static final int MOST_WINDOWS = 4_096;

    private final Map<WindowKey, Long> lastOfWindow = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<WindowKey, Long> eldest) {
            return size() > MOST_WINDOWS;
        }
    };

    /** Returns how many records a row has more than the one before; 0 if work was rolled back. */
    synchronized long more(LedgerRow row) {
        WindowKey window = new WindowKey(row.getEndpoint(), row.getVariant(), row.getWindowStart());
        Long before = lastOfWindow.put(window, row.getLate());
        return Math.max(0, row.getLate() - (before == null ? 0 : before));
    }
}
