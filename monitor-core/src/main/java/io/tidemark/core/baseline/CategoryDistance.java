package io.tidemark.core.baseline;

import io.tidemark.core.profile.CategoricalProfile;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The largest difference of a category's share between two columns of which each tracks its most frequent values. A
 * value that only one of them tracks came in the other at most as often as its rarest tracked one, and never if it
 * tracks all. Values that neither tracks are no larger than that in either.
 */
final class CategoryDistance {
    private final Map<String, Long> counts = new HashMap<>();
    private final long total;
    private final long mostUntracked;

    private CategoryDistance(CategoricalProfile profile) {
        List<String> categories = profile.index().categories();
        long[] tracked = Arrays.copyOf(profile.categoryCounts(), categories.size());
        for (int i = 0; i < tracked.length; i++) {
            counts.put(categories.get(i), tracked[i]);
        }
        this.total = profile.valid();
        long others = total - Arrays.stream(tracked).sum();
        // An incomplete domain tracks the frequent ones of a sample: then the rest may be one single value.
        long rarest = Arrays.stream(tracked).min().orElse(others);
        this.mostUntracked = profile.index().isDomainComplete() ? Math.min(others, rarest) : others;
    }

    /** The range of the difference; both need at least one value. */
    static Between largestShare(CategoricalProfile one, CategoricalProfile other) {
        CategoryDistance f = new CategoryDistance(one);
        CategoryDistance g = new CategoryDistance(other);
        Set<String> all = new LinkedHashSet<>(f.counts.keySet());
        all.addAll(g.counts.keySet());
        double untracked = Math.max(f.share(f.mostUntracked), g.share(g.mostUntracked));
        double least = 0;
        double most = untracked;
        for (String category : all) {
            Between each = Between.differenceOf(f.low(category), f.high(category), g.low(category), g.high(category));
            least = Math.max(least, each.atLeast());
            most = Math.max(most, each.atMost());
        }
        return new Between(least, Math.min(1, most));
    }

    private double low(String category) {
        return share(counts.getOrDefault(category, 0L));
    }

    private double high(String category) {
        return share(counts.getOrDefault(category, mostUntracked));
    }

    private double share(long count) {
        return (double) count / total;
    }
}
