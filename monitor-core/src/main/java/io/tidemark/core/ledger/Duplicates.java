package io.tidemark.core.ledger;

import io.tidemark.core.config.Monitor;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.config.PerEndpoint;
import io.tidemark.core.window.Watermark;
import io.tidemark.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The records that one input partition has seen, by endpoint and minute of event time: what an input task and the check
 * of its ledger ask.
 *
 * <p>A minute is kept until the watermark of its endpoint passes the end of its last window, the grace and the horizon.
 * So repeats of a record meet whenever its window can still count, however far apart they arrive; the horizon beyond
 * that covers windows that a slower partition holds open. Records of older minutes are {@link Sighting#UNCHECKED}. If
 * more identities are held than the {@link IdBudget} permits, the oldest minutes go first, and what comes at their times or before is
 * unchecked from then on, of all endpoints.
 *
 * <p>Unless that bound bites, answers depend on the calls of {@link #check} alone, not on when {@link #dropPassed} is
 * called. Mutable; not thread-safe.
 */
public final class Duplicates implements SeenRecords {
    /** Length of the spans that are dropped at once. */
    public static final long MINUTE_MS = 60_000;

    private final PerEndpoint<Kept> kept;
    private final IdBudget budget;
    private final Map<String, TreeMap<Long, IdSet>> minutesOf = new TreeMap<>();
    private final List<Span> dropped = new ArrayList<>();
    private long floorMs = Watermark.NONE;
    private long size;
    private @Nullable Span lastSpan;
    private @Nullable IdSet lastSet;

    /**
     * A minute of an endpoint.
     *
     * @param endpoint the endpoint
     * @param startMs its start in epoch milliseconds
     */
    public record Span(String endpoint, long startMs) {}

    /**
     * How long the minutes of an endpoint are kept.
     *
     * @param windows the windows in which its records count
     * @param keptMs how long after the end of a window
     */
    private record Kept(WindowSpec windows, long keptMs) {
        static Kept by(Monitor monitor) {
            MonitorConfig config = monitor.config();
            return new Kept(
                    config.windows(),
                    config.timing().grace().plus(config.duplicates().horizon()).toMillis());
        }

        boolean isPassed(long minute, long watermarkMs) {
            long lastEndMs = windows.endOf(windows.startOf(minute + MINUTE_MS - 1));
            return watermarkMs != Watermark.NONE && watermarkMs >= lastEndMs + keptMs;
        }
    }

    /** Returns those of one partition, which have the bound for themselves. */
    public Duplicates(Monitors monitors) {
        this(monitors, IdBudget.of(monitors));
    }

    /**
     * @param monitors the windows in which records count, and how long they do
     * @param budget shared with the other tasks of the process; {@link #release} leaves it
     */
    public Duplicates(Monitors monitors, IdBudget budget) {
        this.kept = monitors.each(Kept::by);
        this.budget = budget;
        budget.join();
    }

    /** Gives back its part of the budget; it must not be used afterwards. */
    public void release() {
        budget.leave(size);
    }

    /** Returns the start of the minute that holds an event time. */
    public static long minuteOf(long eventTimeMs) {
        return Math.floorDiv(eventTimeMs, MINUTE_MS) * MINUTE_MS;
    }

    @Override
    public Sighting check(String endpoint, long eventTimeMs, long watermarkMs, RecordIdentity id) {
        long minute = minuteOf(eventTimeMs);
        if (minute < floorMs || isPassed(endpoint, minute, watermarkMs)) {
            return Sighting.UNCHECKED;
        }
        Sighting sighting = setOf(endpoint, minute).add(id);
        if (sighting == Sighting.FIRST) {
            resize(1);
            keepWithinBound();
        }
        return sighting;
    }

    /** Drops the oldest minutes while more is held than may be; others may have come to hold more meanwhile. */
    public void keepWithinBound() {
        while (budget.isBeyond(size)) {
            dropOldest();
        }
    }

    private void resize(long more) {
        size += more;
        budget.add(more);
    }

    /** Forgets the minutes of an endpoint that its watermark has passed. */
    public void dropPassed(String endpoint, long watermarkMs) {
        TreeMap<Long, IdSet> minutes = minutesOf.get(endpoint);
        while (minutes != null && !minutes.isEmpty() && isPassed(endpoint, minutes.firstKey(), watermarkMs)) {
            dropFirst(endpoint, minutes);
        }
    }

    /** Returns the minutes that were dropped since the last call: nothing of them need be stored any more. */
    public List<Span> takeDropped() {
        if (dropped.isEmpty()) {
            return List.of();
        }
        List<Span> taken = List.copyOf(dropped);
        dropped.clear();
        return taken;
    }

    /** Takes an identity back from a store, at the start. */
    public void restore(Span span, long high, long low) {
        if (setOf(span.endpoint(), span.startMs()).add(high, low) == Sighting.FIRST) {
            resize(1);
        }
    }

    /** Takes the floor back from a store, at the start. */
    public void restoreFloor(long storedFloorMs) {
        floorMs = storedFloorMs;
    }

    /** Returns the event time before which nothing is checked because of the bound, or {@link Watermark#NONE}. */
    public long floorMs() {
        return floorMs;
    }

    /** Returns how many identities are held. */
    public long size() {
        return size;
    }

    private IdSet setOf(String endpoint, long minute) {
        Span known = lastSpan;
        IdSet set = lastSet;
        if (known != null
                && set != null
                && known.startMs() == minute
                && known.endpoint().equals(endpoint)) {
            return set;
        }
        IdSet found =
                minutesOf.computeIfAbsent(endpoint, e -> new TreeMap<>()).computeIfAbsent(minute, m -> new IdSet());
        lastSpan = new Span(endpoint, minute);
        lastSet = found;
        return found;
    }

    /** Of an endpoint that is not monitored any more, nothing need be known. */
    private boolean isPassed(String endpoint, long minute, long watermarkMs) {
        Kept own = kept.find(endpoint);
        return own == null || own.isPassed(minute, watermarkMs);
    }

    private void dropOldest() {
        String oldest = "";
        long oldestMs = Long.MAX_VALUE;
        for (Map.Entry<String, TreeMap<Long, IdSet>> entry : minutesOf.entrySet()) {
            if (entry.getValue().firstKey() < oldestMs) {
                oldest = entry.getKey();
                oldestMs = entry.getValue().firstKey();
            }
        }
        floorMs = Math.max(floorMs, oldestMs + MINUTE_MS);
        dropFirst(oldest, minutesOf.getOrDefault(oldest, new TreeMap<>()));
    }

    private void dropFirst(String endpoint, NavigableMap<Long, IdSet> minutes) {
        Map.Entry<Long, IdSet> first = minutes.pollFirstEntry();
        resize(-first.getValue().size());
        dropped.add(new Span(endpoint, first.getKey()));
        if (minutes.isEmpty()) {
            minutesOf.remove(endpoint);
        }
        lastSpan = null;
        lastSet = null;
    }
}
