package io.tidemark.replay;

import java.util.ArrayList;
import java.util.List;

/** A clock that stands still except while somebody waits. */
final class FakeClock implements ReplayClock {
    private final List<Long> waits = new ArrayList<>();
    private long nanos;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void await(long wait) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted");
        }
        waits.add(wait);
        nanos += wait;
    }

    void advance(long by) {
        nanos += by;
    }

    List<Long> waits() {
        return waits;
    }
}
