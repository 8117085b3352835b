package io.tidemark.streams.label;

import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.window.Watermark;
import io.tidemark.core.window.WindowKey;
import io.tidemark.streams.processor.Message;
import io.tidemark.streams.processor.ModelDelta;
import io.tidemark.streams.store.WriteBehindStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps the accounts of final windows, so that what comes too late for one is named beside what was judged: one row per
 * window, or one for all windows that are older than {@link #HORIZON}, so that they do not fill the state.
 */
final class LateWindows {
    /** How old a window may be to have a row of its own, before the last final one. */
    static final Duration HORIZON = Duration.ofDays(31);

    /** The start under which what came too late for all older windows is accounted for together. */
    static final long OLDER = Long.MIN_VALUE;

    private final WriteBehindStore<WindowKey, WindowAccount> rows;
    private final Consumer<Message> forward;

    LateWindows(WriteBehindStore<WindowKey, WindowAccount> rows, Consumer<Message> forward) {
        this.rows = rows;
        this.forward = forward;
    }

    /** Keeps the account of a window whose final revision was just made. */
    void keep(WindowKey window, WindowAccount account) {
        dropOlderThanHorizon(window);
        rows.put(window, account);
    }

    /** Accounts for rows and labels that came after the final revision of their window. */
    void add(ModelDelta delta, ModelProfile tables, long finalThroughMs) {
        WindowKey window = delta.key().window();
        boolean isOld = finalThroughMs != Watermark.NONE && window.startMs() < finalThroughMs - HORIZON.toMillis();
        WindowKey row = isOld ? new WindowKey(window.endpoint(), window.variant(), OLDER) : window;
        WindowAccount known = rows.get(row);
        WindowAccount account = (known == null ? WindowAccount.OF_NOTHING : known)
                .withLate(tables, delta.inputPartition(), delta.captures());
        rows.put(row, account);
        forward.accept(new Message.Accounted(account.toRow(row)));
    }

    /** The ledger topic keeps the last value of a row; what comes for its window from now on goes to the older ones. */
    private void dropOlderThanHorizon(WindowKey newest) {
        List<WindowKey> behind = new ArrayList<>();
        rows.forEachKey(row -> {
            if (row.endpoint().equals(newest.endpoint())
                    && row.startMs() != OLDER
                    && row.startMs() < newest.startMs() - HORIZON.toMillis()) {
                behind.add(row);
            }
        });
        behind.forEach(rows::remove);
    }
}
