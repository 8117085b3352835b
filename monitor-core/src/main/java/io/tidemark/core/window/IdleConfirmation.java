package io.tidemark.core.window;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * Holds a closing back that rests on idle partitions until each of them has said again that it is idle, on grounds that
 * are younger than the closing is due.
 *
 * <p>An idle note is about the past: records that were appended since are on their way. When traffic comes back after a
 * pause, or a backlog is read after an outage, one partition may run ahead before the others have taken their notes
 * back, and what they are about to read would be late. A note rests on a look into the topic that is at most
 * {@code freshMs} old. So two notes in a row, sent at least that far apart by the sender's own clock and both after the
 * closing fell due, prove that nothing was left to read then. Notes of a task that has died prove nothing: windows
 * wait.
 *
 * <p>Mutable; not thread-safe. Forgotten at a restart, which costs no more than the wait.
 */
final class IdleConfirmation {
    private final ToLongFunction<String> freshMs;
    private final UnaryOperator<String> markOf;
    private final Map<Integer, Heartbeat> newest = new HashMap<>();
    private final Map<String, Due> due = new HashMap<>();

    /** A closing that waits, with the time of the first idle note since then by partition. */
    private record Due(long throughMs, Map<Integer, Long> idleFromMs) {}

    /**
     * @param freshMs how old the look into the topic may be on which an idle note rests, by endpoint
     * @param markOf the name under which heartbeats speak of an endpoint
     */
    IdleConfirmation(ToLongFunction<String> freshMs, UnaryOperator<String> markOf) {
        this.freshMs = freshMs;
        this.markOf = markOf;
    }

    void clear() {
        newest.clear();
        due.clear();
    }

    /** Takes a heartbeat into account, of this run or a stored one. */
    void accept(Heartbeat heartbeat) {
        newest.put(heartbeat.inputPartition(), heartbeat);
    }

    /** Forgets what is due of an endpoint: some partition is behind again. */
    void withdraw(String endpoint) {
        due.remove(endpoint);
    }

    /**
     * Returns through which end the windows of an endpoint may close.
     *
     * @param endpoint the endpoint
     * @param throughMs the end through which they are due by the newest heartbeats
     * @param heartbeat the heartbeat that just came
     * @return an end not after {@code throughMs}, or {@link Watermark#NONE} to wait
     */
    long confirm(String endpoint, long throughMs, Heartbeat heartbeat) {
        Due waiting = due.get(endpoint);
        if (waiting == null || throughMs < waiting.throughMs()) {
            waiting = new Due(throughMs, new HashMap<>());
            due.put(endpoint, waiting);
        }
        String mark = markOf.apply(endpoint);
        long apartMs = freshMs.applyAsLong(endpoint);
        noteIdle(waiting, mark, heartbeat);
        for (Heartbeat latest : newest.values()) {
            if (isIdle(latest, mark) && !isConfirmed(waiting, latest, apartMs)) {
                return Watermark.NONE;
            }
        }
        due.remove(endpoint);
        return waiting.throughMs();
    }

    private static void noteIdle(Due waiting, String markName, Heartbeat heartbeat) {
        if (isIdle(heartbeat, markName)) {
            waiting.idleFromMs().putIfAbsent(heartbeat.inputPartition(), heartbeat.asOfMs());
        } else {
            waiting.idleFromMs().remove(heartbeat.inputPartition());
        }
    }

    private static boolean isConfirmed(Due waiting, Heartbeat latest, long apartMs) {
        Long from = waiting.idleFromMs().get(latest.inputPartition());
        return from != null && latest.asOfMs() - from >= apartMs;
    }

    private static boolean isIdle(Heartbeat heartbeat, String markName) {
        for (EndpointMark mark : heartbeat.marks()) {
            if (mark.endpoint().equals(markName)) {
                return mark.idle();
            }
        }
        return heartbeat.othersIdle();
    }
}
