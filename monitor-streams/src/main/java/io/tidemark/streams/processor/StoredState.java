package io.tidemark.streams.processor;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.ledger.PartitionAccount;
import io.tidemark.core.window.Closing;
import io.tidemark.core.window.HeartbeatPart;
import io.tidemark.core.window.Watermark;
import io.tidemark.core.window.WindowKey;
import io.tidemark.streams.store.SmallState;
import io.tidemark.streams.store.SmallState.Form;
import io.tidemark.streams.store.StoreNames;
import io.tidemark.streams.store.WriteBehindOptions;
import io.tidemark.streams.store.WriteBehindStores;
import org.apache.kafka.streams.state.StoreBuilder;

/** Builders of every store with the bytes of its keys and values: on disk since the first release. */
public final class StoredState {
    private static final long SEEN_IDS_LIVE_BYTES = 4L << 20;

    private StoredState() {}

    /** Watermarks by endpoint. */
    public static StoreBuilder<?> watermarks(WriteBehindOptions options) {
        return WriteBehindStores.builder(
                StoreNames.WATERMARKS, SmallState.byText(new Form<>(Watermark::encode, Watermark::decode)), options);
    }

    /** Accounting by input partition. */
    public static StoreBuilder<?> intakeLedger(WriteBehindOptions options) {
        return WriteBehindStores.builder(
                StoreNames.INTAKE_LEDGER,
                SmallState.byNumber(new Form<>(PartitionAccount::encode, PartitionAccount::decode)),
                options);
    }

    /** Records seen. The task has them in memory in another form, so what was written need not stay live. */
    public static StoreBuilder<?> seenIds(WriteBehindOptions options) {
        return WriteBehindStores.builder(
                StoreNames.SEEN_IDS,
                IdChunk.CODEC,
                options.withLiveBytes(Math.min(options.liveBytes(), SEEN_IDS_LIVE_BYTES)));
    }

    /** Counts not sent yet. */
    public static StoreBuilder<?> deltas(WriteBehindOptions options, Baselines baselines) {
        return WriteBehindStores.builder(
                StoreNames.DELTAS, PendingBlock.codec(hash -> WindowCloser.layout(baselines, hash)), options);
    }

    /** Newest heartbeat by input partition and part; see {@link StoredHeartbeats}. */
    public static StoreBuilder<?> heartbeats(WriteBehindOptions options) {
        return WriteBehindStores.builder(
                StoreNames.HEARTBEATS,
                SmallState.byNumber(new Form<>(HeartbeatPart::encode, HeartbeatPart::decode)),
                options);
    }

    /** Counts of open windows. */
    public static StoreBuilder<?> windows(WriteBehindOptions options, Baselines baselines) {
        return WriteBehindStores.builder(
                StoreNames.WINDOWS, OpenBlock.codec(hash -> WindowCloser.layout(baselines, hash)), options);
    }

    /** How far windows are closed, by endpoint. */
    public static StoreBuilder<?> closings(WriteBehindOptions options) {
        return WriteBehindStores.builder(
                StoreNames.CLOSINGS, SmallState.byText(new Form<>(Closing::encode, Closing::decode)), options);
    }

    /** Late records by window. */
    public static StoreBuilder<?> late(WriteBehindOptions options) {
        Form<WindowKey> key = new Form<>(StoredState::encodeKey, b -> WindowKey.readFrom(new CanonicalInput(b)));
        return WriteBehindStores.builder(
                StoreNames.LATE, new SmallState<>(key, new Form<>(LateCounts::encode, LateCounts::decode)), options);
    }

    private static byte[] encodeKey(WindowKey window) {
        CanonicalOutput out = new CanonicalOutput(64);
        window.writeTo(out);
        return out.toByteArray();
    }
}
