package io.tidemark.alerts.format;

/**
 * A body to be sent.
 *
 * @param id identity of the body: the same news has the same id, whenever and however often it is sent
 * @param contentType its media type
 * @param body its text
 */
public record Payload(String id, String contentType, String body) {
    /** Media type of JSON. */
    public static final String JSON = "application/json";
}
