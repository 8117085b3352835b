package io.tidemark.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.wire.avro.Activation;
import io.tidemark.wire.avro.ActivationKind;
import io.tidemark.wire.avro.BaselineChunk;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** What stood in topics before there were labels is read as it was meant. */
final class OldRecordsTest {
    @Test
    void everyKindOfActivationFromBeforeLabelsIsKept() throws IOException {
        Schema old = released("Activation");
        AvroSerde<Activation> serde = AvroSerde.of(Activation.class);
        for (String kind : List.of("BASELINE", "CONFIG", "CALIBRATION")) {
            Map<String, Object> fields =
                    Map.of("endpoint", "churn", "effectiveFrom", 5L, "hash", "abc", "who", "me", "why", "");

            assertThat(read(serde, encoded(old, fields, "kind", kind)))
                    .isEqualTo(new Activation("churn", 5L, ActivationKind.valueOf(kind), "abc", "me", ""));
        }
    }

    @Test
    void everyScopeOfTheLedgerFromBeforeLabelsIsKept() throws IOException {
        Schema old = released("LedgerRow");
        AvroSerde<LedgerRow> serde = AvroSerde.of(LedgerRow.class);
        for (String scope : List.of("PARTITION", "WINDOW", "LATE")) {
            LedgerRow row = read(serde, encoded(old, Map.of("read", 7L), "scope", scope));

            assertThat(row)
                    .isEqualTo(LedgerRow.newBuilder()
                            .setScope(LedgerScope.valueOf(scope))
                            .setRead(7)
                            .build());
            assertThat(row.getPredictionFates()).isEmpty();
        }
    }

    @Test
    void chunkFromBeforeLabelsIsOfABaseline() throws IOException {
        GenericRecord chunk = new GenericRecordBuilder(released("BaselineChunk"))
                .set("hash", "abc")
                .set("index", 0)
                .set("count", 1)
                .set("content", ByteBuffer.wrap(new byte[] {1, 2}))
                .build();

        assertThat(read(AvroSerde.of(BaselineChunk.class), encoded(chunk)).getKind())
                .isEqualTo(ActivationKind.BASELINE);
    }

    @Test
    void kindAndScopeOfALaterReleaseAreOther() throws IOException {
        Schema later = withSymbol(Activation.getClassSchema(), "ALIEN");
        SchemaStore.Cache store = ReleasedSchemas.all().stream()
                .collect(SchemaStore.Cache::new, SchemaStore.Cache::addSchema, (a, b) -> {});
        store.addSchema(later);
        Map<String, Object> fields =
                Map.of("endpoint", "churn", "effectiveFrom", 5L, "hash", "abc", "who", "me", "why", "");

        Activation read = read(AvroSerde.of(Activation.class, store), encoded(later, fields, "kind", "ALIEN"));

        assertThat(read.getKind()).isEqualTo(ActivationKind.OTHER);
        assertThat(LedgerRow.getClassSchema().getField("scope").schema().getEnumDefault())
                .isEqualTo("OTHER");
    }

    private static Schema withSymbol(Schema schema, String symbol) {
        return new Schema.Parser().parse(schema.toString().replace("\"OTHER\"]", "\"OTHER\",\"" + symbol + "\"]"));
    }

    private static Schema released(String name) {
        return ReleasedSchemas.all().stream()
                .filter(schema -> schema.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] encoded(Schema schema, Map<String, Object> fields, String symbolField, String symbol)
            throws IOException {
        GenericRecordBuilder builder = new GenericRecordBuilder(schema);
        fields.forEach(builder::set);
        builder.set(
                symbolField,
                new GenericData.EnumSymbol(schema.getField(symbolField).schema(), symbol));
        return encoded(builder.build());
    }

    private static byte[] encoded(GenericRecord value) throws IOException {
        ByteBuffer encoded =
                new BinaryMessageEncoder<GenericRecord>(GenericData.get(), value.getSchema()).encode(value);
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }

    private static <T extends SpecificRecord> T read(AvroSerde<T> serde, byte[] bytes) {
        return serde.deserializer().deserialize("topic", bytes);
    }
}
