package io.tidemark.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.MissingSchemaException;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Avro's single-object encoding: the two bytes C3 01, the 64-bit fingerprint of the schema (lowest byte first), the
 * record. No registry is needed: the reader knows its own schema and those of every released version
 * ({@link ReleasedSchemas}). Null is null in both directions, which is a tombstone. Safe for use by several threads.
 *
 * @param <T> the generated class
 */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T> {
    private static final Set<String> TRUSTED_PACKAGES = Set.of("io.tidemark.wire.avro");
    private static final int HEAD_BYTES = 10;

    static {
        // Avro refuses to make instances of classes that it was not told to trust, generated ones included.
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> TRUSTED_PACKAGES.contains(type.getPackageName())));
    }

    private final String typeName;
    private final BinaryMessageEncoder<T> encoder;
    private final BinaryMessageDecoder<T> decoder;

    private AvroSerde(Schema schema, SchemaStore released) {
        SpecificData data = new SpecificData(AvroSerde.class.getClassLoader());
        this.typeName = schema.getName();
        this.encoder = new BinaryMessageEncoder<>(data, schema);
        this.decoder = new BinaryMessageDecoder<>(data, schema, released);
        decoder.addSchema(schema);
    }

    /** Returns the serde of a generated class of this module. */
    public static <T extends SpecificRecord> AvroSerde<T> of(Class<T> type) {
        return of(type, ReleasedSchemas.store());
    }

    /** Returns a serde that also reads what was written with the schemas of a store. */
    static <T extends SpecificRecord> AvroSerde<T> of(Class<T> type, SchemaStore released) {
        return new AvroSerde<>(SpecificData.get().getSchema(type), released);
    }

    @Override
    public Serializer<T> serializer() {
        return (topic, value) -> encode(value);
    }

    @Override
    public Deserializer<T> deserializer() {
        return (topic, bytes) -> decode(topic, bytes);
    }

    private byte @Nullable [] encode(@Nullable T value) {
        if (value == null) {
            return null;
        }
        try {
            ByteBuffer encoded = encoder.encode(value);
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException | AvroRuntimeException e) {
            throw new SerializationException("cannot write " + typeName + ": " + e.getMessage(), e);
        }
    }

    private @Nullable T decode(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return decoder.decode(bytes);
        } catch (MissingSchemaException e) {
            throw refused(
                    topic,
                    "schema " + fingerprint(bytes) + ", which this release does not know: it was written"
                            + " by a later release, or is a record of another kind",
                    e);
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            throw refused(topic, found(bytes), e);
        }
    }

    private SerializationException refused(String topic, String found, Exception cause) {
        return new SerializationException("topic " + topic + " should hold " + typeName + ", found " + found, cause);
    }

    private static String found(byte[] bytes) {
        if (bytes.length >= HEAD_BYTES && (bytes[0] & 0xFF) == 0xC3 && bytes[1] == 0x01) {
            return "a damaged record of " + bytes.length + " bytes with schema " + fingerprint(bytes);
        }
        int shown = Math.min(bytes.length, HEAD_BYTES);
        String hint = bytes.length > 0 && bytes[0] == '{' ? ", which looks like JSON" : "";
        return bytes.length + " bytes beginning with '"
                + HexFormat.ofDelimiter(" ").formatHex(bytes, 0, shown) + "'" + hint
                + ": no single-object Avro (C3 01)";
    }

    private static String fingerprint(byte[] bytes) {
        return HexFormat.of()
                .toHexDigits(
                        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2));
    }
}
