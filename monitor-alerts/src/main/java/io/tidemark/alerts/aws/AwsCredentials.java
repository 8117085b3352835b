package io.tidemark.alerts.aws;

import java.util.List;

/**
 * Who calls Amazon.
 *
 * @param accessKeyId the key's name
 * @param secretKey the key
 * @param sessionToken of a key that was lent, or empty
 */
public record AwsCredentials(String accessKeyId, String secretKey, String sessionToken) {
    public AwsCredentials {
        if (accessKeyId.isEmpty() || secretKey.isEmpty()) {
            throw new IllegalArgumentException("an access key has a name and a secret; one of them is empty");
        }
    }

    /** Returns what must not stand in a log. */
    public List<String> secrets() {
        return List.of(secretKey, sessionToken);
    }

    @Override
    public String toString() {
        return "AwsCredentials";
    }
}
