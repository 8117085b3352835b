package io.tidemark.alerts.format;

import java.util.Map;

/**
 * A body to be sent.
 *
 * @param id identity of the body: the same news has the same id, whenever and however often it is sent
 * @param contentType its media type
 * @param body its text
 * @param headers what a form says beside the body, such as a subject; never secrets
 */
public record Payload(String id, String contentType, String body, Map<String, String> headers) {
    /** Media type of JSON. */
    public static final String JSON = "application/json";

    /** Media type of an encoded form. */
    public static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

    /** Header with one line that says what it is about, for senders that show one. */
    public static final String SUBJECT = "Subject";

    public Payload {
        headers = Map.copyOf(headers);
    }

    /** A body without headers. */
    public Payload(String id, String contentType, String body) {
        this(id, contentType, body, Map.of());
    }

    /** Returns about how many bytes of memory it holds. */
    public int size() {
        return 2 * (id.length() + body.length());
    }
}
