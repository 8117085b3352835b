package io.tidemark.wire.codec;

import io.tidemark.core.model.ModelBaseline;
import io.tidemark.wire.avro.ActivationKind;
import io.tidemark.wire.avro.BaselineChunk;
import io.tidemark.wire.json.ModelBaselineJson;
import java.util.Collection;
import java.util.List;

/** A model baseline as records on the topic of baselines: its file, compressed and cut into pieces. */
public final class ModelBaselineChunks {
    private static final Chunks CHUNKS = new Chunks(ActivationKind.MODEL, "model baseline");

    private ModelBaselineChunks() {}

    /** Returns the pieces in order, at least one, each of kind {@code MODEL}. */
    public static List<BaselineChunk> split(ModelBaseline baseline) {
        return CHUNKS.split(baseline.hash().hex(), out -> ModelBaselineJson.write(baseline, out));
    }

    /**
     * Returns the model baseline of its pieces, in any order; the same piece twice is taken once.
     *
     * @throws IllegalArgumentException if a piece is missing, pieces are of different files or of another kind, or the
     *     content does not have the hash that the pieces name
     */
    public static ModelBaseline join(Collection<BaselineChunk> chunks) {
        ModelBaseline baseline = CHUNKS.join(chunks, ModelBaselineJson::read);
        CHUNKS.requireHash(chunks, baseline.hash().hex());
        return baseline;
    }
}
