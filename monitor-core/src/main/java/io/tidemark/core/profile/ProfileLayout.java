package io.tidemark.core.profile;

import java.util.ArrayList;
import java.util.List;

/** What a profile of a window has to hold: one feature after the other, in the baseline's order. */
public interface ProfileLayout {
    /** The layout of a window without a baseline: rows are counted and no feature is. */
    ProfileLayout EMPTY = new ProfileLayout() {
        @Override
        public int featureCount() {
            return 0;
        }

        @Override
        public FeatureProfile emptyFeature(int feature) {
            throw new IndexOutOfBoundsException("a window without a baseline has no features");
        }
    };

    /** Returns the number of features. */
    int featureCount();

    /** Returns an empty profile of a feature by its position in the baseline. */
    FeatureProfile emptyFeature(int feature);

    /** Returns the number of blocks: at least one, because the first holds the row counters. */
    default int blockCount() {
        return Math.max(1, (featureCount() + ProfileBlock.FEATURES - 1) / ProfileBlock.FEATURES);
    }

    /** Returns an empty block by its position. */
    default ProfileBlock emptyBlock(int block) {
        List<FeatureProfile> features = new ArrayList<>();
        int end = Math.min(featureCount(), (block + 1) * ProfileBlock.FEATURES);
        for (int feature = block * ProfileBlock.FEATURES; feature < end; feature++) {
            features.add(emptyFeature(feature));
        }
        return new ProfileBlock(block, features);
    }
}
