package io.tidemark.streams.store;

/**
 * How keys and live objects of one store become bytes and come back.
 *
 * <p>Both directions must agree for ever: stored bytes outlive the program that wrote them. Every encoded value begins
 * with a version byte, which the codec writes and checks; a codec reads every version that was ever released. Bytes
 * depend on nothing but the argument: no clock, no hash order.
 *
 * @param <K> the key: immutable, with {@code equals} and {@code hashCode}
 * @param <V> the live object: mutable, owned by the store
 */
public interface LiveCodec<K, V> {
    /** Bytes of a key; equal keys give equal bytes, unequal keys unequal ones. Their unsigned order is the store's. */
    byte[] encodeKey(K key);

    /** The key of these bytes. Throws if they are not bytes of {@link #encodeKey}. */
    K decodeKey(byte[] bytes);

    /** Version byte and state of an object, as it is now; never empty. */
    byte[] encode(V value);

    /** A new object in the state of these bytes. Throws for an unknown version and for damaged bytes. */
    V decode(byte[] bytes);

    /**
     * About how many bytes of heap an object occupies, non-negative. Called when an object becomes live and after each
     * write, so it should cost no more than a few additions.
     */
    long sizeOf(V value);
}
