package io.tidemark.alerts.aws;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A request of Amazon's query protocol: names and values, encoded. */
final class Form {
    private final StringBuilder text = new StringBuilder();

    Form(String action, String version) {
        put("Action", action).put("Version", version);
    }

    Form put(String name, String value) {
        text.append(text.length() == 0 ? "" : "&")
                .append(encoded(name))
                .append('=')
                .append(encoded(value));
        return this;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
