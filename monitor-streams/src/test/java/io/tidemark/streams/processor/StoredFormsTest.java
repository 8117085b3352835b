package io.tidemark.streams.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.ledger.Duplicates;
import io.tidemark.core.profile.ProfileBlock;
import io.tidemark.core.profile.ProfileLayout;
import io.tidemark.core.window.Heartbeat;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.core.window.Watermark;
import io.tidemark.core.window.WindowKey;
import io.tidemark.streams.store.LiveCodec;
import io.tidemark.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is on disk and in changelogs comes back as it was, and another version of it is refused. */
class StoredFormsTest {

    private static final Baseline BASELINE = Samples.baseline("a", 100);
    private static final BlockKey KEY = new BlockKey(Samples.window("fraud", 10), 3);

    @BeforeAll
    static void loadTheFormsOfTheTopicsWhichTellAvroWhatToTrust() {
        assertThat(new Topics().all()).isNotEmpty();
    }

    private final FakeBaselines baselines = new FakeBaselines().activate("fraud", BASELINE);

    @Test
    void aBlockKeyComesBack() {
        assertThat(BlockKey.decode(KEY.encode())).isEqualTo(KEY);
        BlockKey negative = new BlockKey(new WindowKey("", "é/@%", Long.MIN_VALUE), 0);
        assertThat(BlockKey.decode(negative.encode())).isEqualTo(negative);
    }

    @Test
    void aChunkOfSeenRecordsComesBack() {
        LiveCodec<IdChunk.Key, IdChunk> codec = IdChunk.CODEC;
        IdChunk.Key key = new IdChunk.Key(new Duplicates.Span("é/@", 60_000), 7);
        IdChunk chunk = new IdChunk();
        for (long i = 1; i <= 20; i++) {
            chunk.add(i, -i);
        }

        IdChunk read = codec.decode(codec.encode(chunk));

        List<Long> ids = new ArrayList<>();
        read.forEach((high, low) -> ids.addAll(List.of(high, low)));
        assertThat(ids).hasSize(40).startsWith(1L, -1L, 2L).endsWith(20L, -20L);
        assertThat(codec.decodeKey(codec.encodeKey(key))).isEqualTo(key);
        assertThat(codec.encode(chunk)).as("16 bytes a record").hasSize(5 + 16 * 20);
        assertThat(codec.sizeOf(read)).isPositive();
        assertVersionRefused(codec.encode(chunk), codec::decode);
    }

    @Test
    void lateCountsComeBack() {
        LateCounts late = new LateCounts();
        ProfileBlock block = ProfileLayout.EMPTY.emptyBlock(0);
        block.counts().addRecord();
        block.counts().addRow(false, true);
        late.add(block.counts(), 1, Samples.offsets(5, 5));
        late.add(block.counts(), 0, Samples.offsets(9, 9));

        LateCounts read = LateCounts.decode(late.encode());

        assertThat(read.toRow(KEY.window())).isEqualTo(late.toRow(KEY.window()));
        assertThat(read.encode()).isEqualTo(late.encode());
        assertVersionRefused(late.encode(), LateCounts::decode);
    }

    @Test
    void pendingCountsComeBackOnTheirBaseline() {
        LiveCodec<BlockKey, PendingBlock> codec = PendingBlock.codec(hash -> WindowCloser.layout(baselines, hash));
        PendingBlock pending = new PendingBlock(BASELINE.hash(), counted(BASELINE), Samples.offsets(3, 9));

        PendingBlock read = codec.decode(codec.encode(pending));

        assertThat(read.baselineHash()).isEqualTo(BASELINE.hash());
        assertThat(read.block().encode()).isEqualTo(pending.block().encode());
        assertThat(read.offsets().ranges()).isEqualTo(pending.offsets().ranges());
        assertThat(codec.decodeKey(codec.encodeKey(KEY))).isEqualTo(KEY);
        assertThat(codec.sizeOf(read)).isPositive();
        assertVersionRefused(codec.encode(pending), codec::decode);
    }

    @Test
    void pendingCountsWithoutBaselineComeBack() {
        LiveCodec<BlockKey, PendingBlock> codec = PendingBlock.codec(hash -> WindowCloser.layout(baselines, hash));
        PendingBlock pending = new PendingBlock(ContentHash.NONE, counted(ProfileLayout.EMPTY), new OffsetRanges());

        assertThat(codec.decode(codec.encode(pending)).baselineHash()).isEqualTo(ContentHash.NONE);
    }

    @Test
    void openCountsComeBackWithTheirSources() {
        LiveCodec<BlockKey, OpenBlock> codec = OpenBlock.codec(hash -> WindowCloser.layout(baselines, hash));
        OpenBlock open = new OpenBlock(BASELINE.hash(), counted(BASELINE));
        open.addSource(3, Samples.offsets(1, 4));
        open.addSource(0, Samples.offsets(7, 7));
        open.addSource(5, new OffsetRanges());

        OpenBlock read = codec.decode(codec.encode(open));

        assertThat(read.baselineHash()).isEqualTo(BASELINE.hash());
        assertThat(read.block().encode()).isEqualTo(open.block().encode());
        assertThat(read.sources()).containsOnlyKeys(0, 3);
        assertThat(Objects.requireNonNull(read.sources().get(3)).ranges())
                .containsExactly(new OffsetRanges.Range(1, 4));
        assertThat(codec.decodeKey(codec.encodeKey(KEY))).isEqualTo(KEY);
        assertVersionRefused(codec.encode(open), codec::decode);
    }

    @Test
    void watermarksAndHeartbeatsRefuseAnotherVersion() {
        assertVersionRefused(new Watermark().encode(), Watermark::decode);
        assertVersionRefused(
                Samples.heartbeat(0, 1, 1, Samples.busy("fraud", 1)).encode(), Heartbeat::decode);
    }

    @Test
    void aStoreWhoseBaselineIsGoneSaysSo() {
        LiveCodec<BlockKey, OpenBlock> codec = OpenBlock.codec(hash -> WindowCloser.layout(baselines, hash));
        byte[] stored = codec.encode(new OpenBlock(BASELINE.hash(), counted(BASELINE)));
        LiveCodec<BlockKey, OpenBlock> without =
                OpenBlock.codec(hash -> WindowCloser.layout(new FakeBaselines(), hash));

        assertThatThrownBy(() -> without.decode(stored))
                .hasMessageContaining(BASELINE.hash().hex());
    }

    private static ProfileBlock counted(ProfileLayout layout) {
        ProfileBlock block = layout.emptyBlock(0);
        for (int i = 0; i < 7; i++) {
            block.counts().addRecord();
            block.counts().addRow(i == 1, i == 2);
        }
        return block;
    }

    private static void assertVersionRefused(byte[] stored, Consumer<byte[]> decode) {
        for (byte version : List.of((byte) 0, (byte) 2, (byte) -1)) {
            byte[] other = stored.clone();
            other[0] = version;
            assertThatThrownBy(() -> decode.accept(other))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("version " + Byte.toUnsignedInt(version));
        }
    }
}
