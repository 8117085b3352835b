package io.tidemark.baseline;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Texts that stand for a missing value. Immutable. */
final class MissingMarkers {
    private final byte[][] markers;
    private final boolean[] firstBytes = new boolean[256];

    MissingMarkers(List<String> texts) {
        markers = texts.stream()
                .filter(text -> !text.isEmpty())
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        for (byte[] marker : markers) {
            firstBytes[marker[0] & 0xff] = true;
        }
    }

    /** Whether the text is one of the markers, byte by byte; hot path. */
    boolean matches(byte[] text, int from, int to) {
        return markers.length > 0 && from < to && firstBytes[text[from] & 0xff] && isMarker(text, from, to);
    }

    private boolean isMarker(byte[] text, int from, int to) {
        for (byte[] marker : markers) {
            if (Arrays.equals(marker, 0, marker.length, text, from, to)) {
                return true;
            }
        }
        return false;
    }
}
