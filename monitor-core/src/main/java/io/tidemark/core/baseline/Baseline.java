package io.tidemark.core.baseline;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.profile.FeatureProfile;
import io.tidemark.core.profile.ProfileLayout;
import io.tidemark.core.profile.RowCounter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the training data left behind: its features with grids, counts and constraints. Immutable, and identified by its
 * content: the hash does not depend on file names, times or the order in which rows were read.
 */
public final class Baseline implements ProfileLayout {
    private static final int VERSION = 1;

    private final List<FeatureBaseline> features;
    private final @Nullable FeatureBaseline label;
    private final List<String> missingMarkers;
    private final @Nullable ServiceFiles serviceFiles;
    private final ContentHash hash;

    private Baseline(
            List<FeatureBaseline> features,
            @Nullable FeatureBaseline label,
            List<String> missingMarkers,
            @Nullable ServiceFiles serviceFiles) {
        this.features = List.copyOf(features);
        this.label = label;
        this.missingMarkers = missingMarkers.stream().sorted().distinct().toList();
        this.serviceFiles = serviceFiles;
        requireDistinctNames();
        this.hash = ContentHash.of(canonical());
    }

    /**
     * Returns a baseline.
     *
     * @param features the model's inputs in the order of the columns; at least one, names distinct
     * @param label the label column, or null if there is none: it is described but takes no part in drift rules
     * @param missingMarkers texts that stand for a missing value, beside the empty text
     */
    public static Baseline of(
            List<FeatureBaseline> features, @Nullable FeatureBaseline label, List<String> missingMarkers) {
        if (features.isEmpty()) {
            throw new IllegalArgumentException("a baseline needs at least one feature");
        }
        return new Baseline(features, label, missingMarkers, null);
    }

    /** Returns this baseline with the files that it was made from, which are part of its identity. */
    public Baseline withServiceFiles(ServiceFiles files) {
        return new Baseline(features, label, missingMarkers, files);
    }

    /** Returns the files that this baseline was made from, if it was imported. */
    public Optional<ServiceFiles> serviceFiles() {
        return Optional.ofNullable(serviceFiles);
    }

    /** Returns the features in the order of the columns. */
    public List<FeatureBaseline> features() {
        return features;
    }

    /** Returns the label column, if the training data has one. */
    public Optional<FeatureBaseline> label() {
        return Optional.ofNullable(label);
    }

    /** Returns the texts that stand for a missing value, sorted. */
    public List<String> missingMarkers() {
        return missingMarkers;
    }

    /** Returns the number of training rows. */
    public long rows() {
        return features.get(0).profile().rows();
    }

    /** Returns the identity of this baseline. */
    public ContentHash hash() {
        return hash;
    }

    /** Returns a counter that binds captured rows to these features; one per thread. */
    public RowCounter newRowCounter() {
        return new RowCounter(features.stream().map(FeatureBaseline::name).toList(), missingMarkers);
    }

    @Override
    public int featureCount() {
        return features.size();
    }

    @Override
    public FeatureProfile emptyFeature(int feature) {
        return features.get(feature).emptyProfile();
    }

    private CanonicalOutput canonical() {
        CanonicalOutput out = new CanonicalOutput(64 * 1024);
        out.putByte(VERSION).putVarint(features.size());
        features.forEach(feature -> feature.writeTo(out));
        out.putByte(label == null ? 0 : 1);
        if (label != null) {
            label.writeTo(out);
        }
        out.putVarint(missingMarkers.size());
        missingMarkers.forEach(out::putText);
        if (serviceFiles != null) {
            // Appended, so that baselines without it keep the hash that they always had.
            out.putByte(1).putText(serviceFiles.statistics()).putText(serviceFiles.constraints());
        }
        return out;
    }

    private void requireDistinctNames() {
        Set<String> names = new HashSet<>();
        for (FeatureBaseline feature : features) {
            if (!names.add(feature.name())) {
                throw new IllegalArgumentException("feature '" + feature.name() + "' stands twice");
            }
        }
        if (label != null && !names.add(label.name())) {
            throw new IllegalArgumentException("label '" + label.name() + "' is a feature too");
        }
    }
}
