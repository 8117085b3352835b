package io.tidemark.core.service;

import io.tidemark.core.service.ColumnStatistics.ValueCount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The constraints that the service suggests for data of such statistics: the observed type and completeness; whether
 * all values are non-negative; and a domain for text columns of which at most a tenth of the different values occur
 * exactly once (Deequ's rule), most frequent first.
 */
public final class ConstraintSuggestion {
    private static final double MOST_SINGLES = 0.1;

    private ConstraintSuggestion() {}

    /** Returns the suggestion; completeness is 1 where there are no rows. */
    public static ServiceConstraints of(ServiceStatistics statistics) {
        return new ServiceConstraints(
                statistics.columns().stream().map(ConstraintSuggestion::of).toList(),
                MonitoringSettings.GENERATED,
                OtherKeys.NONE);
    }

    private static ColumnConstraints of(ColumnStatistics column) {
        long rows = column.present() + column.missing();
        double completeness = rows == 0 ? 1 : column.present() / (double) rows;
        return new ColumnConstraints(
                column.name(), column.type(), completeness, nonNegative(column), domain(column), null, OtherKeys.NONE);
    }

    private static @Nullable Boolean nonNegative(ColumnStatistics column) {
        return column instanceof ColumnStatistics.Numeric numeric
                ? numeric.moments().min() >= 0
                : null;
    }

    private static @Nullable List<String> domain(ColumnStatistics column) {
        if (!(column instanceof ColumnStatistics.Text text)) {
            return null;
        }
        List<ValueCount> values = text.values();
        if (values == null || values.isEmpty()) {
            return null;
        }
        long singles = values.stream().filter(value -> value.count() == 1).count();
        return singles > MOST_SINGLES * values.size()
                ? null
                : values.stream().map(ValueCount::value).toList();
    }
}
