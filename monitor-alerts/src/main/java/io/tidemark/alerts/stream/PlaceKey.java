package io.tidemark.alerts.stream;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.episode.Fingerprint;
import io.tidemark.core.episode.VerdictStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.kafka.common.utils.Bytes;

/** Keys of the stores: on disk since the first release. All rows of a stream lie together, in the order of time. */
final class PlaceKey {
    /** Bytes of a stream's hash that stand for it. */
    private static final int STREAM_BYTES = 16;

    private PlaceKey() {}

    static Bytes of(VerdictStream stream) {
        CanonicalOutput out = new CanonicalOutput(128);
        stream.writeTo(out);
        byte[] hash = HexFormat.of().parseHex(ContentHash.of(out).hex());
        return Bytes.wrap(Arrays.copyOf(hash, STREAM_BYTES));
    }

    static Bytes of(Fingerprint fingerprint) {
        byte[] about = HexFormat.of().parseHex(fingerprint.id().hex());
        return joined(of(fingerprint.stream()), about);
    }

    /** The key of a window: a start before 1970 sorts before one after it. */
    static Bytes of(VerdictStream stream, long startMs) {
        return joined(
                of(stream),
                new CanonicalOutput(8).putLong(startMs ^ Long.MIN_VALUE).toByteArray());
    }

    static Bytes of(Piece.Place place) {
        return joined(
                of(place.stream(), place.startMs()),
                new CanonicalOutput(4).putInt(place.revision()).toByteArray());
    }

    static Bytes part(Bytes place, int number) {
        return joined(place, new CanonicalOutput(5).putByte('p').putInt(number).toByteArray());
    }

    static Bytes violation(Bytes place, Fingerprint about) {
        return joined(
                joined(place, new byte[] {'v'}),
                HexFormat.of().parseHex(about.id().hex()));
    }

    /** The largest key that begins like this one, for ranges. */
    static Bytes end(Bytes prefix) {
        byte[] tail = new byte[40];
        Arrays.fill(tail, (byte) 0xFF);
        return joined(prefix, tail);
    }

    static Bytes joined(Bytes head, byte[] tail) {
        byte[] bytes = Arrays.copyOf(head.get(), head.get().length + tail.length);
        System.arraycopy(tail, 0, bytes, head.get().length, tail.length);
        return Bytes.wrap(bytes);
    }
}
