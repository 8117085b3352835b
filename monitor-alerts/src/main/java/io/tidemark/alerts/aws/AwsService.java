package io.tidemark.alerts.aws;

import io.tidemark.alerts.sink.HttpOptions;
import java.net.URI;

/** A service of Amazon's that messages go to: its name in signatures, its address, how it says that something failed. */
public enum AwsService {
    /** EventBridge: rules choose events by what they hold. */
    EVENT_BRIDGE("events", "events"),
    /** SNS: a topic with subscribers. */
    SNS("sns", "sns"),
    /** CloudWatch: metrics that alarms watch. */
    CLOUD_WATCH("monitoring", "monitoring");

    private final String signed;
    private final String host;

    AwsService(String signed, String host) {
        this.signed = signed;
        this.host = host;
    }

    /** Returns the service's address in a region. */
    public URI endpoint(String region) {
        if (!region.matches("[a-z0-9-]{1,40}")) {
            throw new IllegalArgumentException("region = '" + region + "' is not letters, digits and '-'");
        }
        String suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
        return URI.create("https://" + host + "." + region + "." + suffix + "/");
    }

    /** Returns what the service wants of a sender. */
    public HttpOptions.Protocol protocol(AwsCredentials credentials, String region) {
        return new HttpOptions.Protocol(
                new SigV4(credentials, region, signed),
                this == EVENT_BRIDGE ? new EventBridgeAnswer() : answer -> EventBridgeAnswer.DELIVERED,
                credentials.secrets());
    }
}
