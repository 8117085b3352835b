package io.tidemark.core.capture;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret with which values are hashed before anything counts them: HMAC-SHA-256 (RFC 2104), cut to 64 bits. The
 * secret leaves this class in no form; what is written and printed is its {@link #fingerprint}. Immutable.
 */
public final class FieldKey {
    /** A shorter secret can be guessed. */
    private static final int LEAST_BYTES = 16;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEPT_BYTES = 8;
    private static final byte[] NAME = "tidemark field key".getBytes(StandardCharsets.UTF_8);

    private final byte[] secret;
    private final String fingerprint;

    private FieldKey(byte[] secret) {
        this.secret = secret;
        this.fingerprint = HexFormat.of().formatHex(newMac().doFinal(NAME), 0, KEPT_BYTES);
    }

    /**
     * Takes a secret.
     *
     * @param secret at least 16 bytes from a good source of chance; copied
     * @throws IllegalArgumentException if it is shorter
     */
    public static FieldKey of(byte[] secret) {
        if (secret.length < LEAST_BYTES) {
            throw new IllegalArgumentException("the key for hashed fields has " + secret.length
                    + " bytes; it needs at least " + LEAST_BYTES + ", for example from: openssl rand -hex 32");
        }
        return new FieldKey(secret.clone());
    }

    /** Returns 16 hexadecimal digits that tell keys apart and give nothing of them away. */
    public String fingerprint() {
        return fingerprint;
    }

    /** A code of this key, for one thread. */
    Mac newMac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new AssertionError("every Java platform has " + ALGORITHM, e);
        }
    }

    /** The first 64 bits of a code, as 16 hexadecimal digits in ASCII. */
    static byte[] hex(byte[] code) {
        return HexFormat.of().formatHex(code, 0, KEPT_BYTES).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldKey key && MessageDigest.isEqual(secret, key.secret);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(fingerprint.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "key " + fingerprint;
    }
}
