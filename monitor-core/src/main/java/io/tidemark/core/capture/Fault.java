package io.tidemark.core.capture;

/**
 * The first thing found wrong with a record. Readers return false and leave the reason here, because an exception per
 * poison record would cost more than parsing it. Mutable scratch, shared by the readers of one parser.
 */
final class Fault {
    private String what = "";
    private int at;
    private boolean found;

    void clear() {
        found = false;
    }

    boolean isFound() {
        return found;
    }

    String what() {
        return what;
    }

    /** Where it was found, as a position in the buffer that was being read. */
    int at() {
        return at;
    }

    /** Notes a fault unless there is one already. Always false, so that readers can return it. */
    boolean set(String description, int position) {
        if (!found) {
            found = true;
            what = description;
            at = position;
        }
        return false;
    }
}
