package io.tidemark.replay;

import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.codec.ReportCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts the parts of live reports together. Parts of a report stand in one partition in their order; a part 0 begins a
 * new report of its key, so the newest of a key wins. Mutable.
 */
final class LiveReports {
    private final Map<String, Map<Integer, Report>> partsByKey = new HashMap<>();

    /** Takes the next part of a key. */
    void add(String key, Report part) {
        Map<Integer, Report> parts = partsByKey.computeIfAbsent(key, unused -> new TreeMap<>());
        if (part.getPart() == 0) {
            parts.clear();
        }
        parts.put(part.getPart(), part);
    }

    /** Returns the newest report of every window without a segment. */
    List<WindowReport> whole() {
        return partsByKey.values().stream()
                .filter(parts -> parts.values().stream()
                        .allMatch(part -> part.getSegment().isEmpty()))
                .map(parts -> ReportCodec.toDomain(parts.values()))
                .toList();
    }
}
