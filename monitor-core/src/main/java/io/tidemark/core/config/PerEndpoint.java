package io.tidemark.core.config;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is made of the monitor of an endpoint, a parser for example. It is made once for each monitor, at its first use:
 * endpoints with equal monitors share it, so it must hold nothing of an endpoint. A look-up allocates nothing and costs
 * one comparison where records of one endpoint follow each other. What it remembers is bounded by the monitors, not by
 * the names that records bring. Not thread-safe.
 *
 * @param <T> what is made
 */
public final class PerEndpoint<T> {
    private final Monitors monitors;
    private final Function<Monitor, T> make;
    private final Map<Monitor, T> byMonitor = new HashMap<>();
    private final Map<String, T> byName = new HashMap<>();
    private @Nullable T ofOthers;
    private String lastEndpoint = "";
    private @Nullable T last;

    PerEndpoint(Monitors monitors, Function<Monitor, T> make) {
        this.monitors = monitors;
        this.make = make;
    }

    /**
     * Returns what was made for an endpoint.
     *
     * @throws IllegalArgumentException if it has no monitor
     */
    public T of(String endpoint) {
        T found = find(endpoint);
        if (found == null) {
            throw new IllegalArgumentException(Monitors.noMonitor(endpoint));
        }
        return found;
    }

    /** Returns what was made for an endpoint, or null if it has no monitor. */
    public @Nullable T find(String endpoint) {
        T known = last;
        if (known != null && lastEndpoint.equals(endpoint)) {
            return known;
        }
        T found = byName.get(endpoint);
        if (found == null) {
            found = first(endpoint);
        }
        lastEndpoint = endpoint;
        last = found;
        return found;
    }

    private @Nullable T first(String endpoint) {
        Monitor named = monitors.named().get(endpoint);
        if (named != null) {
            T made = byMonitor.computeIfAbsent(named, make);
            byName.put(endpoint, made);
            return made;
        }
        Monitor otherwise = monitors.otherwise();
        if (ofOthers == null && otherwise != null) {
            ofOthers = byMonitor.computeIfAbsent(otherwise, make);
        }
        return ofOthers;
    }
}
