package io.tidemark.streams.store;

/**
 * Where a write-behind store keeps its rows, and how much of them stays live.
 *
 * @param isPersistent true for RocksDB under the state directory, which survives a clean restart; false for memory,
 *     which is read back from the changelog at each start
 * @param liveBytes heap bytes of live objects to which each task's copy is brought back between records and at each
 *     commit, at least 1
 */
public record WriteBehindOptions(boolean isPersistent, long liveBytes) {
    /** 64 MiB: about 500 windows of 100 features with 256 counters each. */
    private static final long DEFAULT_LIVE_BYTES = 64L << 20;

    /** Checks the budget. */
    public WriteBehindOptions {
        if (liveBytes < 1) {
            throw new IllegalArgumentException("liveBytes = " + liveBytes + " is not at least 1");
        }
    }

    /** Rows in RocksDB, 64 MiB of live objects a task. */
    public static WriteBehindOptions persistent() {
        return new WriteBehindOptions(true, DEFAULT_LIVE_BYTES);
    }

    /** Rows in memory, 64 MiB of live objects a task beside them. */
    public static WriteBehindOptions inMemory() {
        return new WriteBehindOptions(false, DEFAULT_LIVE_BYTES);
    }

    /** The same with another budget in bytes. */
    public WriteBehindOptions withLiveBytes(long bytes) {
        return new WriteBehindOptions(isPersistent, bytes);
    }
}
