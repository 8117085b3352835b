package io.tidemark.core.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The dead letters that concern labels: of ground truth, and of captures refused before their predictions were read. */
final class LabelLetters {
    private final Map<Place, String> ofTruth = new TreeMap<>();
    private final Map<Place, String> ofCaptures = new TreeMap<>();
    private final List<Difference> differences = new ArrayList<>();

    private record Place(int partition, long offset) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int order = Integer.compare(partition, other.partition);
            return order != 0 ? order : Long.compare(offset, other.offset);
        }
    }

    void addOfTruth(LedgerFacts.Letter letter) {
        String before = ofTruth.put(new Place(letter.partition(), letter.offset()), letter.reason());
        if (before != null) {
            differ(
                    letter.partition(),
                    letter.offset(),
                    1,
                    2,
                    "two dead letters name the same label: " + before + ", " + letter.reason());
        }
    }

    void addOfCapture(LedgerFacts.Letter letter) {
        ofCaptures.put(new Place(letter.partition(), letter.offset()), letter.reason());
    }

    /** Returns and forgets the letter of a record of ground truth; an empty text if there is none. */
    String take(int partition, long offset) {
        String reason = ofTruth.remove(new Place(partition, offset));
        return reason == null ? "" : reason;
    }

    String ofCapture(int partition, long offset) {
        return ofCaptures.getOrDefault(new Place(partition, offset), "");
    }

    void compare(int partition, long offset, String expected, String found) {
        if (!expected.equals(found)) {
            String detail = found.isEmpty()
                    ? "the label is " + expected + ", but no dead letter names it"
                    : "a dead letter calls the label " + found + ", but it "
                            + (expected.isEmpty() ? "can be read" : "is " + expected);
            differ(partition, offset, expected.isEmpty() ? 0 : 1, found.isEmpty() ? 0 : 1, detail);
        }
    }

    /** Letters that name no record, of the range that a row accounts for. */
    void finish(int partition, LabelFacts.Range range) {
        ofTruth.forEach((place, reason) -> {
            if (place.partition() == partition && range.holds(place.offset())) {
                differ(
                        partition,
                        place.offset(),
                        0,
                        1,
                        "a dead letter (" + reason + ") names an offset of ground truth that holds no label");
            }
        });
    }

    private void differ(int partition, long offset, long recomputed, long accounted, String detail) {
        differences.add(Difference.of(
                "dead letter of a label",
                recomputed,
                accounted,
                new Difference.Span(partition, offset, offset),
                detail));
    }

    List<Difference> differences() {
        return differences;
    }
}
