package io.tidemark.streams.topology;

import io.tidemark.core.profile.Delta;
import io.tidemark.core.window.HeartbeatPart;
import io.tidemark.streams.processor.Message;
import io.tidemark.streams.processor.ModelDelta;
import java.util.Arrays;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Deltas and heartbeats on the way to the merge stage: a type byte, then the canonical form with its version byte. */
final class MergeSerde {
    private static final byte COUNTED = 1;
    private static final byte BEAT = 2;
    private static final byte MODEL_COUNTED = 3;

    private MergeSerde() {}

    static Serde<Message.ForMerge> create() {
        return Serdes.serdeFrom((topic, message) -> encode(message), (topic, bytes) -> decode(bytes));
    }

    private static byte[] encode(Message.ForMerge message) {
        if (message instanceof Message.Counted counted) {
            return typed(COUNTED, counted.delta().encode());
        }
        if (message instanceof Message.Beat beat) {
            return typed(BEAT, beat.part().encode());
        }
        if (message instanceof Message.ModelCounted counted) {
            return typed(MODEL_COUNTED, counted.delta().encode());
        }
        throw new AssertionError(message);
    }

    private static Message.ForMerge decode(byte[] bytes) {
        byte[] body = Arrays.copyOfRange(bytes, 1, bytes.length);
        return switch (bytes[0]) {
            case COUNTED -> new Message.Counted(Delta.decode(body));
            case BEAT -> new Message.Beat(HeartbeatPart.decode(body));
            case MODEL_COUNTED -> new Message.ModelCounted(ModelDelta.decode(body));
            default ->
                throw new IllegalArgumentException(
                        "message of type " + bytes[0] + " is neither a delta nor a heartbeat");
        };
    }

    private static byte[] typed(byte type, byte[] body) {
        byte[] bytes = new byte[body.length + 1];
        bytes[0] = type;
        System.arraycopy(body, 0, bytes, 1, body.length);
        return bytes;
    }
}
