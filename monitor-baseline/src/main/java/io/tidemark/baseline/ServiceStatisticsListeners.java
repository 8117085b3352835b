package io.tidemark.baseline;

import io.tidemark.core.feature.FeatureKind;
import io.tidemark.core.service.ColumnStatistics;
import io.tidemark.core.service.ServiceStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Listens to every column of a training table, label included, for the statistics that the service would write: its sketch
 * depends on the order of rows. Types are the service's, which a single text in a column of numbers turns to String.
 * Missing markers of the plan are nulls here too.
 */
public final class ServiceStatisticsListeners implements ColumnListeners {
    private final Map<String, ServiceColumn> listeners = new LinkedHashMap<>();

    @Override
    public synchronized ColumnListener listen(String column, FeatureKind kind) {
        ServiceColumn listener = new ServiceColumn(column, kind);
        listeners.put(column, listener);
        return listener;
    }

    /** Returns what was heard, columns in the order of the table; for use when the job is done. */
    public synchronized ServiceStatistics statistics() {
        List<ColumnStatistics> columns =
                listeners.values().stream().map(ServiceColumn::statistics).toList();
        long rows =
                listeners.values().stream().mapToLong(ServiceColumn::rows).max().orElse(0);
        return new ServiceStatistics(rows, columns);
    }
}
