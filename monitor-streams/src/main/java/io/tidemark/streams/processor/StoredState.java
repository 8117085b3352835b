package io.tidemark.streams.processor;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.ledger.PartitionAccount;
import io.tidemark.core.window.Closing;
import io.tidemark.core.window.HeartbeatPart;
import io.tidemark.core.window.Watermark;
import io.tidemark.core.window.WindowKey;
import io.tidemark.streams.store.LiveCodec;
import io.tidemark.streams.store.StoreNames;
import io.tidemark.streams.store.WriteBehindOptions;
import io.tidemark.streams.store.WriteBehindStores;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.kafka.streams.state.StoreBuilder;

/** Builders of every store with the bytes of its keys and values: on disk since the first release. */
public final class StoredState {
    private static final long SMALL = 256;
    private static final long SEEN_IDS_LIVE_BYTES = 4L << 20;

    private StoredState() {}

    /** Watermarks by endpoint. */
    public static StoreBuilder<?> watermarks(WriteBehindOptions options) {
        return WriteBehindStores.builder(
                StoreNames.WATERMARKS, byText(new Form<>(Watermark::encode, Watermark::decode)), options);
    }

    /** Accounting by input partition. */
    public static StoreBuilder<?> intakeLedger(WriteBehindOptions options) {
        return WriteBehindStores.builder(
                StoreNames.INTAKE_LEDGER,
                byNumber(new Form<>(PartitionAccount::encode, PartitionAccount::decode)),
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

    /** Newest heartbeat by input partition and part; see {@link MergeProcessor}. */
    public static StoreBuilder<?> heartbeats(WriteBehindOptions options) {
        return WriteBehindStores.builder(
                StoreNames.HEARTBEATS, byNumber(new Form<>(HeartbeatPart::encode, HeartbeatPart::decode)), options);
    }

    /** Counts of open windows. */
    public static StoreBuilder<?> windows(WriteBehindOptions options, Baselines baselines) {
        return WriteBehindStores.builder(
                StoreNames.WINDOWS, OpenBlock.codec(hash -> WindowCloser.layout(baselines, hash)), options);
    }

    /** How far windows are closed, by endpoint. */
    public static StoreBuilder<?> closings(WriteBehindOptions options) {
        return WriteBehindStores.builder(
                StoreNames.CLOSINGS, byText(new Form<>(Closing::encode, Closing::decode)), options);
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

    private static <V> LiveCodec<String, V> byText(Form<V> value) {
        Form<String> key = new Form<>(
                text -> text.getBytes(StandardCharsets.UTF_8), bytes -> new String(bytes, StandardCharsets.UTF_8));
        return new SmallState<>(key, value);
    }

    private static <V> LiveCodec<Integer, V> byNumber(Form<V> value) {
        Form<Integer> key = new Form<>(
                number -> new CanonicalOutput(4).putInt(number).toByteArray(),
                bytes -> new CanonicalInput(bytes).getInt());
        return new SmallState<>(key, value);
    }

    /** To bytes and back. */
    private record Form<T>(Function<T, byte[]> encode, Function<byte[], T> decode) {}

    private record SmallState<K, V>(Form<K> key, Form<V> value) implements LiveCodec<K, V> {
        @Override
        public byte[] encodeKey(K decoded) {
            return key.encode().apply(decoded);
        }

        @Override
        public K decodeKey(byte[] bytes) {
            return key.decode().apply(bytes);
        }

        @Override
        public byte[] encode(V decoded) {
            return value.encode().apply(decoded);
        }

        @Override
        public V decode(byte[] bytes) {
            return value.decode().apply(bytes);
        }

        @Override
        public long sizeOf(V decoded) {
            return SMALL;
        }
    }
}
