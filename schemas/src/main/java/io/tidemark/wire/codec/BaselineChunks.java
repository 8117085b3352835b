package io.tidemark.wire.codec;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.wire.avro.ActivationKind;
import io.tidemark.wire.avro.BaselineChunk;
import io.tidemark.wire.json.BaselineJson;
import java.util.Collection;
import java.util.List;

/** A baseline as records: its file, compressed and cut into pieces. */
public final class BaselineChunks {
    /** Most bytes of one piece. */
    public static final int MAX_BYTES = 256 * 1024;

    private static final Chunks CHUNKS = new Chunks(ActivationKind.BASELINE, "baseline");

    private BaselineChunks() {}

    /** Returns the pieces in order, at least one. */
    public static List<BaselineChunk> split(Baseline baseline) {
        return CHUNKS.split(baseline.hash().hex(), out -> BaselineJson.write(baseline, out));
    }

    /**
     * Returns the baseline of its pieces, in any order; the same piece twice is taken once.
     *
     * @throws IllegalArgumentException if a piece is missing, pieces are of different baselines or of something else, or
     *     the content does not have the hash that the pieces name
     */
    public static Baseline join(Collection<BaselineChunk> chunks) {
        Baseline baseline = CHUNKS.join(chunks, BaselineJson::read);
        CHUNKS.requireHash(chunks, baseline.hash().hex());
        return baseline;
    }
}
