package io.tidemark.streams.store;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * The stored form of something small: keys and values by functions, about {@value #BYTES} bytes of heap each.
 *
 * @param <K> the key
 * @param <V> the live object
 * @param key form of keys
 * @param value form of values
 */
public record SmallState<K, V>(Form<K> key, Form<V> value) implements LiveCodec<K, V> {
    private static final long BYTES = 256;

    /**
     * To bytes and back.
     *
     * @param <T> of what
     * @param encode to bytes
     * @param decode from the same bytes
     */
    public record Form<T>(Function<T, byte[]> encode, Function<byte[], T> decode) {}

    /** Values by a text, which sorts by its UTF-8 bytes. */
    public static <V> LiveCodec<String, V> byText(Form<V> value) {
        Form<String> key = new Form<>(
                text -> text.getBytes(StandardCharsets.UTF_8), bytes -> new String(bytes, StandardCharsets.UTF_8));
        return new SmallState<>(key, value);
    }

    /** Values by a number that is not negative. */
    public static <V> LiveCodec<Integer, V> byNumber(Form<V> value) {
        Form<Integer> key = new Form<>(
                number -> new CanonicalOutput(4).putInt(number).toByteArray(),
                bytes -> new CanonicalInput(bytes).getInt());
        return new SmallState<>(key, value);
    }

    @Override
    public byte[] encodeKey(K decoded) {
        return key.encode().apply(decoded);
    }

    @Override
    public K decodeKey(byte[] bytes) {
        return key.decode().apply(bytes);
    }

    @Override
    public byte[] encode(V decoded) {
        return value.encode().apply(decoded);
    }

    @Override
    public V decode(byte[] bytes) {
        return value.decode().apply(bytes);
    }

    @Override
    public long sizeOf(V decoded) {
        return BYTES;
    }
}
