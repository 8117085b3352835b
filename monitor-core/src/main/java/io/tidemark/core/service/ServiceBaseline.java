package io.tidemark.core.service;

import io.tidemark.core.service.ColumnStatistics.ValueCount;
import java.util.List;
import java.util.stream.Stream;

/**
 * What windows are checked against by the service's rules.
 *
 * @param statistics of the training data; columns that it lacks are not compared
 * @param constraints what must hold; their columns and order are those of the dataset
 * @param missingMarkers texts that stand for a missing value beside the empty one
 * @param withResponse whether the columns are those of the response and then those of the request, as in the service;
 *     otherwise those of the request alone
 */
public record ServiceBaseline(
        ServiceStatistics statistics,
        ServiceConstraints constraints,
        List<String> missingMarkers,
        boolean withResponse) {
    public ServiceBaseline {
        missingMarkers = List.copyOf(missingMarkers);
    }

    List<ColumnProfile> newColumns() {
        return constraints.columns().stream().map(this::newColumn).toList();
    }

    private ColumnProfile newColumn(ColumnConstraints column) {
        return new ColumnProfile(column.name(), column.domain(), knownTexts(column.name()));
    }

    private List<String> knownTexts(String name) {
        return statistics.column(name).stream()
                .flatMap(column -> column instanceof ColumnStatistics.Text text && text.values() != null
                        ? text.values().stream().map(ValueCount::value)
                        : Stream.of())
                .toList();
    }
}
