package io.tidemark.alerts.schedule;

import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.avro.Fire;
import io.tidemark.wire.avro.FireState;
import io.tidemark.wire.avro.FireTrigger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the topic of fires says of each schedule: how far its times are settled, which claim has no end, and what it did
 * last. Mutable; not thread-safe.
 */
public final class FireBook {
    private final Map<Schedule.Id, Long> settled = new HashMap<>();
    private final Map<Schedule.Id, TreeMap<String, Fire>> open = new HashMap<>();
    private final Map<Schedule.Id, Fire> lastEnd = new HashMap<>();
    private final Map<Schedule.Id, Fire> lastDone = new HashMap<>();

    /** Takes a record into account, in the order of the topic. */
    public void add(Fire fire) {
        Schedule.Id id = new Schedule.Id(fire.getEndpoint(), fire.getSchedule());
        if (fire.getTrigger() != FireTrigger.BY_HAND) {
            settled.merge(id, Math.max(fire.getDue(), fire.getLast()), Math::max);
        }
        TreeMap<String, Fire> claims = open.computeIfAbsent(id, any -> new TreeMap<>());
        if (fire.getState() == FireState.CLAIMED) {
            claims.put(RecordKeys.of(fire), fire);
            return;
        }
        claims.remove(RecordKeys.of(fire));
        if (fire.getState() != FireState.SEEN) {
            lastEnd.merge(id, fire, FireBook::later);
        }
        if (fire.getState() == FireState.DONE) {
            lastDone.merge(id, fire, FireBook::later);
        }
    }

    private static Fire later(Fire one, Fire other) {
        return other.getEnded() >= one.getEnded() ? other : one;
    }

    /** Returns up to when the times of a schedule are settled, in epoch milliseconds; empty if it was never seen. */
    Optional<Long> settledMs(Schedule schedule) {
        return Optional.ofNullable(settled.get(schedule.id()));
    }

    /** Returns the claim of a due time that has no end. */
    Optional<Fire> openClaim(Schedule schedule) {
        return open.getOrDefault(schedule.id(), new TreeMap<>()).values().stream()
                .filter(fire -> fire.getTrigger() != FireTrigger.BY_HAND)
                .findFirst();
    }

    /** Returns any claim of a schedule that has no end, those by hand included. */
    public Optional<Fire> running(Schedule schedule) {
        return open.getOrDefault(schedule.id(), new TreeMap<>()).values().stream()
                .findFirst();
    }

    /** Returns the last that ended or was missed. */
    public Optional<Fire> last(Schedule schedule) {
        return Optional.ofNullable(lastEnd.get(schedule.id()));
    }

    /** Returns the last that was done. */
    public Optional<Fire> lastDone(Schedule schedule) {
        return Optional.ofNullable(lastDone.get(schedule.id()));
    }
}
