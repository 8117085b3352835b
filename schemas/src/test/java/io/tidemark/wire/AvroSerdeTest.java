package io.tidemark.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.wire.avro.Activation;
import io.tidemark.wire.avro.ActivationKind;
import io.tidemark.wire.avro.DeadLetter;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.OffsetRange;
import io.tidemark.wire.avro.SourceOffsets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

final class AvroSerdeTest {
    private static final AvroSerde<Activation> SERDE = AvroSerde.of(Activation.class);
    private static final Activation ACTIVATION =
            new Activation("churn", Long.MIN_VALUE, ActivationKind.BASELINE, "ab".repeat(32), "schedule", "weekly");

    @Test
    void recordComesBackEqual() {
        assertThat(read(SERDE, write(ACTIVATION))).isEqualTo(ACTIVATION);
    }

    @Test
    void ledgerRowAndDeadLetterComeBackEqual() {
        LedgerRow row = LedgerRow.newBuilder()
                .setScope(LedgerScope.WINDOW)
                .setEndpoint("churn")
                .setLate(2)
                .setLateOffsets(List.of(new SourceOffsets(3, true, List.of(new OffsetRange(7L, 8L)))))
                .build();
        DeadLetter letter = new DeadLetter("captures", 1, 2L, "churn", "", "f.jsonl:3", "malformed", "why", "d", "x");
        AvroSerde<LedgerRow> rows = AvroSerde.of(LedgerRow.class);
        AvroSerde<DeadLetter> letters = AvroSerde.of(DeadLetter.class);

        assertThat(read(rows, rows.serializer().serialize("ledger", row))).isEqualTo(row);
        assertThat(read(letters, letters.serializer().serialize("dead-letters", letter)))
                .isEqualTo(letter);
    }

    @Test
    void ledgerRowOnAPartitionNeedsItsScopeOnly() {
        LedgerRow row = LedgerRow.newBuilder().setScope(LedgerScope.PARTITION).build();

        assertThat(row.getPartition()).isEqualTo(-1);
        assertThat(row.getRead()).isZero();
        assertThat(row.getEndpoint()).isEmpty();
        assertThat(row.getLateOffsets()).isEmpty();
    }

    @Test
    void encodingBeginsWithTheMarkOfSingleObjects() {
        byte[] bytes = write(ACTIVATION);

        assertThat(bytes[0]).isEqualTo((byte) 0xC3);
        assertThat(bytes[1]).isEqualTo((byte) 0x01);
    }

    @Test
    void nullIsATombstone() {
        assertThat(SERDE.serializer().serialize("t", null)).isNull();
        assertThat(SERDE.deserializer().deserialize("t", null)).isNull();
    }

    @Test
    void jsonIsRefusedAsWhatItIs() {
        assertRefused(
                "{\"a\":1}".getBytes(StandardCharsets.UTF_8),
                "topic activations should hold Activation, found 7 bytes beginning with '7b 22 61 22 3a 31 7d',"
                        + " which looks like JSON");
    }

    @Test
    void otherBytesAreRefusedByTheirBeginning() {
        assertRefused(new byte[] {0, 0, 0, 0, 7, 1}, "6 bytes beginning with '00 00 00 00 07 01'");
        assertRefused(new byte[0], "0 bytes");
        assertRefused(new byte[] {(byte) 0xC3, 1, 5}, "3 bytes beginning with 'c3 01 05'");
    }

    @Test
    void recordThatEndsTooEarlyIsRefused() {
        byte[] bytes = write(ACTIVATION);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatExceptionOfType(SerializationException.class)
                    .as("cut to " + length)
                    .isThrownBy(() -> read(SERDE, cut));
        }
        assertRefused(Arrays.copyOf(bytes, bytes.length - 1), "a damaged record of " + (bytes.length - 1) + " bytes");
    }

    @Test
    void recordOfAnotherKindIsRefusedByItsFingerprint() {
        byte[] bytes = AvroSerde.of(LedgerRow.class)
                .serializer()
                .serialize(
                        "t",
                        LedgerRow.newBuilder().setScope(LedgerScope.PARTITION).build());

        assertRefused(bytes, "which this release does not know");
    }

    @Test
    void recordOfAReleasedSchemaIsReadWithDefaults() throws IOException {
        Schema released = withoutField(Activation.getClassSchema(), "why");
        SchemaStore.Cache store = new SchemaStore.Cache();
        store.addSchema(released);
        GenericRecord old = new GenericRecordBuilder(released)
                .set("endpoint", "churn")
                .set("effectiveFrom", 5L)
                .set(
                        "kind",
                        new GenericData.EnumSymbol(released.getField("kind").schema(), "CONFIG"))
                .set("hash", "abc")
                .set("who", "me")
                .build();
        ByteBuffer encoded = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), released).encode(old);
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);

        assertThat(read(AvroSerde.of(Activation.class, store), bytes))
                .isEqualTo(new Activation("churn", 5L, ActivationKind.CONFIG, "abc", "me", ""));
        assertRefused(bytes, "which this release does not know");
    }

    private static Schema withoutField(Schema schema, String name) {
        List<Schema.Field> fields = schema.getFields().stream()
                .filter(field -> !field.name().equals(name))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }

    private static void assertRefused(byte[] bytes, String because) {
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> read(SERDE, bytes))
                .withMessageStartingWith("topic activations should hold Activation, found ")
                .withMessageContaining(because);
    }

    private static byte[] write(Activation activation) {
        return SERDE.serializer().serialize("activations", activation);
    }

    private static <T extends SpecificRecord> T read(AvroSerde<T> serde, byte[] bytes) {
        return serde.deserializer().deserialize("activations", bytes);
    }
}
