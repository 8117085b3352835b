package io.tidemark.streams.runtime;

import io.tidemark.core.baseline.Activations;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.wire.avro.Activation;
import io.tidemark.wire.avro.BaselineChunk;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The contents of one kind that a directory knows, and which of them is current for an endpoint. Mutable; not thread-safe.
 *
 * @param <T> a baseline, or a model baseline
 */
final class Shelf<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);

    private final String noun;
    private final Function<Collection<BaselineChunk>, T> join;
    private final Function<T, ContentHash> hashOf;
    private final Activations activations = new Activations();
    private final Map<String, Long> activatedMs = new TreeMap<>();
    private final Map<ContentHash, T> contents = new HashMap<>();
    private final Map<String, TreeMap<Integer, BaselineChunk>> chunks = new HashMap<>();

    /**
     * @param noun how messages call it
     * @param join makes the content of all its pieces
     * @param hashOf the content's identity
     */
    Shelf(String noun, Function<Collection<BaselineChunk>, T> join, Function<T, ContentHash> hashOf) {
        this.noun = noun;
        this.join = join;
        this.hashOf = hashOf;
    }

    String noun() {
        return noun;
    }

    /** Takes a piece; the content is known once all of its pieces were taken. */
    void take(BaselineChunk chunk) {
        TreeMap<Integer, BaselineChunk> known = chunks.computeIfAbsent(chunk.getHash(), h -> new TreeMap<>());
        known.put(chunk.getIndex(), chunk);
        if (known.size() == chunk.getCount()) {
            chunks.remove(chunk.getHash());
            T content = join.apply(known.values());
            contents.put(hashOf.apply(content), content);
            LOG.info("{} known: hash={}", noun, hashOf.apply(content).brief());
        }
    }

    /** Takes an activation, in the order of its topic. */
    void take(Activation record, long appendedMs) {
        Optional<String> refused = activations.add(new Activations.Activation(
                record.getEndpoint(), record.getEffectiveFrom(), new ContentHash(record.getHash()), appendedMs));
        if (refused.isPresent()) {
            LOG.error("{}", refused.get());
        } else {
            activatedMs.put(record.getEndpoint(), appendedMs);
            LOG.info("activation known: endpoint={} {}={}", record.getEndpoint(), noun, record.getHash());
        }
    }

    /** Returns the hash of what is current for a window. */
    Optional<ContentHash> current(String endpoint, long windowStartMs) {
        return activations.current(endpoint, windowStartMs);
    }

    /** Returns when the newest activation of each endpoint was appended, in epoch milliseconds; refused ones apart. */
    Map<String, Long> activatedMs() {
        return activatedMs;
    }

    /** Returns the content of a hash, or null if it is not known. */
    @Nullable
    T content(ContentHash hash) {
        return contents.get(hash);
    }
}
