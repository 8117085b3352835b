package io.tidemark.baseline;

import io.tidemark.core.baseline.Activations;
import io.tidemark.core.window.WindowSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * For what a baseline is made current.
 *
 * @param endpoint whose windows are judged with it; not empty
 * @param effectiveFrom first event time that it holds for, or null for the earliest possible; without meaning for the
 *     first baseline of an endpoint, which holds from the beginning of time
 * @param windows of the endpoint: a baseline holds from a window's start on
 * @param who asks for it: a person, a schedule or a program
 * @param why in free text
 */
public record Publication(
        String endpoint, @Nullable Instant effectiveFrom, WindowSpec windows, String who, String why) {
    /** Refuses an endpoint without a name. */
    public Publication {
        if (endpoint.isEmpty()) {
            throw new IllegalArgumentException("endpoint is empty: name the endpoint that the baseline is for");
        }
    }

    /**
     * What publishing did.
     *
     * @param chunks of the content that were written, 0 if nothing had to be done
     * @param effectiveFromMs first event time that the baseline holds for in epoch milliseconds, or {@link
     *     Activations#FROM_THE_BEGINNING}
     * @param wasCurrent whether the endpoint had this very baseline as its last one already, so that nothing was
     *     written
     * @param createdTopics names of the topics that were made
     * @param findings what is wrong with the topics' settings, one sentence each; may be empty
     */
    public record Outcome(
            int chunks, long effectiveFromMs, boolean wasCurrent, List<String> createdTopics, List<String> findings) {
        public Outcome {
            createdTopics = List.copyOf(createdTopics);
            findings = List.copyOf(findings);
        }

        /** The first event time it holds for; empty if it holds from the beginning of time. */
        public Optional<Instant> effectiveFrom() {
            return effectiveFromMs == Activations.FROM_THE_BEGINNING
                    ? Optional.empty()
                    : Optional.of(Instant.ofEpochMilli(effectiveFromMs));
        }
    }
}
