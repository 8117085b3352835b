package io.tidemark.core.profile;

import java.util.ArrayList;
import java.util.List;

/**
 * The counts of one window (or of a part of it, a delta): blocks of features and the counters of whole rows. Merging is
 * associative and commutative, and profiling a split stream and merging equals profiling the whole, byte for byte.
 * Mutable; not thread-safe.
 */
public final class WindowProfile {
    private final List<ProfileBlock> blocks;

    private WindowProfile(List<ProfileBlock> blocks) {
        this.blocks = List.copyOf(blocks);
    }

    /** Returns an empty profile. */
    public static WindowProfile empty(ProfileLayout layout) {
        List<ProfileBlock> blocks = new ArrayList<>();
        for (int block = 0; block < layout.blockCount(); block++) {
            blocks.add(layout.emptyBlock(block));
        }
        return new WindowProfile(blocks);
    }

    /** Returns a view over these blocks, which must be all blocks of a window in ascending order. */
    public static WindowProfile of(List<ProfileBlock> blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).block() != i) {
                throw new IllegalArgumentException("block " + i + " of a window is missing");
            }
        }
        return new WindowProfile(blocks);
    }

    /** Returns the blocks in ascending order. */
    public List<ProfileBlock> blocks() {
        return blocks;
    }

    /** Returns the counters of whole rows. */
    public RowCounts counts() {
        return blocks.get(0).counts();
    }

    /** Returns the profile of a feature by its position in the baseline. */
    public FeatureProfile feature(int feature) {
        return blocks.get(feature / ProfileBlock.FEATURES).features().get(feature % ProfileBlock.FEATURES);
    }

    /** Adds the counts of another part of the same window. */
    public void merge(WindowProfile other) {
        if (other.blocks.size() != blocks.size()) {
            throw new IllegalArgumentException(
                    "a profile of " + other.blocks.size() + " blocks cannot be merged into one of " + blocks.size());
        }
        for (int i = 0; i < blocks.size(); i++) {
            blocks.get(i).merge(other.blocks.get(i));
        }
    }
}
