package io.tidemark.core.label;

/**
 * One evaluation of a window's tables.
 *
 * @param number 1, 2, ... within the window
 * @param cause why it is due
 */
public record Revision(int number, Cause cause) {
    /** Why a window is evaluated. */
    public enum Cause {
        /** Its captures are all there: what needs no labels is known. */
        CLOSED("closed"),
        /** The share of its labelled rows passed a step. */
        COVERAGE("coverage"),
        /** Its deadline passed: the only one that is hashed. */
        FINAL("final");

        private final String wireName;

        Cause(String wireName) {
            this.wireName = wireName;
        }

        /** The stable name in reports. */
        public String wireName() {
            return wireName;
        }
    }

    /** Returns whether no other revision follows. */
    public boolean isFinal() {
        return cause == Cause.FINAL;
    }
}
