package io.tidemark.core.service;

import java.util.List;
import java.util.Optional;

/**
 * The rows of a window or a training table as the service sees them.
 *
 * @param rows how many
 * @param columns those of the constraints in their order, whether or not the dataset has them, then further ones
 * @param columnsInDataset how many columns the dataset has
 */
public record Dataset(long rows, List<DatasetColumn> columns, int columnsInDataset) {
    public Dataset {
        columns = List.copyOf(columns);
    }

    /** Returns the statistics of the columns that the dataset has. */
    public ServiceStatistics statistics() {
        return new ServiceStatistics(
                rows,
                columns.stream()
                        .filter(DatasetColumn::inDataset)
                        .map(DatasetColumn::statistics)
                        .toList());
    }

    /** Returns the column of this name, if there is one. */
    public Optional<DatasetColumn> column(String name) {
        return columns.stream()
                .filter(column -> column.statistics().name().equals(name))
                .findFirst();
    }
}
