package io.tidemark.replay;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.core.window.WindowKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Picks, of audits by several baselines, the report by the baseline that was live at each window. A window that the
 * live side does not know keeps the report by any of them: which, does not matter, since it is missing there.
 */
final class BaselineChoice {
    private BaselineChoice() {}

    static Collection<WindowReport> choose(Collection<WindowReport> audited, Collection<WindowReport> live) {
        Map<WindowKey, ContentHash> liveBaselines = new HashMap<>();
        live.forEach(report -> liveBaselines.put(report.window(), report.baselineHash()));
        Map<WindowKey, WindowReport> chosen = new HashMap<>();
        for (WindowReport report : audited) {
            boolean isLive = report.baselineHash().equals(liveBaselines.get(report.window()));
            if (isLive || !chosen.containsKey(report.window())) {
                chosen.put(report.window(), report);
            }
        }
        return chosen.values();
    }
}
