package io.tidemark.alerts.stream;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.episode.Fingerprint;

/** The first 64 bits of a fingerprint's hash: enough to look up what a rule of a window could not say. */
final class ShortForm {
    private static final int DIGITS = 16;
    private static final int RADIX = 16;

    private ShortForm() {}

    static long of(Fingerprint fingerprint) {
        return of(fingerprint.id());
    }

    static long of(ContentHash hash) {
        return Long.parseUnsignedLong(hash.hex().substring(0, DIGITS), RADIX);
    }
}
