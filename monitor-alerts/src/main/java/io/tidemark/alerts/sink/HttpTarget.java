package io.tidemark.alerts.sink;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an HTTP sender sends.
 *
 * @param url https, or http to a host under {@code allowInside}
 * @param headers more headers, for example an authorisation; values are secrets
 * @param signingKeys keys of the signature, the newest first; empty for none
 * @param allowInside hosts that may have a private address
 */
public record HttpTarget(URI url, Map<String, String> headers, List<String> signingKeys, Set<String> allowInside) {
    public HttpTarget {
        headers = Map.copyOf(headers);
        signingKeys = List.copyOf(signingKeys);
        allowInside = Set.copyOf(allowInside);
        String host = url.getHost();
        if (host == null || host.isEmpty()) {
            throw new IllegalArgumentException("url = '" + withoutSecrets(url) + "' names no host");
        }
        boolean isPlain = "http".equalsIgnoreCase(url.getScheme());
        if (!"https".equalsIgnoreCase(url.getScheme()) && !(isPlain && allowInside.contains(host))) {
            throw new IllegalArgumentException("url = '" + withoutSecrets(url)
                    + "' is not https; plain http is for hosts under allowInside alone");
        }
        if (url.getUserInfo() != null) {
            throw new IllegalArgumentException("url of " + host + " holds a user: use a header from a file instead");
        }
    }

    /** A target without headers and signature. */
    public static HttpTarget of(URI url) {
        return new HttpTarget(url, Map.of(), List.of(), Set.of());
    }

    /** Returns scheme, host and port: paths and queries of webhooks are secrets. */
    public String name() {
        return withoutSecrets(url);
    }

    /** Returns what must not stand in a log: keys, values of headers, path and query. */
    List<String> secrets() {
        List<String> secrets = new ArrayList<>(signingKeys);
        secrets.addAll(headers.values());
        for (String value : headers.values()) {
            // An authorisation is a scheme and a secret.
            secrets.add(value.substring(value.indexOf(' ') + 1));
        }
        addUnlessNull(secrets, url.getRawPath());
        addUnlessNull(secrets, url.getRawQuery());
        return secrets;
    }

    private static void addUnlessNull(List<String> secrets, @Nullable String text) {
        if (text != null) {
            secrets.add(text);
        }
    }

    private static String withoutSecrets(URI url) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port;
    }

    @Override
    public String toString() {
        return name();
    }
}
