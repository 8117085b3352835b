package io.tidemark.replay;

import io.tidemark.core.baseline.Activations;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.ledger.ModelSource;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.wire.avro.Activation;
import io.tidemark.wire.avro.ActivationKind;
import io.tidemark.wire.avro.BaselineChunk;
import io.tidemark.wire.codec.BaselineChunks;
import io.tidemark.wire.codec.ModelBaselineChunks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which model baseline each endpoint has had, as the topics of baselines and activations say. Mutable; for one thread. */
final class PublishedModels implements ModelSource {
    private final Activations models = new Activations();
    private final Activations baselines = new Activations();
    private final Map<String, Long> firstOfModel = new HashMap<>();
    private final Map<String, Long> firstOfData = new HashMap<>();
    private final Map<String, List<BaselineChunk>> chunks = new HashMap<>();
    private final Map<Key, Optional<Answers>> known = new HashMap<>();

    private record Key(String endpoint, ContentHash model, ContentHash data) {}

    /** Takes a piece of a baseline of either kind. */
    void take(BaselineChunk chunk) {
        chunks.computeIfAbsent(chunk.getHash(), h -> new ArrayList<>()).add(chunk);
    }

    /** Takes an activation, in the order of its topic. */
    void take(Activation record, long appendedMs) {
        boolean isModel = record.getKind() == ActivationKind.MODEL;
        if (!isModel && record.getKind() != ActivationKind.BASELINE) {
            return;
        }
        var activation = new Activations.Activation(
                record.getEndpoint(), record.getEffectiveFrom(), new ContentHash(record.getHash()), appendedMs);
        (isModel ? models : baselines).add(activation);
        (isModel ? firstOfModel : firstOfData).putIfAbsent(record.getEndpoint(), appendedMs);
    }

    @Override
    public Optional<Answers> of(String endpoint, long windowStartMs) {
        Optional<ContentHash> model = models.current(endpoint, windowStartMs);
        if (model.isEmpty()) {
            return Optional.empty();
        }
        ContentHash data = baselines.current(endpoint, windowStartMs).orElse(ContentHash.NONE);
        return known.computeIfAbsent(new Key(endpoint, model.get(), data), this::find);
    }

    private Optional<Answers> find(Key key) {
        ModelBaseline model = ModelBaselineChunks.join(piecesOf(key.model()));
        List<String> columns = key.data().isNone() ? List.of() : columns(BaselineChunks.join(piecesOf(key.data())));
        long knownFrom = Math.max(
                firstOfModel.getOrDefault(key.endpoint(), Long.MIN_VALUE),
                firstOfData.getOrDefault(key.endpoint(), Long.MIN_VALUE));
        return Optional.of(new Answers(model.newPredictionReader(columns, List.of()), knownFrom));
    }

    private List<BaselineChunk> piecesOf(ContentHash hash) {
        List<BaselineChunk> pieces = chunks.get(hash.hex());
        if (pieces == null) {
            throw new IllegalArgumentException("an activation names the baseline " + hash
                    + ", which the topic of baselines does not hold: publish it again");
        }
        return pieces;
    }

    private static List<String> columns(Baseline data) {
        return data.features().stream().map(FeatureBaseline::name).toList();
    }
}
