package io.tidemark.replay;

import io.tidemark.core.evaluation.VerdictStatus;
import io.tidemark.core.quality.ModelReport;
import io.tidemark.wire.codec.ModelReportCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts the parts of live reports on models together, of final ones only: what labels that are still to come may change is
 * nothing to compare. Parts of a report stand in one partition in their order; a part 0 begins a new report of its key.
 * Mutable.
 */
final class LiveModelReports {
    private final Map<String, Map<Integer, io.tidemark.wire.avro.ModelReport>> partsByKey = new HashMap<>();

    /** Takes the next part of a key. */
    void add(String key, io.tidemark.wire.avro.ModelReport part) {
        if (!part.getStatus().equals(VerdictStatus.FINAL.name())) {
            return;
        }
        Map<Integer, io.tidemark.wire.avro.ModelReport> parts =
                partsByKey.computeIfAbsent(key, unused -> new TreeMap<>());
        if (part.getPart() == 0) {
            parts.clear();
        }
        parts.put(part.getPart(), part);
    }

    /** Returns the newest final report of every window and segment. */
    List<ModelReport> whole() {
        return partsByKey.values().stream()
                .map(parts -> ModelReportCodec.toDomain(parts.values()))
                .toList();
    }
}
