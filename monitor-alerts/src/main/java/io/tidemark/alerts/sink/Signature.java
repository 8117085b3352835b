package io.tidemark.alerts.sink;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 over {@code timestamp + "." + body}, as {@code v1=HEX}; with several active keys one signature each, parted
 * by commas, so that a receiver can change its key at any time. Signing the time as well lets a receiver refuse an old body
 * that somebody sends again.
 */
public final class Signature {
    /** Header with the signatures. */
    public static final String HEADER = "Tidemark-Signature";

    /** Header with the time, in epoch seconds. */
    public static final String TIMESTAMP_HEADER = "Tidemark-Timestamp";

    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /**
     * Returns the value of {@link #HEADER}.
     *
     * @param keys the active keys, at least one
     * @param timestamp epoch seconds
     * @param body the text that is sent, as UTF-8
     */
    public static String of(List<String> keys, long timestamp, String body) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a signature needs a key");
        }
        return String.join(
                ",",
                keys.stream().map(key -> "v1=" + hmac(key, timestamp, body)).toList());
    }

    /** Returns whether a header holds a signature by this key; takes the same time whatever it holds. */
    public static boolean isValid(String header, String key, long timestamp, String body) {
        byte[] expected = ("v1=" + hmac(key, timestamp, body)).getBytes(StandardCharsets.UTF_8);
        boolean found = false;
        for (String candidate : header.split(",", -1)) {
            found |= MessageDigest.isEqual(expected, candidate.strip().getBytes(StandardCharsets.UTF_8));
        }
        return found;
    }

    private static String hmac(String key, long timestamp, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal((timestamp + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalArgumentException("the signing key cannot be used: is it empty?", e);
        }
    }
}
