package io.tidemark.core.window;

import java.util.function.Function;
import java.util.function.UnaryOperator;

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
    private final Function<String, ClosingTerms> terms;
    private final UnaryOperator<String> markOf;

    /**
     * Returns the policy that closes the windows of an endpoint by its own watermark.
     *
     * @param terms when the windows of an endpoint close; asked for endpoints with open windows alone
     */
    public ClosingPolicy(Function<String, ClosingTerms> terms) {
        this(terms, endpoint -> endpoint);
    }

    private ClosingPolicy(Function<String, ClosingTerms> terms, UnaryOperator<String> markOf) {
        this.terms = terms;
        this.markOf = markOf;
        this.idle = new IdleConfirmation(endpoint -> terms.apply(endpoint).freshMs(), markOf);
    }

    /**
     * Returns the policy that closes the windows of all endpoints by one clock, each endpoint by its own terms.
     *
     * @param mark the name under which heartbeats say how far that clock has come
     * @param terms when the windows of an endpoint close; asked for endpoints with open windows alone
     */
    public static ClosingPolicy byOneClock(String mark, Function<String, ClosingTerms> terms) {
        return new ClosingPolicy(terms, endpoint -> mark);
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
        ClosingTerms own = terms.apply(endpoint);
        long low = board.lowWatermark(markOf.apply(endpoint));
        long dueThrough = low == Watermark.NONE ? Watermark.NONE : own.closedAt(low);
        // The clock closes what is open; it does not say that nothing old will ever come, a replay for example.
        return board.isSilent(markOf.apply(endpoint))
                ? Math.min(dueThrough, own.windows().endOf(newestStartMs))
                : dueThrough;
    }
}
