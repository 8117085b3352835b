package io.tidemark.streams.processor;

import io.tidemark.core.profile.Delta;
import io.tidemark.core.profile.ProfileBlock;
import io.tidemark.core.window.Watermark;
import io.tidemark.core.window.WindowKey;
import io.tidemark.streams.store.WriteBehindStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Accounts for records whose window had closed: one row per window, or one for all that are older than
 * {@link #HORIZON}, so that a stream of old event times cannot fill the state.
 */
final class LateLedger {
    /** How old a window may be to have a row of its own, before the last closed one. */
    static final Duration HORIZON = Duration.ofDays(31);

    /** The start under which all older windows are accounted for together. */
    static final long OLDER = Long.MIN_VALUE;

    private final WriteBehindStore<WindowKey, LateCounts> rows;
    private final Consumer<Message> forward;

    LateLedger(WriteBehindStore<WindowKey, LateCounts> rows, Consumer<Message> forward) {
        this.rows = rows;
        this.forward = forward;
    }

    void add(Delta delta, long closedThroughMs) {
        WindowKey window = delta.window();
        boolean old = closedThroughMs != Watermark.NONE && window.startMs() < closedThroughMs - HORIZON.toMillis();
        WindowKey row = old ? new WindowKey(window.endpoint(), window.variant(), OLDER) : window;
        if (rows.get(row) == null) {
            dropOlderThanHorizon(closedThroughMs);
        }
        LateCounts counts = rows.getOrCreate(row, k -> new LateCounts());
        counts.add(ProfileBlock.decodeCounts(delta.counts()), delta.inputPartition(), delta.offsets());
        forward.accept(new Message.Accounted(counts.toRow(row)));
    }

    /** The ledger topic keeps the last value of a row; what comes for its window from now on goes to the older ones. */
    private void dropOlderThanHorizon(long closedThroughMs) {
        if (closedThroughMs == Watermark.NONE) {
            return;
        }
        List<WindowKey> behind = new ArrayList<>();
        rows.forEachKey(row -> {
            if (row.startMs() != OLDER && row.startMs() < closedThroughMs - HORIZON.toMillis()) {
                behind.add(row);
            }
        });
        behind.forEach(rows::remove);
    }
}
