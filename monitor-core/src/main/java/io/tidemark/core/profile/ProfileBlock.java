package io.tidemark.core.profile;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.feature.FeatureKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The counts of up to {@value #FEATURES} neighbouring features of one window: the unit that is stored, sent and merged,
 * so that no record grows with the number of features. Counters of whole rows are kept in the first block alone.
 * Mutable; not thread-safe.
 */
public final class ProfileBlock {
    /** Most features of a block. */
    public static final int FEATURES = 64;

    private static final int VERSION = 1;

    private final int block;
    private final List<FeatureProfile> features;
    private final RowCounts counts = new RowCounts();

    ProfileBlock(int block, List<FeatureProfile> features) {
        if (features.size() > FEATURES) {
            throw new IllegalArgumentException("a block holds at most 64 features, not " + features.size());
        }
        this.block = block;
        this.features = List.copyOf(features);
    }

    /** Returns the position of this block among the blocks of a window, from 0. */
    public int block() {
        return block;
    }

    /** Returns the profiles of this block's features, in the baseline's order. */
    public List<FeatureProfile> features() {
        return features;
    }

    /** Returns the counters of whole rows; all zero in every block but the first. */
    public RowCounts counts() {
        return counts;
    }

    /** Adds the counts of the same block of another window part. */
    public void merge(ProfileBlock other) {
        if (other.block != block || other.features.size() != features.size()) {
            throw new IllegalArgumentException("block " + other.block + " with " + other.features.size()
                    + " features cannot be merged into block " + block + " with " + features.size());
        }
        counts.merge(other.counts);
        for (int i = 0; i < features.size(); i++) {
            features.get(i).merge(other.features.get(i));
        }
    }

    /** Sets every count to zero. */
    public void clear() {
        counts.clear();
        features.forEach(FeatureProfile::clear);
    }

    /** Returns about how many bytes of heap this block takes. */
    public long heapBytes() {
        long bytes = 128;
        for (FeatureProfile feature : features) {
            if (feature instanceof NumericProfile numeric) {
                bytes += 2_340 + 4L * numeric.edges().cells();
            } else if (feature instanceof CategoricalProfile categorical) {
                // An unseen value is a tree node, its key and its count.
                bytes += 300 + 8L * categorical.index().categories().size();
                bytes += 90L * categorical.unseenValues().size();
            }
        }
        return bytes;
    }

    /** Returns the canonical form behind a version byte: equal counts are equal bytes. */
    public byte[] encode() {
        CanonicalOutput out = new CanonicalOutput(1_024);
        writeTo(out);
        return out.toByteArray();
    }

    void writeTo(CanonicalOutput out) {
        out.putByte(VERSION).putVarint(block);
        counts.writeTo(out);
        out.putVarint(features.size());
        for (FeatureProfile feature : features) {
            out.putByte(feature instanceof NumericProfile ? 0 : 1);
            feature.writeTo(out);
        }
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @param bytes the canonical form
     * @param layout the baseline's features, over which it was counted
     */
    public static ProfileBlock decode(byte[] bytes, ProfileLayout layout) {
        CanonicalInput in = new CanonicalInput(bytes);
        in.expectVersion(VERSION, "profile block");
        int block = (int) in.getCount(layout.blockCount() - 1L);
        RowCounts counts = RowCounts.readFrom(in);
        int expected = Math.min(FEATURES, layout.featureCount() - block * FEATURES);
        int size = (int) in.getCount(FEATURES);
        if (size != expected) {
            throw new IllegalArgumentException("block " + block + " was stored with " + size + " features, but the"
                    + " baseline has " + expected + ": the stored window belongs to another baseline");
        }
        List<FeatureProfile> features = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            features.add(readFeature(in, layout, block * FEATURES + i));
        }
        in.expectEnd();
        ProfileBlock read = new ProfileBlock(block, features);
        read.counts.merge(counts);
        return read;
    }

    /** Reads only the counters of whole rows, which need no layout. */
    public static RowCounts decodeCounts(byte[] bytes) {
        CanonicalInput in = new CanonicalInput(bytes);
        in.expectVersion(VERSION, "profile block");
        in.getVarint();
        return RowCounts.readFrom(in);
    }

    private static FeatureProfile readFeature(CanonicalInput in, ProfileLayout layout, int feature) {
        FeatureKind stored = in.getByte() == 0 ? FeatureKind.NUMERIC : FeatureKind.CATEGORICAL;
        FeatureProfile empty = layout.emptyFeature(feature);
        if (empty instanceof NumericProfile numeric && stored == FeatureKind.NUMERIC) {
            return NumericProfile.readFrom(in, numeric.edges());
        }
        if (empty instanceof CategoricalProfile categorical && stored == FeatureKind.CATEGORICAL) {
            return CategoricalProfile.readFrom(in, categorical.index());
        }
        throw new IllegalArgumentException("feature " + feature + " was stored as " + stored
                + ", but the baseline has another kind: the stored window belongs to another baseline");
    }
}
