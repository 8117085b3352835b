package io.tidemark.core.ledger;

import io.tidemark.core.config.Monitors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many identities of records all input tasks of a process hold together, and how many they may. If they hold more,
 * whoever holds more than its equal share has to drop some; at least one does. So a busy task may use what others leave,
 * and gives it back when they need it. Thread-safe.
 */
public final class IdBudget {
    private final long most;
    private final AtomicLong held = new AtomicLong();
    private final AtomicInteger holders = new AtomicInteger();

    /**
     * @param most how many identities may be held, at least 1
     */
    public IdBudget(long most) {
        if (most < 1) {
            throw new IllegalArgumentException("most identities = " + most + " is not at least 1");
        }
        this.most = most;
    }

    /** Returns the budget of a process: the largest that a monitor asks for, since all endpoints share it. */
    public static IdBudget of(Monitors monitors) {
        return new IdBudget(monitors.all().stream()
                .mapToInt(monitor -> monitor.config().duplicates().mostIds())
                .max()
                .orElseThrow());
    }

    /** Returns how many are held. */
    public long held() {
        return held.get();
    }

    void join() {
        holders.incrementAndGet();
    }

    void leave(long own) {
        held.addAndGet(-own);
        holders.decrementAndGet();
    }

    /** Notes that a holder holds so many more, or fewer if negative. */
    void add(long more) {
        held.addAndGet(more);
    }

    /** Returns whether a holder of so many has to drop some. */
    boolean isBeyond(long own) {
        return held.get() > most && own > most / Math.max(1, holders.get());
    }
}
