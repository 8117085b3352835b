package io.tidemark.core.window;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the parts of heartbeats together again. A heartbeat of which a part is missing is none: the next one replaces
 * it. Mutable; not thread-safe.
 */
public final class HeartbeatAssembly {
    private final Map<Integer, List<HeartbeatPart>> pending = new HashMap<>();

    /** Forgets parts that wait for others. */
    public void clear() {
        pending.clear();
    }

    /** Takes a part, and returns the heartbeat if this was its last. */
    public Optional<Heartbeat> accept(HeartbeatPart part) {
        int partition = part.slice().inputPartition();
        if (part.parts() == 1) {
            pending.remove(partition);
            return Optional.of(part.slice());
        }
        List<HeartbeatPart> before = pending.computeIfAbsent(partition, p -> new ArrayList<>());
        if (part.part() == 0) {
            before.clear();
        } else if (!follows(part, before)) {
            return Optional.empty();
        }
        before.add(part);
        if (before.size() < part.parts()) {
            return Optional.empty();
        }
        pending.remove(partition);
        List<EndpointMark> marks = new ArrayList<>();
        before.forEach(one -> marks.addAll(one.slice().marks()));
        return Optional.of(part.slice().withMarks(marks));
    }

    /** A part that an earlier heartbeat left in a store does not belong to the parts of a newer one. */
    private static boolean follows(HeartbeatPart part, List<HeartbeatPart> before) {
        return before.size() == part.part()
                && before.get(0).parts() == part.parts()
                && before.get(0).slice().position() == part.slice().position()
                && before.get(0).slice().asOfMs() == part.slice().asOfMs();
    }
}
