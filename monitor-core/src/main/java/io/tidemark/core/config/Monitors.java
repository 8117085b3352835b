package io.tidemark.core.config;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How each endpoint of an application is monitored. Immutable.
 *
 * @param named monitors by the name of their endpoint, in the order of names
 * @param otherwise the monitor of endpoints that are not named, or null if those are not monitored
 */
public record Monitors(Map<String, Monitor> named, @Nullable Monitor otherwise) {
    private static final int VERSION = 1;

    public Monitors {
        if (named.isEmpty() && otherwise == null) {
            throw new IllegalArgumentException("no endpoint has a monitor: name one, or give a default");
        }
        if (named.containsKey("")) {
            throw new IllegalArgumentException("a monitor names no endpoint");
        }
        named = Collections.unmodifiableMap(new TreeMap<>(named));
    }

    /** Returns the same monitor for every endpoint, with the default labels and rules for models. */
    public static Monitors same(MonitorConfig config) {
        return same(Monitor.of(config));
    }

    /** Returns the same monitor for every endpoint. */
    public static Monitors same(Monitor monitor) {
        return new Monitors(Map.of(), monitor);
    }

    /** Returns monitors of these endpoints alone: no other one is monitored. */
    public static Monitors only(Map<String, Monitor> named) {
        return new Monitors(named, null);
    }

    /** Returns these monitors with that of an endpoint added, or replaced. */
    public Monitors with(String endpoint, Monitor monitor) {
        Map<String, Monitor> more = new TreeMap<>(named);
        more.put(endpoint, monitor);
        return new Monitors(more, otherwise);
    }

    /** Returns these monitors with another one for the endpoints that are not named. */
    public Monitors withDefault(Monitor monitor) {
        return new Monitors(named, monitor);
    }

    /** Returns these monitors, each changed in the same way. */
    public Monitors map(UnaryOperator<Monitor> change) {
        Map<String, Monitor> changed = new TreeMap<>(named);
        changed.replaceAll((endpoint, monitor) -> change.apply(monitor));
        return new Monitors(changed, otherwise == null ? null : change.apply(otherwise));
    }

    /** Returns how an endpoint is monitored, or empty if it is not. */
    public Optional<Monitor> find(String endpoint) {
        return Optional.ofNullable(named.getOrDefault(endpoint, otherwise));
    }

    /**
     * Returns how an endpoint is monitored.
     *
     * @throws IllegalArgumentException if it is not
     */
    public Monitor of(String endpoint) {
        return find(endpoint).orElseThrow(() -> new IllegalArgumentException(noMonitor(endpoint)));
    }

    /** Returns whether an endpoint is monitored. */
    public boolean covers(String endpoint) {
        return otherwise != null || named.containsKey(endpoint);
    }

    /** Returns every monitor once: those of the named endpoints in the order of names, then the default. */
    public List<Monitor> all() {
        List<Monitor> all = new ArrayList<>(named.values());
        if (otherwise != null) {
            all.add(otherwise);
        }
        return all.stream().distinct().toList();
    }

    /**
     * Returns the identity of everything that verdicts on input depend on: the hash of the one configuration where all
     * endpoints have the same, else one over the names of endpoints and the hashes of theirs.
     */
    public ContentHash hash() {
        return hash("monitors", monitor -> monitor.config().hash());
    }

    /** Returns the same of everything that verdicts on models depend on. */
    public ContentHash modelHash() {
        return hash("models", Monitor::modelHash);
    }

    private ContentHash hash(String what, Function<Monitor, ContentHash> one) {
        List<ContentHash> distinct = all().stream().map(one).distinct().toList();
        if (distinct.size() == 1) {
            return distinct.get(0);
        }
        CanonicalOutput out = new CanonicalOutput().putText(what).putByte(VERSION);
        named.forEach((endpoint, monitor) ->
                out.putText(endpoint).putText(one.apply(monitor).hex()));
        if (otherwise != null) {
            out.putText("").putText(one.apply(otherwise).hex());
        }
        return ContentHash.of(out);
    }

    /** Returns what is made of each monitor, for the look-up by endpoint. */
    public <T> PerEndpoint<T> each(Function<Monitor, T> make) {
        return new PerEndpoint<>(this, make);
    }

    /** Says that an endpoint is not monitored. */
    public static String noMonitor(String endpoint) {
        return "endpoint '" + endpoint + "' has no monitor";
    }
}
