package io.tidemark.alerts.aws;

import io.tidemark.alerts.sink.RequestSigner;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Amazon's Signature Version 4 in the Authorization header, as far as the services here need it: a path without anything
 * to encode, and no query. Immutable.
 */
final class SigV4 implements RequestSigner {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String MAC = "HmacSHA256";
    private static final String END = "aws4_request";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int DATE_LENGTH = 8;

    private final AwsCredentials credentials;
    private final String region;
    private final String service;

    SigV4(AwsCredentials credentials, String region, String service) {
        this.credentials = credentials;
        this.region = region;
        this.service = service;
    }

    @Override
    public Map<String, String> headers(URI url, Map<String, String> headers, String body, long epochSeconds) {
        return sign("POST", url, headers, body, epochSeconds);
    }

    /** As {@link #headers}, for any method; only the published vectors want another. */
    Map<String, String> sign(String method, URI url, Map<String, String> headers, String body, long epochSeconds) {
        String time = TIME.format(Instant.ofEpochSecond(epochSeconds));
        Map<String, String> added = new LinkedHashMap<>();
        added.put("X-Amz-Date", time);
        if (!credentials.sessionToken().isEmpty()) {
            added.put("X-Amz-Security-Token", credentials.sessionToken());
        }
        TreeMap<String, String> signed = new TreeMap<>();
        headers.forEach((name, value) -> signed.put(lower(name), canonical(value)));
        added.forEach((name, value) -> signed.put(lower(name), canonical(value)));
        signed.put("host", url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort());
        String names = String.join(";", signed.keySet());
        String scope = time.substring(0, DATE_LENGTH) + "/" + region + "/" + service + "/" + END;
        String request = method + "\n" + path(url) + "\n\n"
                + signed.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                        .collect(Collectors.joining())
                + "\n" + names + "\n" + sha256(body);
        String text = ALGORITHM + "\n" + time + "\n" + scope + "\n" + sha256(request);
        added.put(
                "Authorization",
                ALGORITHM + " Credential=" + credentials.accessKeyId() + "/" + scope + ", SignedHeaders=" + names
                        + ", Signature=" + HexFormat.of().formatHex(hmac(key(time.substring(0, DATE_LENGTH)), text)));
        return added;
    }

    private byte[] key(String date) {
        byte[] secret = ("AWS4" + credentials.secretKey()).getBytes(StandardCharsets.UTF_8);
        return hmac(hmac(hmac(hmac(secret, date), region), service), END);
    }

    private static String path(URI url) {
        return url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String canonical(String value) {
        return value.strip().replaceAll(" +", " ");
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new AssertionError("every JDK has " + MAC + ", and the key is not empty", e);
        }
    }
}
