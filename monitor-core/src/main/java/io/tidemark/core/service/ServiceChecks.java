package io.tidemark.core.service;

import io.tidemark.core.evaluation.CheckType;
import io.tidemark.core.feature.FeatureType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The service's checks of one dataset against a baseline. Limits are strict: a share equal to its least share, and a
 * distance equal to its threshold, are no violation. Violations come in the order of columns (the service's is not
 * known); checks on the number of columns first.
 */
public final class ServiceChecks {
    private static final String MISSING_COLUMNS = "Missing columns";
    private static final String EXTRA_COLUMNS = "Extra columns";

    private final ServiceBaseline baseline;
    private final TypeMatching matching;
    private final List<ServiceViolation> violations = new ArrayList<>();

    private ServiceChecks(ServiceBaseline baseline, TypeMatching matching) {
        this.baseline = baseline;
        this.matching = matching;
    }

    /**
     * Returns the violations of a dataset that was profiled against this baseline.
     *
     * @param baseline statistics and constraints of the training data
     * @param dataset the window's rows
     * @param matching which values count as of the expected type
     */
    public static List<ServiceViolation> check(ServiceBaseline baseline, Dataset dataset, TypeMatching matching) {
        ServiceChecks checks = new ServiceChecks(baseline, matching);
        if (baseline.constraints().settings().evaluates()) {
            checks.columns(dataset);
        }
        for (ColumnConstraints column : baseline.constraints().columns()) {
            MonitoringSettings settings = column.settings(baseline.constraints().settings());
            Optional<DatasetColumn> current = dataset.column(column.name());
            if (settings.evaluates() && current.isPresent()) {
                checks.column(column, settings, current.get());
            }
        }
        return List.copyOf(checks.violations);
    }

    private void columns(Dataset dataset) {
        int expected = baseline.constraints().columns().size();
        int found = dataset.columnsInDataset();
        if (dataset.rows() > 0 && found < expected) {
            add(MISSING_COLUMNS, CheckType.DQ004, Descriptions.columns(true, found, expected));
        }
        if (dataset.rows() > 0 && found > expected) {
            add(EXTRA_COLUMNS, CheckType.DQ005, Descriptions.columns(false, found, expected));
        }
    }

    private void column(ColumnConstraints column, MonitoringSettings settings, DatasetColumn current) {
        boolean isOfType = dataType(column, settings, current);
        completeness(column, current);
        if (isOfType) {
            drift(column, settings, current);
        }
        domain(column, settings, current);
    }

    /** Returns whether the column may be compared: in the published run no column that failed here was. */
    private boolean dataType(ColumnConstraints column, MonitoringSettings settings, DatasetColumn current) {
        TypeCounts types = current.types();
        if (types.present() == 0 || column.type() == FeatureType.UNKNOWN) {
            return true;
        }
        double share = types.matching(column.type(), matching) / (double) types.present();
        if (share >= settings.datatypeLimit()) {
            return true;
        }
        add(column.name(), CheckType.DQ002, Descriptions.dataType(column.type(), settings.datatypeLimit(), share));
        return false;
    }

    private void completeness(ColumnConstraints column, DatasetColumn current) {
        ColumnStatistics statistics = current.statistics();
        long rows = statistics.present() + statistics.missing();
        Double least = column.completeness();
        if (rows == 0 || least == null) {
            return;
        }
        double share = statistics.present() / (double) rows;
        if (share < least) {
            add(column.name(), CheckType.DQ001, Descriptions.share(share));
        }
    }

    private void drift(ColumnConstraints column, MonitoringSettings settings, DatasetColumn current) {
        DistributionSettings how = settings.distribution();
        ColumnStatistics before = baseline.statistics().column(column.name()).orElse(null);
        if (!how.compares() || before == null) {
            return;
        }
        if (before instanceof ColumnStatistics.Numeric numeric
                && current.statistics() instanceof ColumnStatistics.Numeric now) {
            compare(column, DriftDistance.numeric(numeric, now, how.isRobust()), how.numericLimit());
        } else if (before instanceof ColumnStatistics.Text text
                && current.statistics() instanceof ColumnStatistics.Text now) {
            categoricalDrift(column, how, text, now);
        }
    }

    private void categoricalDrift(
            ColumnConstraints column,
            DistributionSettings how,
            ColumnStatistics.Text before,
            ColumnStatistics.Text now) {
        if (before.values() == null || now.values() == null) {
            return;
        }
        double limit = how.categoricalLimit();
        if (how.usesChiSquared()) {
            double pValue = DriftDistance.chiSquaredPValue(before.values(), now.values());
            if (pValue < limit) {
                add(column.name(), CheckType.DR002, Descriptions.pValue(pValue, limit));
            }
        } else {
            compare(column, DriftDistance.lInfinity(before.values(), now.values(), how.isRobust()), limit);
        }
    }

    private void compare(ColumnConstraints column, double distance, double limit) {
        if (distance > limit) {
            add(column.name(), CheckType.DR002, Descriptions.drift(distance, limit));
        }
    }

    private void domain(ColumnConstraints column, MonitoringSettings settings, DatasetColumn current) {
        long present = current.types().present();
        if (column.domain().isEmpty() || present == 0) {
            return;
        }
        double share = current.inDomain() / (double) present;
        if (share < settings.domainLimit()) {
            add(column.name(), CheckType.DQ003, Descriptions.share(share));
        }
    }

    private void add(String feature, CheckType check, String description) {
        violations.add(new ServiceViolation(feature, check.wireName(), description));
    }
}
