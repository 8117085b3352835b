package io.tidemark.streams.processor;

import io.tidemark.core.window.Heartbeat;
import io.tidemark.core.window.HeartbeatAssembly;
import io.tidemark.core.window.HeartbeatPart;
import io.tidemark.streams.store.WriteBehindStore;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The newest heartbeat of every input partition, stored by its parts and handed out whole. Belongs to one merge task. */
public final class StoredHeartbeats {
    /** Bits of a partition's number in a key of the heartbeats; Kafka holds fewer partitions in all. */
    private static final int PARTITION_BITS = 20;

    private final HeartbeatAssembly assembly = new HeartbeatAssembly();
    private final WriteBehindStore<Integer, HeartbeatPart> parts;

    /** Returns the heartbeats of a store. */
    public StoredHeartbeats(WriteBehindStore<Integer, HeartbeatPart> parts) {
        this.parts = parts;
    }

    /** Keeps a part; returns the heartbeat if this was the last one of it. */
    public Optional<Heartbeat> accept(HeartbeatPart part) {
        parts.put(keyOf(part), part);
        return assembly.accept(part);
    }

    /** Hands out every heartbeat that was stored whole. */
    public void restore(Consumer<Heartbeat> heartbeats) {
        TreeMap<Integer, HeartbeatPart> inOrder = new TreeMap<>();
        parts.forEach(inOrder::put);
        inOrder.values().forEach(part -> assembly.accept(part).ifPresent(heartbeats));
    }

    /** The first part of a heartbeat, nearly always the whole, is kept under its partition alone. */
    private static int keyOf(HeartbeatPart part) {
        return part.part() << PARTITION_BITS | part.slice().inputPartition();
    }
}
