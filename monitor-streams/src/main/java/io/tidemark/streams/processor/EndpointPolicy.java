package io.tidemark.streams.processor;

import io.tidemark.core.config.Monitors;
import io.tidemark.wire.Topics;
import java.util.Set;

/**
 * Which endpoints are monitored.
 *
 * @param declared their names; empty means every endpoint that a record names
 * @param defaultEndpoint the endpoint of records that name none; empty means that such records are dead letters
 */
public record EndpointPolicy(Set<String> declared, String defaultEndpoint) {
    /** The variant of records that name none. */
    public static final String DEFAULT_VARIANT = Topics.DEFAULT_VARIANT;

    /** Longest name of an endpoint or variant, in characters: each heartbeat holds those of all endpoints. */
    public static final int LONGEST_NAME = 256;

    /** No name of an endpoint begins so: stores keep other things under names that do. */
    public static final String RESERVED = "\u0000";

    public EndpointPolicy {
        declared = Set.copyOf(declared);
    }

    /** Returns the policy that takes every endpoint a record names. */
    public static EndpointPolicy any() {
        return new EndpointPolicy(Set.of(), "");
    }

    /**
     * Returns the policy under these monitors: without a default monitor only endpoints with one of their own are taken.
     *
     * @throws IllegalArgumentException if a declared endpoint, or the default endpoint, has no monitor
     */
    public EndpointPolicy within(Monitors monitors) {
        requireMonitors(monitors);
        boolean isAny = declared.isEmpty() && monitors.otherwise() == null;
        return isAny ? new EndpointPolicy(monitors.named().keySet(), defaultEndpoint) : this;
    }

    /**
     * Refuses monitors that lack one.
     *
     * @throws IllegalArgumentException if a declared endpoint, or the default endpoint, has no monitor
     */
    public void requireMonitors(Monitors monitors) {
        for (String endpoint : declared) {
            requireMonitor("declared", endpoint, monitors);
        }
        if (!defaultEndpoint.isEmpty()) {
            requireMonitor("the default", defaultEndpoint, monitors);
        }
    }

    private static void requireMonitor(String what, String endpoint, Monitors monitors) {
        if (!monitors.covers(endpoint)) {
            throw new IllegalArgumentException("endpoint '" + endpoint + "' is " + what + " and has no monitor: give it"
                    + " one, or take it out. Monitored are " + monitors.named().keySet());
        }
    }

    /** Returns whether captures of an endpoint are taken. */
    public boolean accepts(String endpoint) {
        return !endpoint.isEmpty()
                && endpoint.length() <= LONGEST_NAME
                && !endpoint.startsWith(RESERVED)
                && (declared.isEmpty() || declared.contains(endpoint));
    }

    /** Says why an endpoint is not accepted. */
    public static String refusal(String endpoint) {
        if (endpoint.isEmpty()) {
            return "no header " + Topics.ENDPOINT_HEADER;
        }
        if (endpoint.startsWith(RESERVED)) {
            return "the endpoint's name begins with a character that no name may begin with";
        }
        return endpoint.length() > LONGEST_NAME
                ? tooLong("endpoint", endpoint)
                : "endpoint '" + endpoint + "' is not declared";
    }

    static String tooLong(String what, String name) {
        return what + " name of " + name.length() + " characters is longer than " + LONGEST_NAME;
    }
}
