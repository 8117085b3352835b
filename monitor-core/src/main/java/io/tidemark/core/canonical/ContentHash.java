package io.tidemark.core.canonical;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;

/**
 * SHA-256 of a canonical form: the identity of a baseline, a configuration, a verdict or a violation.
 *
 * @param hex 64 lower-case hexadecimal digits, or empty for {@link #NONE}
 */
public record ContentHash(String hex) {
    /** Stands where there is nothing to hash, for example a window without a baseline. */
    public static final ContentHash NONE = new ContentHash("");

    /** Orders hashes as unsigned bytes, which is the order of their hexadecimal texts. */
    public static final Comparator<ContentHash> ORDER = Comparator.comparing(ContentHash::hex);

    private static final int HEX_DIGITS = 64;

    public ContentHash {
        if (!hex.isEmpty() && !(hex.length() == HEX_DIGITS && hex.chars().allMatch(ContentHash::isHexDigit))) {
            throw new IllegalArgumentException("hash = '" + hex + "' is not 64 lower-case hexadecimal digits");
        }
    }

    /** Returns the SHA-256 of the bytes. */
    public static ContentHash of(byte[] canonical) {
        return new ContentHash(HexFormat.of().formatHex(sha256().digest(canonical)));
    }

    /** Returns the SHA-256 of what was written so far. */
    public static ContentHash of(CanonicalOutput canonical) {
        return of(canonical.toByteArray());
    }

    /** Returns the first twelve digits, enough for people to tell two apart; empty for {@link #NONE}. */
    public String brief() {
        return hex.isEmpty() ? "" : hex.substring(0, 12);
    }

    /** Returns whether this is {@link #NONE}. */
    public boolean isNone() {
        return hex.isEmpty();
    }

    @Override
    public String toString() {
        return hex;
    }

    private static boolean isHexDigit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
