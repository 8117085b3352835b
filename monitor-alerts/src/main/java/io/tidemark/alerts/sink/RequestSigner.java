package io.tidemark.alerts.sink;

import java.net.URI;
import java.util.Map;

/** Makes the headers by which a receiver knows who sends a body. */
@FunctionalInterface
public interface RequestSigner {
    /** Adds nothing. */
    RequestSigner NONE = (url, headers, body, epochSeconds) -> Map.of();

    /**
     * Returns more headers of a POST.
     *
     * @param url where to
     * @param headers what is sent with it and says what the body is
     * @param body its text, sent as UTF-8
     * @param epochSeconds the time
     */
    Map<String, String> headers(URI url, Map<String, String> headers, String body, long epochSeconds);
}
