package io.tidemark.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.wire.AvroSerde;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Samples;
import io.tidemark.wire.avro.ActivationKind;
import io.tidemark.wire.avro.BaselineChunk;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BaselineChunksTest {
    @Test
    void everyBaselineComesBackWithItsHash() {
        AvroSerde<BaselineChunk> serde = AvroSerde.of(BaselineChunk.class);
        for (long seed = 0; seed < 50; seed++) {
            Baseline baseline = new Samples(seed).baseline(1 + (int) (seed % 20));
            List<BaselineChunk> read = new ArrayList<>();
            for (BaselineChunk chunk : BaselineChunks.split(baseline)) {
                byte[] bytes = serde.serializer().serialize("baselines", chunk);
                read.add(serde.deserializer().deserialize("baselines", bytes));
            }

            assertThat(BaselineChunks.join(read).hash()).as("seed " + seed).isEqualTo(baseline.hash());
        }
    }

    @Test
    void largeBaselineIsCutIntoPiecesOfAtMost256KiB() {
        Baseline baseline = new Samples(1).baseline(400);

        List<BaselineChunk> chunks = new ArrayList<>(BaselineChunks.split(baseline));

        assertThat(chunks).hasSizeGreaterThan(1);
        assertThat(chunks).allSatisfy(chunk -> {
            assertThat(chunk.getContent().remaining()).isBetween(1, 256 * 1024);
            assertThat(chunk.getCount()).isEqualTo(chunks.size());
        });
        assertThat(chunks.stream().map(RecordKeys::of).distinct()).hasSize(chunks.size());
        Collections.shuffle(chunks, new Random(1));
        assertThat(BaselineChunks.join(chunks).hash()).isEqualTo(baseline.hash());
    }

    @Test
    void joiningLeavesThePiecesAsTheyAre() {
        List<BaselineChunk> chunks = BaselineChunks.split(new Samples(2).baseline(3));

        assertThat(BaselineChunks.join(chunks).hash())
                .isEqualTo(BaselineChunks.join(chunks).hash());
    }

    @Test
    void missingPieceIsNamed() {
        List<BaselineChunk> chunks = new ArrayList<>(BaselineChunks.split(new Samples(3).baseline(400)));
        chunks.remove(0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaselineChunks.join(chunks))
                .withMessageContaining("chunk 0 of")
                .withMessageContaining("publish the baseline again");
    }

    @Test
    void noPieceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaselineChunks.join(List.of()))
                .withMessageContaining("found none");
    }

    @Test
    void piecesOfTwoBaselinesAreRefused() {
        List<BaselineChunk> chunks = new ArrayList<>(BaselineChunks.split(new Samples(4).baseline(2)));
        chunks.addAll(BaselineChunks.split(new Samples(5).baseline(2)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaselineChunks.join(chunks))
                .withMessageContaining("chunks of two baselines");
    }

    @Test
    void contentUnderTheWrongHashIsRefused() {
        Baseline baseline = new Samples(6).baseline(2);
        String other = new Samples(7).hash().hex();
        BaselineChunk chunk = BaselineChunks.split(baseline).get(0);
        BaselineChunk renamed = new BaselineChunk(other, 0, 1, chunk.getContent(), ActivationKind.BASELINE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaselineChunks.join(List.of(renamed)))
                .withMessageContaining(other)
                .withMessageContaining(baseline.hash().hex());
    }

    @Test
    void cutContentIsRefused() {
        BaselineChunk chunk = BaselineChunks.split(new Samples(8).baseline(5)).get(0);
        byte[] bytes = Buffers.bytes(chunk.getContent());
        BaselineChunk cut = new BaselineChunk(
                chunk.getHash(), 0, 1, ByteBuffer.wrap(bytes, 0, bytes.length / 2), ActivationKind.BASELINE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaselineChunks.join(List.of(cut)))
                .withMessageContaining(chunk.getHash())
                .withMessageContaining("damaged gzip");
    }
}
