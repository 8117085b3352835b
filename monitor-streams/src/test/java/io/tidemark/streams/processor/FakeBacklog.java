package io.tidemark.streams.processor;

import java.util.OptionalLong;

/** A broker's answers as a test sets them. */
public final class FakeBacklog implements Backlog {
    private OptionalLong end = OptionalLong.empty();
    private boolean isEmpty;
    private int questions;
    private int looks;

    /** From now on the partition ends at an offset. */
    public void endsAt(long offset) {
        end = OptionalLong.of(offset);
    }

    /** From now on the broker does not answer. */
    public void isSilent() {
        end = OptionalLong.empty();
    }

    /** From now on there are, or are no, records between what was read and the end. */
    public void holdsOnlyMarkers(boolean answer) {
        isEmpty = answer;
    }

    /** Returns how often somebody looked for records between what was read and the end. */
    int looks() {
        return looks;
    }

    int questions() {
        return questions;
    }

    @Override
    public OptionalLong endOffset(int partition) {
        questions++;
        return end;
    }

    @Override
    public boolean isEmpty(int partition, long nextOffset, long endOffset) {
        looks++;
        return isEmpty;
    }
}
