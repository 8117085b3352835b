package io.tidemark.alerts.stream;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.episode.VerdictStream;
import io.tidemark.core.episode.WindowGathering;

/**
 * A window of which something has come.
 *
 * @param place whose verdict
 * @param isFinal whether no later revision of the window comes
 * @param gathering what has come
 */
record Gathered(Piece.Place place, boolean isFinal, WindowGathering gathering) {
    private static final int VERSION = 1;

    byte[] encode() {
        CanonicalOutput out = new CanonicalOutput(160);
        place.stream().writeTo(out.putByte(VERSION));
        out.putLong(place.startMs()).putInt(place.revision()).putByte(isFinal ? 1 : 0);
        return out.putBytes(gathering.encode()).toByteArray();
    }

    static Gathered decode(byte[] bytes) {
        CanonicalInput in = new CanonicalInput(bytes);
        in.expectVersion(VERSION, "gathered window");
        Piece.Place place = new Piece.Place(VerdictStream.readFrom(in), in.getLong(), in.getInt());
        boolean isFinal = in.getByte() == 1;
        Gathered gathered = new Gathered(place, isFinal, WindowGathering.decode(in.getBytes()));
        in.expectEnd();
        return gathered;
    }
}
