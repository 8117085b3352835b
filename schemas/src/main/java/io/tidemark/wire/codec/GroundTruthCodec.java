package io.tidemark.wire.codec;

import io.tidemark.core.label.Label;
import io.tidemark.wire.AvroSerde;
import io.tidemark.wire.avro.GroundTruth;

/** Labels in their Avro form; the core reads it by hand. */
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
}
