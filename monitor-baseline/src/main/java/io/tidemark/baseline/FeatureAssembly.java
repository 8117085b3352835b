package io.tidemark.baseline;

import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.CategoryIndex;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a feature of what was counted. */
final class FeatureAssembly {
    private FeatureAssembly() {}

    /** Whether the values turned out to be of the kind that they were counted as. */
    static boolean fits(ColumnCounter counter) {
        Readings readings = counter.readings();
        return readings.present() == 0 || readings.areNumbers() == counter instanceof NumericCounter;
    }

    static FeatureBaseline of(TrainingTable.Column column, ColumnCounter counter) {
        FeatureType type = typeOf(column.type(), counter);
        if (type == FeatureType.UNKNOWN) {
            CategoricalProfile empty = new CategoricalProfile(new CategoryIndex(List.of(), new long[0], true));
            empty.addMissing(counter.readings().missing());
            return FeatureBaseline.suggest(column.name(), type, empty);
        }
        if (counter instanceof NumericCounter numeric) {
            return FeatureBaseline.suggest(column.name(), type, numeric.profile());
        }
        CategoryCounter categories = (CategoryCounter) counter;
        return FeatureBaseline.suggest(column.name(), type, categories.profile(), categories.singles());
    }

    private static FeatureType typeOf(@Nullable FeatureType set, ColumnCounter counter) {
        if (set != null) {
            return set;
        }
        if (counter.readings().present() == 0) {
            return FeatureType.UNKNOWN;
        }
        if (counter instanceof NumericCounter numeric) {
            return numeric.hasFractions() ? FeatureType.FRACTIONAL : FeatureType.INTEGRAL;
        }
        return FeatureType.STRING;
    }
}
