package io.tidemark.streams.processor;

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

    public EndpointPolicy {
        declared = Set.copyOf(declared);
    }

    /** Returns the policy that takes every endpoint a record names. */
    public static EndpointPolicy any() {
        return new EndpointPolicy(Set.of(), "");
    }

    /** Returns whether captures of an endpoint are taken. */
    public boolean accepts(String endpoint) {
        return !endpoint.isEmpty()
                && endpoint.length() <= LONGEST_NAME
                && (declared.isEmpty() || declared.contains(endpoint));
    }

    /** Says why an endpoint is not accepted. */
    public static String refusal(String endpoint) {
        if (endpoint.isEmpty()) {
            return "no header " + Topics.ENDPOINT_HEADER;
        }
        return endpoint.length() > LONGEST_NAME
                ? tooLong("endpoint", endpoint)
                : "endpoint '" + endpoint + "' is not declared";
    }

    static String tooLong(String what, String name) {
        return what + " name of " + name.length() + " characters is longer than " + LONGEST_NAME;
    }
}
