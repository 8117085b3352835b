package io.tidemark.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.profile.Delta;
import io.tidemark.core.window.EndpointMark;
import io.tidemark.core.window.Heartbeat;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.core.window.Watermark;
import io.tidemark.streams.processor.Message;
import io.tidemark.streams.processor.ModelDelta;
import io.tidemark.streams.processor.Samples;
import io.tidemark.streams.processor.SegmentKey;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class MergeSerdeTest {
    private static final String TOPIC = "merge";

    private final Serde<Message.ForMerge> serde = MergeSerde.create();

    @Test
    void aHeartbeatComesBackEqual() {
        Heartbeat heartbeat = new Heartbeat(
                3,
                12,
                -1,
                1_772_409_600_000L,
                true,
                List.of(new EndpointMark("fraud", Watermark.NONE, true), new EndpointMark("é", 7, false)));

        assertThat(decode(encode(new Message.Beat(heartbeat)))).isEqualTo(new Message.Beat(heartbeat));
    }

    @Test
    void aDeltaComesBackAsItWas() {
        Delta delta = Samples.delta(Samples.window("fraud", 10), 3, 100, 7);

        Message.ForMerge read = decode(encode(new Message.Counted(delta)));

        assertThat(read).isInstanceOfSatisfying(Message.Counted.class, counted -> {
            assertThat(counted.delta().window()).isEqualTo(delta.window());
            assertThat(counted.delta().inputPartition()).isEqualTo(3);
            assertThat(counted.delta().counts()).isEqualTo(delta.counts());
            assertThat(counted.delta().offsets().ranges())
                    .isEqualTo(delta.offsets().ranges());
            assertThat(counted.delta().encode()).isEqualTo(delta.encode());
        });
    }

    @Test
    void aModelDeltaComesBackEqual() {
        Message.ModelCounted counted = new Message.ModelCounted(modelDelta("fraud"));

        assertThat(decode(encode(counted))).isEqualTo(counted);
    }

    static ModelDelta modelDelta(String endpoint) {
        return new ModelDelta(
                new SegmentKey(Samples.window(endpoint, 10), "F"),
                3,
                ContentHash.NONE,
                new byte[] {1, 2, 3},
                new OffsetRanges());
    }

    @Test
    void anUnknownTypeIsRefused() {
        byte[] bytes = encode(new Message.Counted(Samples.delta(Samples.window("fraud", 10), 3, 100, 7)));
        bytes[0] = 9;

        assertThatThrownBy(() -> decode(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("type 9");
    }

    @Test
    void anUnknownVersionIsRefused() {
        for (Message.ForMerge message : List.of(
                new Message.Counted(Samples.delta(Samples.window("fraud", 10), 3, 100, 7)),
                new Message.ModelCounted(modelDelta("fraud")),
                new Message.Beat(Samples.heartbeat(0, 1, 1, new EndpointMark("fraud", 1, false))))) {
            byte[] bytes = encode(message);
            bytes[1] = 99;

            assertThatThrownBy(() -> decode(bytes))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("version 99");
        }
    }

    private byte[] encode(Message.ForMerge message) {
        return serde.serializer().serialize(TOPIC, message);
    }

    private Message.ForMerge decode(byte[] bytes) {
        return serde.deserializer().deserialize(TOPIC, bytes);
    }
}
