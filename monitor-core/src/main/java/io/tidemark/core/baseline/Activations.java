package io.tidemark.core.baseline;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.window.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which baseline is current for a window: the activation with the largest {@code effectiveFrom} at or before the
 * window's start; of two with the same, the later one in the topic.
 *
 * <p>The first activation of an endpoint counts from the beginning of time. A later one must lie at least
 * {@link #LEAD} after its append time: records of a window from then on are appended after it, so that every task that
 * has read the activations to their end makes the same choice. Mutable; not thread-safe.
 */
public final class Activations {
    /** Marks an activation from the beginning of time. */
    public static final long FROM_THE_BEGINNING = Long.MIN_VALUE;

    /**
     * How long before it takes effect a later activation must be appended: the bound on future event times and a
     * minute.
     */
    public static final Duration LEAD = Duration.ofMinutes(6);

    private final Map<String, TreeMap<Long, ContentHash>> byEndpoint = new HashMap<>();

    /**
     * A baseline made current.
     *
     * @param endpoint for which endpoint
     * @param effectiveFromMs from which event time on, or {@link #FROM_THE_BEGINNING}
     * @param baseline which baseline
     * @param appendedMs when the activation was appended to its topic
     */
    public record Activation(String endpoint, long effectiveFromMs, ContentHash baseline, long appendedMs) {}

    /**
     * Takes an activation into account, in the order of the topic.
     *
     * @return why it was refused, or empty if it counts
     */
    public Optional<String> add(Activation activation) {
        TreeMap<Long, ContentHash> known = byEndpoint.computeIfAbsent(activation.endpoint(), e -> new TreeMap<>());
        if (known.isEmpty()) {
            known.put(FROM_THE_BEGINNING, activation.baseline());
            return Optional.empty();
        }
        if (activation.baseline().equals(known.get(activation.effectiveFromMs()))) {
            return Optional.empty();
        }
        long earliest = activation.appendedMs() + LEAD.toMillis();
        if (activation.effectiveFromMs() < earliest) {
            return Optional.of("activation of baseline " + activation.baseline().brief() + " for endpoint "
                    + activation.endpoint() + " takes effect at " + describe(activation.effectiveFromMs())
                    + ", but a later activation must be at least 6 minutes ahead: "
                    + Instant.ofEpochMilli(earliest) + " or after");
        }
        known.put(activation.effectiveFromMs(), activation.baseline());
        return Optional.empty();
    }

    /** Returns the baseline of a window, or empty if the endpoint has none. */
    public Optional<ContentHash> current(String endpoint, long windowStartMs) {
        TreeMap<Long, ContentHash> known = byEndpoint.get(endpoint);
        if (known == null) {
            return Optional.empty();
        }
        Map.Entry<Long, ContentHash> entry = known.floorEntry(windowStartMs);
        return entry == null ? Optional.empty() : Optional.of(entry.getValue());
    }

    /** Returns the earliest window start at which an activation appended now can take effect. */
    public static long earliestFrom(long nowMs, WindowSpec windows) {
        return windows.startAtOrAfter(nowMs + LEAD.toMillis());
    }

    private static String describe(long effectiveFromMs) {
        return effectiveFromMs == FROM_THE_BEGINNING
                ? "the beginning of time"
                : Instant.ofEpochMilli(effectiveFromMs).toString();
    }
}
