package io.tidemark.core.service;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The content of a {@code statistics.json}.
 *
 * @param rows rows of the dataset
 * @param columns in the order of the columns, names distinct
 */
public record ServiceStatistics(long rows, List<ColumnStatistics> columns) {
    public ServiceStatistics {
        if (rows < 0) {
            throw new IllegalArgumentException("item_count = " + rows + " is negative");
        }
        columns = List.copyOf(columns);
        Set<String> names = new HashSet<>();
        for (ColumnStatistics column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("feature '" + column.name() + "' stands twice");
            }
        }
    }

    /** Returns the column of this name, if there is one. */
    public Optional<ColumnStatistics> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}
