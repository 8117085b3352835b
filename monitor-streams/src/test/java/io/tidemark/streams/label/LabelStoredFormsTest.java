package io.tidemark.streams.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.label.RevisionState;
import io.tidemark.core.ledger.Fate;
import io.tidemark.core.model.LabelValue;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.model.Prediction;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.core.window.WindowKey;
import io.tidemark.streams.processor.ModelDelta;
import io.tidemark.streams.processor.SegmentKey;
import io.tidemark.streams.store.LiveCodec;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the labels application keeps on disk and sends to itself comes back as it was; other versions are refused. */
class LabelStoredFormsTest {
    private static final SegmentKey KEY = new SegmentKey(new WindowKey("é/@%", "blue", -5), "F");

    @BeforeAll
    static void loadTheFormsOfTheTopicsWhichTellAvroWhatToTrust() {
        assertThat(LabelBench.TOPICS.all()).isNotEmpty();
    }

    private final FakeModels models = new FakeModels().activate("fraud", ModelSamples.MODEL);

    @Test
    void aSegmentKeyComesBack() {
        assertThat(SegmentKey.decode(KEY.encode())).isEqualTo(KEY);
        assertThat(KEY.isOfAllRows()).isFalse();
        assertThat(new SegmentKey(KEY.window(), SegmentKey.ALL).isOfAllRows()).isTrue();
    }

    @Test
    void allRowsOfAWindowSortBeforeItsSegments() {
        byte[] all = new SegmentKey(KEY.window(), SegmentKey.ALL).encode();

        assertThat(Arrays.compareUnsigned(all, KEY.encode())).isNegative();
    }

    @Test
    void pendingTablesComeBackOnTheirModelBaseline() {
        LiveCodec<SegmentKey, PendingTables> codec = PendingTables.codec(models);
        PendingTables pending = new PendingTables(ModelSamples.MODEL.hash(), corrections(), offsets(3, 9));

        PendingTables read = codec.decode(codec.encode(pending));

        assertThat(read.baselineHash()).isEqualTo(ModelSamples.MODEL.hash());
        assertThat(read.tables().encode()).isEqualTo(pending.tables().encode());
        assertThat(read.captures().ranges()).isEqualTo(pending.captures().ranges());
        assertThat(codec.sizeOf(read)).isPositive();
        assertThat(codec.decodeKey(codec.encodeKey(KEY))).isEqualTo(KEY);
        assertVersionRefused(codec.encode(pending), codec::decode);
    }

    @Test
    void openTablesComeBackWithTheirSources() {
        LiveCodec<SegmentKey, OpenTables> codec = OpenTables.codec(models);
        OpenTables open = new OpenTables(ModelSamples.MODEL.hash(), ModelSamples.MODEL.emptyProfile());
        open.add(corrections(), 3, offsets(1, 4));
        open.add(corrections(), 0, offsets(7, 7));
        open.add(corrections(), 5, new OffsetRanges());

        OpenTables read = codec.decode(codec.encode(open));

        assertThat(read.tables().encode()).isEqualTo(open.tables().encode());
        assertThat(read.sources()).containsOnlyKeys(0, 3);
        assertThat(codec.sizeOf(read)).isPositive();
        assertVersionRefused(codec.encode(open), codec::decode);
    }

    @Test
    void aModelDeltaComesBack() {
        ModelDelta delta =
                new ModelDelta(KEY, 7, ModelSamples.MODEL.hash(), corrections().encode(), offsets(2, 5));

        ModelDelta read = ModelDelta.decode(delta.encode());

        assertThat(read).isEqualTo(delta).hasSameHashCodeAs(delta);
        assertThat(read.key()).isEqualTo(KEY);
        assertThat(read.inputPartition()).isEqualTo(7);
        assertThat(read.captures().ranges()).isEqualTo(delta.captures().ranges());
        assertThat(ModelProfile.decode(read.tables(), ModelSamples.MODEL).labelled())
                .isEqualTo(-1);
        assertThat(read).hasToString(delta.toString());
        assertVersionRefused(delta.encode(), ModelDelta::decode);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelDelta.decode(Arrays.copyOf(delta.encode(), delta.encode().length + 1)));
    }

    @Test
    void theAccountOfAPartitionComesBack() {
        JoinAccount account = new JoinAccount();
        account.captures().read(5);
        account.captures().add(Fate.PARSED, 2);
        account.captures().read(6);
        account.addWithoutModel();
        account.groundTruth().read(0);
        account.groundTruth().add(Fate.DEAD_LETTERED, 0);
        account.fates().addDeadLetter();
        account.labelTime().raiseTo(77);

        JoinAccount read =
                JoinAccount.FORM.decode().apply(JoinAccount.FORM.encode().apply(account));

        assertThat(read.toRow(3)).isEqualTo(account.toRow(3));
        assertThat(read.captures().count(Fate.PARSED)).isEqualTo(1);
        assertThat(read.labelTime().value()).isEqualTo(77);
        assertThat(read.toRow(3).getPredictionFates()).containsEntry(JoinAccount.WITHOUT_MODEL, 1L);
        assertVersionRefused(
                JoinAccount.FORM.encode().apply(account),
                bytes -> JoinAccount.FORM.decode().apply(bytes));
    }

    /** What a release wrote that did not say how far it had settled, or which captures were late. */
    @Test
    void accountsOfTheReleaseBeforeAreRead() {
        byte[] partition = JoinAccount.FORM.encode().apply(new JoinAccount());
        byte[] before = Arrays.copyOf(partition, partition.length - 3 * Long.BYTES);
        before[0] = 1;
        assertThat(JoinAccount.FORM.decode().apply(before).toRow(3))
                .satisfies(row -> assertThat(row.getSettledThrough()).isEqualTo(Long.MIN_VALUE))
                .satisfies(row -> assertThat(row.getSettledUpTo()).isEqualTo(Long.MAX_VALUE))
                .satisfies(row -> assertThat(row.getSettledInSilence()).isEqualTo(Long.MAX_VALUE));

        WindowAccount account = new WindowAccount(4, true, 10, 7, -1, 2, Map.of());
        byte[] window = WindowAccount.FORM.encode().apply(account);
        byte[] windowBefore = Arrays.copyOf(window, 1 + 4 + 1 + 4 * Long.BYTES);
        windowBefore[0] = 1;
        assertThat(WindowAccount.FORM.decode().apply(windowBefore)).isEqualTo(account);
    }

    @Test
    void theAccountOfAWindowComesBack() {
        OffsetRanges captures = new OffsetRanges();
        captures.addRange(5, 6);
        WindowAccount account = new WindowAccount(4, true, 10, 7, -1, 2, Map.of(1, captures));

        WindowKey window = new WindowKey("fraud", "AllTraffic", 0);
        WindowAccount read =
                WindowAccount.FORM.decode().apply(WindowAccount.FORM.encode().apply(account));
        assertThat(read.toRow(window)).isEqualTo(account.toRow(window));
        assertThat(read.toRow(window).getLateOffsets()).hasSize(1);
        assertVersionRefused(
                WindowAccount.FORM.encode().apply(account),
                bytes -> WindowAccount.FORM.decode().apply(bytes));
    }

    @Test
    void anAccountSaysOpenBeforeTheFinalRevisionAndExpiredBehindIt() {
        ModelProfile tables = ModelSamples.MODEL.emptyProfile();
        tables.addPrediction(Prediction.ofBinary(true, 0.9), 1);
        WindowKey window = KEY.window();

        assertThat(WindowAccount.at(new RevisionState(1, 0, false), tables)
                        .toRow(window)
                        .getPredictionFates())
                .containsOnlyKeys("unlabelled");
        assertThat(WindowAccount.at(new RevisionState(2, 0, true), tables)
                        .toRow(window)
                        .getPredictionFates())
                .containsOnlyKeys("expiredUnlabelled");
    }

    @Test
    void tablesWhoseModelBaselineIsGoneSaySo() {
        byte[] stored = OpenTables.codec(models)
                .encode(new OpenTables(ModelSamples.MODEL.hash(), ModelSamples.MODEL.emptyProfile()));

        assertThatThrownBy(() -> OpenTables.codec(new FakeModels()).decode(stored))
                .hasMessageContaining(ModelSamples.MODEL.hash().hex());
    }

    /** A delta of a correction: what it takes away another one has added. */
    private static ModelProfile corrections() {
        ModelProfile tables = ModelSamples.MODEL.emptyProfile();
        tables.addPair(Prediction.ofBinary(true, 0.9), LabelValue.ofClass(1), -1);
        return tables;
    }

    private static OffsetRanges offsets(long from, long to) {
        OffsetRanges offsets = new OffsetRanges();
        offsets.addRange(from, to);
        return offsets;
    }

    private static void assertVersionRefused(byte[] bytes, Function<byte[], ?> decode) {
        byte[] other = bytes.clone();
        other[0] = 99;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> decode.apply(other))
                .withMessageContaining("version 99");
    }
}
