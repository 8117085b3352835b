package io.tidemark.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.core.model.ModelBaseline;
import io.tidemark.wire.AvroSerde;
import io.tidemark.wire.ModelBaselines;
import io.tidemark.wire.Samples;
import io.tidemark.wire.avro.ActivationKind;
import io.tidemark.wire.avro.BaselineChunk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ModelBaselineChunksTest {
    @Test
    void everyModelBaselineComesBackWithItsHash() {
        AvroSerde<BaselineChunk> serde = AvroSerde.of(BaselineChunk.class);
        for (long seed = 0; seed < 50; seed++) {
            ModelBaseline baseline = new ModelBaselines(seed).any();
            List<BaselineChunk> read = new ArrayList<>();
            for (BaselineChunk chunk : ModelBaselineChunks.split(baseline)) {
                byte[] bytes = serde.serializer().serialize("baselines", chunk);
                read.add(serde.deserializer().deserialize("baselines", bytes));
            }

            ModelBaseline joined = ModelBaselineChunks.join(read);
            assertThat(joined.hash()).as("seed " + seed).isEqualTo(baseline.hash());
            assertThat(joined.encode()).as("seed " + seed).isEqualTo(baseline.encode());
        }
    }

    @Test
    void chunksSayThatTheyAreOfAModel() {
        assertThat(ModelBaselineChunks.split(new ModelBaselines(1).any()))
                .allSatisfy(chunk -> assertThat(chunk.getKind()).isEqualTo(ActivationKind.MODEL));
    }

    @Test
    void chunksOfABaselineOfFeaturesAreRefusedAndTheOtherWayRound() {
        List<BaselineChunk> features = BaselineChunks.split(new Samples(2).baseline(2));
        List<BaselineChunk> model = ModelBaselineChunks.split(new ModelBaselines(2).any());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelBaselineChunks.join(features))
                .withMessageContaining("is of a file of kind BASELINE, not of a model baseline");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaselineChunks.join(model))
                .withMessageContaining("is of a file of kind MODEL, not of a baseline");
    }

    @Test
    void contentUnderTheWrongHashIsRefused() {
        ModelBaseline baseline = new ModelBaselines(3).any();
        BaselineChunk chunk = ModelBaselineChunks.split(baseline).get(0);
        BaselineChunk renamed = new BaselineChunk("ab".repeat(32), 0, 1, chunk.getContent(), ActivationKind.MODEL);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelBaselineChunks.join(List.of(renamed)))
                .withMessageContaining("the content is of another model baseline")
                .withMessageContaining(baseline.hash().hex());
    }
}
