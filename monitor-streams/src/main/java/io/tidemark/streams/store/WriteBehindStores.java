package io.tidemark.streams.store;

/** The way to a {@link WriteBehindStore}: the topology adds a builder, Kafka Streams builds one store per task. */
public final class WriteBehindStores {
    private WriteBehindStores() {}

    /**
     * A builder to be given to {@code addStateStore}, with change-logging on.
     *
     * @param name the store's name, which is also on disk and in the changelog topic's name: fixed for ever
     * @param codec bytes of keys and values
     * @param options medium and budget
     */
    public static <K, V> WriteBehindStoreBuilder<K, V> builder(
            String name, LiveCodec<K, V> codec, WriteBehindOptions options) {
        return new WriteBehindStoreBuilder<>(name, codec, options);
    }
}
