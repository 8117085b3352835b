package io.tidemark.core.ledger;

import io.tidemark.core.capture.CapturedRecord;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * A captured record in 16 bytes: 96 bits of who it is, 32 bits of what it holds.
 *
 * <p>Two records are the same one if endpoint, variant, join id and event time are equal. The 96 bits are the first of
 * a 128-bit MurmurHash3 over these, the 32 bits the CRC-32C of the record's bytes: equal for a repeat, other for a
 * record that reuses an id. Among ten million records of a task the chance that any two different ones share their 96
 * bits is below 1e-15; a changed record is overlooked as such, not as a repeat, once in 4e9.
 *
 * <p>Mutable scratch, filled again for each record. Not thread-safe.
 */
public final class RecordIdentity {
    private static final long UPPER = 0xFFFF_FFFF_0000_0000L;

    private final Murmur128 hash = new Murmur128();
    private final CRC32C contents = new CRC32C();
    private String lastEndpoint = "";
    private String lastVariant = "";
    private long lastOrigin = originOf("", "");
    private long high;
    private long low;

    /**
     * Takes a record that was parsed.
     *
     * @param endpoint who answered
     * @param variant its variant
     * @param record the parsed record
     * @param bytes the buffer with the record's bytes
     * @param from where they begin
     * @param to one past their end
     */
    @SuppressWarnings("checkstyle:ParameterNumber") // a slice takes three, and a record for it an allocation a record
    public void set(String endpoint, String variant, CapturedRecord record, byte[] bytes, int from, int to) {
        hash.begin()
                .add(origin(endpoint, variant), record.eventTimeMs())
                .end(record.joinIdBytes(), record.joinIdFrom(), record.joinIdTo());
        contents.reset();
        contents.update(bytes, from, to - from);
        // All zeros stands for an empty place in a set.
        high = hash.high() == 0 ? 1 : hash.high();
        low = (hash.low() & UPPER) | contents.getValue();
    }

    /** Returns the first 64 bits of the identity; never 0. */
    public long high() {
        return high;
    }

    /** Returns the other 32 bits of the identity, and below them the 32 bits of the contents. */
    public long low() {
        return low;
    }

    /** Returns the identity without the contents, as a value for sets and maps. */
    public Key key() {
        return new Key(high, (int) (low >>> Integer.SIZE));
    }

    /** Returns the 32 bits of the contents. */
    public int contents() {
        return (int) low;
    }

    /**
     * Who a record is.
     *
     * @param high the first 64 bits
     * @param rest the other 32
     */
    public record Key(long high, int rest) {}

    /** Returns whether two low halves belong to the same identity, if their high halves are equal. */
    static boolean isSameIdentity(long low, long other) {
        return ((low ^ other) & UPPER) == 0;
    }

    private long origin(String endpoint, String variant) {
        if (!endpoint.equals(lastEndpoint) || !variant.equals(lastVariant)) {
            lastEndpoint = endpoint;
            lastVariant = variant;
            lastOrigin = originOf(endpoint, variant);
        }
        return lastOrigin;
    }

    private static long originOf(String endpoint, String variant) {
        byte[] names = (endpoint + "\u0000" + variant).getBytes(StandardCharsets.UTF_8);
        Murmur128 hash = new Murmur128();
        hash.begin().add(endpoint.length(), variant.length()).end(names, 0, names.length);
        return hash.high();
    }
}
