package io.tidemark.streams.processor;

import io.tidemark.core.config.Monitor;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.config.PerEndpoint;
import java.util.function.ToLongFunction;

/**
 * How long endpoints must be silent to be idle, in milliseconds.
 *
 * @param shortestMs the shortest of all: from then on the broker is asked what is left to read
 * @param longestMs the longest of all, for endpoints of which nothing is known
 * @param ofEndpoint that of an endpoint
 */
record IdleTimeouts(long shortestMs, long longestMs, ToLongFunction<String> ofEndpoint) {

    /** Returns the same time-out for every endpoint. */
    static IdleTimeouts always(long timeoutMs) {
        return new IdleTimeouts(timeoutMs, timeoutMs, endpoint -> timeoutMs);
    }

    /** Returns the time-outs of monitors; an endpoint that has none any more waits for the longest. */
    static IdleTimeouts of(Monitors monitors) {
        long shortest =
                monitors.all().stream().mapToLong(IdleTimeouts::of).min().orElseThrow();
        long longest = monitors.all().stream().mapToLong(IdleTimeouts::of).max().orElseThrow();
        PerEndpoint<Long> each = monitors.each(IdleTimeouts::of);
        return new IdleTimeouts(shortest, longest, endpoint -> {
            Long own = each.find(endpoint);
            return own == null ? longest : own;
        });
    }

    private static long of(Monitor monitor) {
        return monitor.config().timing().idleTimeout().toMillis();
    }
}
