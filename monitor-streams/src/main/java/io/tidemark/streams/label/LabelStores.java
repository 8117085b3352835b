package io.tidemark.streams.label;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.label.RevisionState;
import io.tidemark.core.window.WindowKey;
import io.tidemark.streams.processor.StoredState;
import io.tidemark.streams.store.SmallState;
import io.tidemark.streams.store.SmallState.Form;
import io.tidemark.streams.store.StoreNames;
import io.tidemark.streams.store.WriteBehindOptions;
import io.tidemark.streams.store.WriteBehindStores;
import java.util.List;
import org.apache.kafka.streams.state.StoreBuilder;

/** The stores of the labels application, by the stage that uses them. */
final class LabelStores {
    private static final int VERSION = 1;
    private static final Form<WindowKey> WINDOW = new Form<>(LabelStores::encode, LabelStores::decodeWindow);
    private static final Form<RevisionState> REVISION = new Form<>(LabelStores::encode, LabelStores::decodeRevision);

    private final WriteBehindOptions options;
    private final ModelBaselines models;

    LabelStores(WriteBehindOptions options, ModelBaselines models) {
        this.options = options;
        this.models = models;
    }

    List<StoreBuilder<?>> ofJoin() {
        return List.of(
                WriteBehindStores.plain(StoreNames.OPEN_PREDICTIONS, options),
                WriteBehindStores.plain(StoreNames.OPEN_PREDICTIONS_BY_TIME, options),
                WriteBehindStores.builder(StoreNames.LABEL_LEDGER, SmallState.byNumber(JoinAccount.FORM), options),
                StoredState.watermarks(options),
                WriteBehindStores.builder(StoreNames.MODEL_DELTAS, PendingTables.codec(models), options));
    }

    List<StoreBuilder<?>> ofMerge() {
        return List.of(
                StoredState.heartbeats(options),
                StoredState.closings(options),
                WriteBehindStores.builder(StoreNames.MODEL_WINDOWS, OpenTables.codec(models), options),
                WriteBehindStores.builder(StoreNames.REVISIONS, new SmallState<>(WINDOW, REVISION), options),
                WriteBehindStores.builder(
                        StoreNames.FINAL_WINDOWS, new SmallState<>(WINDOW, WindowAccount.FORM), options));
    }

    private static byte[] encode(WindowKey window) {
        CanonicalOutput out = new CanonicalOutput(64);
        window.writeTo(out);
        return out.toByteArray();
    }

    private static WindowKey decodeWindow(byte[] bytes) {
        return WindowKey.readFrom(new CanonicalInput(bytes));
    }

    private static byte[] encode(RevisionState state) {
        CanonicalOutput out = new CanonicalOutput(16).putByte(VERSION);
        state.writeTo(out);
        return out.toByteArray();
    }

    private static RevisionState decodeRevision(byte[] bytes) {
        CanonicalInput in = new CanonicalInput(bytes);
        in.expectVersion(VERSION, "stored revisions");
        return RevisionState.readFrom(in);
    }
}
