package io.tidemark.wire.codec;

import io.tidemark.core.label.Label;
import io.tidemark.wire.AvroSerde;
import io.tidemark.wire.avro.GroundTruth;
import io.tidemark.wire.json.GroundTruthJson;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;

/** Labels in their Avro form. The core reads JSON and CSV; {@link #asJson} stands before it. */
public final class GroundTruthCodec {
    private static final AvroSerde<GroundTruth> SERDE = AvroSerde.of(GroundTruth.class);

    private GroundTruthCodec() {}

    /** Returns the record of a label, or of a retraction, under its join id. */
    public static GroundTruth toAvro(String joinId, Label label) {
        return GroundTruth.newBuilder()
                .setJoinId(joinId)
                .setEndpoint(label.endpoint())
                .setLabelTime(label.timeMs())
                .setRetracted(label.retracted())
                .setValues(label.values())
                .build();
    }

    /** Returns the value of the record on the topic of ground truth. */
    public static byte[] encode(GroundTruth record) {
        return SERDE.serializer().serialize("", record);
    }

    /**
     * Returns a value of the topic as the core reads it: an Avro record as JSON, anything else, also an Avro record that is
     * damaged or of another schema, as it is. It never throws.
     */
    public static byte[] asJson(byte[] value) {
        if (value.length < 2 || value[0] != (byte) 0xC3 || value[1] != 0x01) {
            return value;
        }
        try {
            GroundTruth record = SERDE.deserializer().deserialize("", value);
            return GroundTruthJson.line(record).getBytes(StandardCharsets.UTF_8);
        } catch (SerializationException e) {
            return value;
        }
    }
}
