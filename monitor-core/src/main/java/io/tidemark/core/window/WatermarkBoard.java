package io.tidemark.core.window;

import java.util.HashMap;
import java.util.Map;

/**
 * Holds the newest heartbeat of every input partition and answers how far an endpoint has come: the lowest watermark of
 * the partitions that are not idle. A partition that has not spoken holds every window open; so does one that neither
 * names the endpoint nor says that unnamed endpoints are idle.
 *
 * <p>Where every partition is idle, traffic has stopped and no record can move the watermark. Then the tasks' clocks
 * do: a window of a silent endpoint closes when its end and grace have passed on the clock as
 * well, so that sparse traffic (a record every few minutes) is not cut off by the first pause.
 *
 * <p>Mutable; not thread-safe.
 */
public final class WatermarkBoard {
    private final Map<Integer, Spoken> newest = new HashMap<>();
    private int inputPartitions;

    /** A heartbeat with its marks by endpoint: each is looked for at every heartbeat of any partition. */
    private record Spoken(Heartbeat heartbeat, Map<String, EndpointMark> marks) {
        static Spoken of(Heartbeat heartbeat) {
            Map<String, EndpointMark> marks = new HashMap<>();
            heartbeat.marks().forEach(mark -> marks.putIfAbsent(mark.endpoint(), mark));
            return new Spoken(heartbeat, marks);
        }

        EndpointMark markOf(String endpoint) {
            EndpointMark named = marks.get(endpoint);
            return named == null ? new EndpointMark(endpoint, Watermark.NONE, heartbeat.othersIdle()) : named;
        }
    }

    /** Takes a heartbeat into account. */
    public void accept(Heartbeat heartbeat) {
        newest.put(heartbeat.inputPartition(), Spoken.of(heartbeat));
        inputPartitions = Math.max(inputPartitions, heartbeat.inputPartitions());
    }

    /** Forgets everything. */
    public void clear() {
        newest.clear();
        inputPartitions = 0;
    }

    /**
     * Returns the time before which no more records of the endpoint are awaited.
     *
     * @param endpoint the endpoint's name
     * @return epoch milliseconds, or {@link Watermark#NONE} while some partition has said nothing of it
     */
    public long lowWatermark(String endpoint) {
        if (newest.isEmpty() || newest.size() < inputPartitions) {
            return Watermark.NONE;
        }
        long lowest = Long.MAX_VALUE;
        long lowestClock = Long.MAX_VALUE;
        long highestIdle = Watermark.NONE;
        for (Spoken spoken : newest.values()) {
            EndpointMark mark = spoken.markOf(endpoint);
            if (mark.idle()) {
                lowestClock = Math.min(lowestClock, spoken.heartbeat().asOfMs());
                highestIdle = Math.max(highestIdle, mark.watermarkMs());
            } else {
                lowest = Math.min(lowest, mark.watermarkMs());
            }
        }
        return lowest == Long.MAX_VALUE ? Math.max(lowestClock, highestIdle) : lowest;
    }

    /** Returns whether every partition has spoken and says that the endpoint is idle: only the clocks move then. */
    public boolean isSilent(String endpoint) {
        return !newest.isEmpty()
                && newest.size() == inputPartitions
                && newest.values().stream()
                        .allMatch(spoken -> spoken.markOf(endpoint).idle());
    }
}
