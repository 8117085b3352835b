package io.tidemark.wire.codec;

import io.tidemark.core.episode.VerdictStream;

/** Streams of verdicts on the wire. */
final class StreamCodec {
    private StreamCodec() {}

    /** Returns the stream of these fields; an unknown source is an {@link IllegalArgumentException}. */
    static VerdictStream of(String endpoint, String variant, String segment, String source) {
        return new VerdictStream(endpoint, variant, segment, VerdictStream.Source.valueOf(source));
    }
}
