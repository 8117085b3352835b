package io.tidemark.replay;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Counts captured records whose answer could not be read, and knows the first of them. Thread-safe. */
final class UnusableAnswers {
    private static final Comparator<Place> ORDER =
            Comparator.comparing((Place place) -> place.file().displayName()).thenComparingLong(Place::line);

    private long records;
    private @Nullable Place first;

    private record Place(CaptureFile file, long line, String why) {}

    synchronized void add(CaptureFile file, long line, String why) {
        records++;
        Place place = new Place(file, line, why);
        Place known = first;
        if (known == null || ORDER.compare(place, known) < 0) {
            first = place;
        }
    }

    /** How many there are. */
    synchronized long records() {
        return records;
    }

    /** The first by file and line, as {@code file:line: why}; empty if there is none. */
    synchronized String first() {
        Place place = first;
        return place == null ? "" : place.file().at(place.line()) + ": " + place.why();
    }
}
