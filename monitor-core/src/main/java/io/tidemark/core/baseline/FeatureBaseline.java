package io.tidemark.core.baseline;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.feature.FeatureKind;
import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.CategoryIndex;
import io.tidemark.core.profile.FeatureProfile;
import io.tidemark.core.profile.NumericProfile;

/**
 * One column of the training data.
 *
 * @param name the column's name
 * @param type what its values are
 * @param profile the counts of the training rows over the grid or categories that windows are counted on too; not to be
 *     changed
 * @param constraints what the training data promised
 */
public record FeatureBaseline(String name, FeatureType type, FeatureProfile profile, Constraints constraints) {
    public FeatureBaseline {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a feature needs a name");
        }
        boolean numeric = profile instanceof NumericProfile;
        if (numeric != (type.kind() == FeatureKind.NUMERIC)) {
            throw new IllegalArgumentException("feature " + name + " of type " + type.wireName() + " has "
                    + (numeric ? "a numeric" : "a categorical") + " profile");
        }
    }

    /** Returns the feature with the constraints that its own counts suggest, for a column in which values repeat. */
    public static FeatureBaseline suggest(String name, FeatureType type, FeatureProfile profile) {
        return suggest(name, type, profile, 0);
    }

    /**
     * Returns the feature with the constraints that its own counts suggest.
     *
     * @param name the column's name
     * @param type what its values are
     * @param profile the counts of the training rows
     * @param singles values that occur in exactly one row
     */
    public static FeatureBaseline suggest(String name, FeatureType type, FeatureProfile profile, long singles) {
        long rows = profile.rows();
        double completeness = rows == 0 ? 1 : (double) (rows - profile.missing()) / rows;
        double unseenShare = profile.valid() == 0 ? 0 : (double) singles / profile.valid();
        boolean nonNegative = profile instanceof NumericProfile numeric
                && numeric.valid() > 0
                && numeric.moments().min() >= 0;
        return new FeatureBaseline(name, type, profile, new Constraints(completeness, nonNegative, unseenShare));
    }

    /** Returns an empty profile on this feature's grid or categories. */
    public FeatureProfile emptyProfile() {
        if (profile instanceof NumericProfile numeric) {
            return new NumericProfile(numeric.edges());
        }
        if (profile instanceof CategoricalProfile categorical) {
            return new CategoricalProfile(categorical.index());
        }
        throw new AssertionError(profile);
    }

    void writeTo(CanonicalOutput out) {
        out.putText(name).putText(type.wireName());
        if (profile instanceof NumericProfile numeric) {
            double[] edges = numeric.edges().toArray();
            out.putVarint(edges.length);
            for (double edge : edges) {
                out.putDouble(edge);
            }
        } else if (profile instanceof CategoricalProfile categorical) {
            writeCategories(categorical.index(), out);
        }
        profile.writeTo(out);
        out.putDouble(constraints.completeness()).putByte(constraints.nonNegative() ? 1 : 0);
        out.putDouble(constraints.unseenShare());
    }

    private static void writeCategories(CategoryIndex index, CanonicalOutput out) {
        out.putVarint(index.categories().size());
        index.categories().forEach(out::putText);
        long[] domain = index.domain();
        out.putByte(index.isDomainComplete() ? 1 : 0).putVarint(domain.length);
        for (long hash : domain) {
            out.putLong(hash);
        }
    }
}
