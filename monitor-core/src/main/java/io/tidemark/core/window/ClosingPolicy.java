package io.tidemark.core.window;

/**
 * Decides how far the windows of an endpoint may close, from heartbeats alone: a window closes when every input
 * partition that is not idle has passed its end and grace, and every idle one has said so again since.
 *
 * <pre>
 *   heartbeat ─► WatermarkBoard: lowest watermark ─► a grace before ─► IdleConfirmation ─► closed through this end
 * </pre>
 *
 * <p>Mutable; not thread-safe. Rebuilt from the stored heartbeats at each start.
 */
public final class ClosingPolicy {
    private final WatermarkBoard board = new WatermarkBoard();
    private final IdleConfirmation idle;
    private final WindowSpec windows;
    private final long graceMs;

    /**
     * @param windows size and offset of the windows
     * @param graceMs how long after a window's end its records are still counted, in milliseconds
     * @param freshMs how old the look into the topic may be on which an idle note rests, in milliseconds
     */
    public ClosingPolicy(WindowSpec windows, long graceMs, long freshMs) {
        this.windows = windows;
        this.graceMs = graceMs;
        this.idle = new IdleConfirmation(freshMs);
    }

    /** Forgets every partition. */
    public void clear() {
        board.clear();
        idle.clear();
    }

    /** Takes a heartbeat into account, of this run or a stored one. */
    public void accept(Heartbeat heartbeat) {
        board.accept(heartbeat);
        idle.accept(heartbeat);
    }

    /**
     * Returns the end through which the windows of an endpoint may close now.
     *
     * @param endpoint an endpoint that has an open window
     * @param closedThroughMs the end through which its windows are closed, or {@link Watermark#NONE}
     * @param newestStartMs the start of its newest open window
     * @param heartbeat the heartbeat that just came, already accepted
     * @return a window's end after {@code closedThroughMs}, or {@link Watermark#NONE} if nothing is to be closed
     */
    public long closableThrough(String endpoint, long closedThroughMs, long newestStartMs, Heartbeat heartbeat) {
        long dueThrough = dueThrough(endpoint, newestStartMs);
        if (dueThrough <= closedThroughMs) {
            idle.withdraw(endpoint);
            return Watermark.NONE;
        }
        long through = idle.confirm(endpoint, dueThrough, heartbeat);
        return through <= closedThroughMs ? Watermark.NONE : through;
    }

    private long dueThrough(String endpoint, long newestStartMs) {
        long low = board.lowWatermark(endpoint);
        long dueThrough = low == Watermark.NONE ? Watermark.NONE : windows.startOf(low - graceMs);
        // The clock closes what is open; it does not say that nothing old will ever come, a replay for example.
        return board.isSilent(endpoint) ? Math.min(dueThrough, windows.endOf(newestStartMs)) : dueThrough;
    }
}
