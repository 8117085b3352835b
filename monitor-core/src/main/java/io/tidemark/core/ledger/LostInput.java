package io.tidemark.core.ledger;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.CheckType;
import io.tidemark.core.evaluation.Direction;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.RuleState;
import io.tidemark.core.evaluation.Severity;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.core.window.WindowKey;

/** Makes the violation {@link CheckType#SC002}: Kafka deleted captures, or ground truth, before they were
 * read. It has no window. */
public final class LostInput {
    /** What an application reads. */
    public enum Input {
        /** Requests with their predictions. */
        CAPTURES("captures"),
        /** Labels. */
        GROUND_TRUTH("ground truth");

        private final String noun;

        Input(String noun) {
            this.noun = noun;
        }
    }

    private LostInput() {}

    /**
     * Returns the violation of captures. Its id depends on the partition and the offsets alone.
     *
     * @param partition the input partition
     * @param lost the offsets that were deleted unread; not empty
     * @param configHash the configuration of the application
     */
    public static Violation of(int partition, OffsetRanges lost, ContentHash configHash) {
        return of(Input.CAPTURES, partition, lost, configHash);
    }

    /**
     * Returns the violation of an input. Its id depends on input, partition and offsets alone, so that two applications that
     * lose the same captures name one violation.
     *
     * @param input which input
     * @param partition its partition
     * @param lost the offsets that were deleted unread; not empty
     * @param configHash the configuration of the application
     */
    public static Violation of(Input input, int partition, OffsetRanges lost, ContentHash configHash) {
        CanonicalOutput evidence = new CanonicalOutput();
        evidence.putVarint(partition);
        lost.writeTo(evidence);
        long from = lost.ranges().get(0).from();
        long to = lost.ranges().get(lost.ranges().size() - 1).to();
        String description = "Kafka deleted " + lost.count() + " offsets of partition " + partition + " of the "
                + input.noun + " before they were read, from " + from + " to " + to
                + ": lengthen the topic's retention, or have more instances read it";
        RuleOutcome outcome = new RuleOutcome(
                CheckType.SC002.name(), "", "lost", RuleState.ALARM, lost.count(), 0, Direction.BAD_WHEN_HIGHER, 1);
        CanonicalOutput id =
                new CanonicalOutput().putText(CheckType.SC002.name()).putBytes(evidence.toByteArray());
        if (input != Input.CAPTURES) {
            id.putText(input.noun);
        }
        return new Violation(
                ContentHash.of(id),
                1,
                new WindowKey("", "", 0),
                0,
                outcome,
                CheckType.SC002.wireName(),
                Severity.CRITICAL,
                description,
                lost.count(),
                ContentHash.NONE,
                configHash,
                ContentHash.NONE,
                new Violation.Evidence(evidence.toByteArray()));
    }
}
