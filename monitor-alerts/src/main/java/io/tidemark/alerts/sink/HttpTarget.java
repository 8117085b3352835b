package io.tidemark.alerts.sink;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    private static String withoutSecrets(URI url) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port;
    }

    @Override
    public String toString() {
        return name();
    }
}
