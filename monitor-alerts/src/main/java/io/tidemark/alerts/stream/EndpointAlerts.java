package io.tidemark.alerts.stream;

import io.tidemark.core.episode.EpisodePolicy;
import io.tidemark.wire.codec.NotificationCodec.Contact;
import java.util.Map;

/**
 * What is set for each endpoint.
 *
 * @param byEndpoint the endpoints that have something of their own
 * @param others what holds for all others
 */
public record EndpointAlerts(Map<String, One> byEndpoint, One others) {
    /** The default policy and nobody to turn to, for all endpoints. */
    public static final EndpointAlerts DEFAULT =
            new EndpointAlerts(Map.of(), new One(EpisodePolicy.DEFAULT, Contact.NONE));

    public EndpointAlerts {
        byEndpoint = Map.copyOf(byEndpoint);
    }

    /**
     * What is set for one endpoint.
     *
     * @param policy how much it takes to change one's mind
     * @param contact who is concerned, and where to look
     */
    public record One(EpisodePolicy policy, Contact contact) {}

    /** Returns what holds for an endpoint. */
    public One of(String endpoint) {
        return byEndpoint.getOrDefault(endpoint, others);
    }
}
