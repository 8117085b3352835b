package io.tidemark.streams.processor;

import io.tidemark.core.profile.Delta;
import io.tidemark.core.window.Heartbeat;
import io.tidemark.core.window.HeartbeatPart;
import io.tidemark.wire.avro.DeadLetter;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.ModelReport;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.avro.Violation;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;

/** What the processors of the applications hand on to each other and to the topics. */
public sealed interface Message {

    /** A message that crosses to the merge stage. */
    sealed interface ForMerge extends Message {
        /** The endpoint whose merge task it is for, or empty if it is for all of them. */
        Optional<String> endpoint();
    }

    /**
     * Counts of one input partition.
     *
     * @param delta counts since the last delta of the same block of the same window
     */
    record Counted(Delta delta) implements ForMerge {
        @Override
        public Optional<String> endpoint() {
            return Optional.of(delta.window().endpoint());
        }
    }

    /**
     * Counts of predictions and labels of one input partition.
     *
     * @param delta what changed since the last delta of the same segment of the same window
     */
    record ModelCounted(ModelDelta delta) implements ForMerge {
        @Override
        public Optional<String> endpoint() {
            return Optional.of(delta.key().window().endpoint());
        }
    }

    /**
     * How far an input partition has come.
     *
     * @param part watermarks and idle notes, or a part of them
     */
    record Beat(HeartbeatPart part) implements ForMerge {
        /** A heartbeat that needs no parts. */
        public Beat(Heartbeat heartbeat) {
            this(new HeartbeatPart(heartbeat, 0, 1));
        }

        @Override
        public Optional<String> endpoint() {
            return Optional.empty();
        }

        /** Returns the heartbeat with the marks of this part. */
        public Heartbeat heartbeat() {
            return part.slice();
        }
    }

    /**
     * A record that was not counted.
     *
     * @param key the record's own key, empty if it has none
     * @param letter reason and place
     */
    record Rejected(Bytes key, DeadLetter letter) implements Message {}

    /**
     * A row of the accounting.
     *
     * @param row cumulative counts
     */
    record Accounted(LedgerRow row) implements Message {}

    /**
     * A part of a closed window's report.
     *
     * @param report the summary or a block of features
     */
    record Reported(Report report) implements Message {}

    /**
     * A part of the report of a revision of a window.
     *
     * @param report the summary or a block of attributions
     */
    record ModelReported(ModelReport report) implements Message {}

    /**
     * A rule that fired.
     *
     * @param violation with its evidence
     */
    record Violated(Violation violation) implements Message {}

    /** A captured record on its way from intake to profile; see {@link ParsedCapture}. */
    sealed interface InTask extends Message permits ParsedCapture {}
}
