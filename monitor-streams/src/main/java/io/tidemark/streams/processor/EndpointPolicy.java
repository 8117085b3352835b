package io.tidemark.streams.processor;

import java.util.Set;

/**
 * Which endpoints are monitored.
 *
 * @param declared their names; empty means every endpoint that a record names
 * @param defaultEndpoint the endpoint of records that name none; empty means that such records are dead letters
 */
public record EndpointPolicy(Set<String> declared, String defaultEndpoint) {
    /** The variant of records that name none. */
    public static final String DEFAULT_VARIANT = "AllTraffic";

    public EndpointPolicy {
        declared = Set.copyOf(declared);
    }

    /** Returns the policy that takes every endpoint a record names. */
    public static EndpointPolicy any() {
        return new EndpointPolicy(Set.of(), "");
    }

    boolean accepts(String endpoint) {
        return !endpoint.isEmpty() && (declared.isEmpty() || declared.contains(endpoint));
    }
}
