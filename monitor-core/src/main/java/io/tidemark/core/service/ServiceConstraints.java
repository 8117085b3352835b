package io.tidemark.core.service;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The content of a {@code constraints.json}.
 *
 * @param columns in the order of the columns, names distinct
 * @param settings {@code monitoring_config}
 * @param others keys that mean nothing here
 */
public record ServiceConstraints(List<ColumnConstraints> columns, MonitoringSettings settings, OtherKeys others) {
    public ServiceConstraints {
        columns = List.copyOf(columns);
        Set<String> names = new HashSet<>();
        for (ColumnConstraints column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("feature '" + column.name() + "' stands twice");
            }
        }
    }

    /** Returns the constraints of this column, if there are any. */
    public Optional<ColumnConstraints> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** Returns the names of the columns in order. */
    public List<String> names() {
        return columns.stream().map(ColumnConstraints::name).toList();
    }
}
