package io.tidemark.core.label;

import org.jspecify.annotations.Nullable;

/**
 * A label of an entry, with the fate that passed deadlines settled for good. Its fate otherwise is found anew by
 * {@link LabelJoin} and not stored.
 */
final class HeldLabel {
    /** What a label costs besides its values. */
    static final int OVERHEAD = 24;

    private final Label label;
    private @Nullable LabelFate settled;
    private @Nullable LabelFate found;

    HeldLabel(Label label, @Nullable LabelFate settled) {
        this.label = label;
        this.settled = settled;
    }

    Label label() {
        return label;
    }

    long timeMs() {
        return label.timeMs();
    }

    /** What passed deadlines made of it; null if none did. */
    @Nullable
    LabelFate settled() {
        return settled;
    }

    /** Forgets what was found. */
    void begin() {
        found = settled;
    }

    /** Takes a fate that one captured record gives it. */
    void meet(LabelFate fate) {
        found = stronger(found, fate);
    }

    /** Takes a fate that does not change any more. */
    void settle(LabelFate fate) {
        settled = stronger(settled, fate);
        meet(fate);
    }

    /** The strongest fate found. */
    LabelFate fate() {
        LabelFate fate = found;
        return fate == null ? LabelFate.ORPHAN_WAITING : fate;
    }

    int cost() {
        int characters = OVERHEAD;
        for (String value : label.values()) {
            characters += value.length() + 1;
        }
        return characters;
    }

    private static LabelFate stronger(@Nullable LabelFate one, LabelFate other) {
        return one == null || other.compareTo(one) < 0 ? other : one;
    }
}
