package io.tidemark.wire.json;

import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.service.CategoricalDriftMethod;
import io.tidemark.core.service.ColumnConstraints;
import io.tidemark.core.service.ComparisonMethod;
import io.tidemark.core.service.DistributionSettings;
import io.tidemark.core.service.MonitoringSettings;
import io.tidemark.core.service.OtherKeys;
import io.tidemark.core.service.Overrides;
import io.tidemark.core.service.ServiceConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one {@code constraints.json}. */
final class ConstraintsReader {
    private static final Set<String> FILE_KEYS = Set.of("version", "features", "monitoring_config");
    private static final Set<String> COLUMN_KEYS = Set.of(
            "name",
            "inferred_type",
            "completeness",
            ConstraintsJson.NUMERIC,
            ConstraintsJson.STRING,
            Overrides.Place.COLUMN.key(),
            Overrides.Place.COLUMN_CAMEL_CASE.key());
    private static final Set<String> NUMERIC_KEYS = Set.of("is_non_negative");
    private static final Set<String> STRING_KEYS = Set.of("domains", Overrides.Place.STRING_CONSTRAINTS.key());
    private static final Set<String> SETTINGS_KEYS = Set.of(
            "evaluate_constraints",
            "emit_metrics",
            "datatype_check_threshold",
            "domain_content_threshold",
            ConstraintsJson.DISTRIBUTION);
    private static final Set<String> DISTRIBUTION_KEYS = Set.of(
            "perform_comparison",
            "comparison_threshold",
            "comparison_method",
            "categorical_comparison_threshold",
            "categorical_drift_method");

    private final LocatedReader reader;

    ConstraintsReader(String source) {
        this.reader = new LocatedReader(source);
    }

    ServiceConstraints read(InputStream in) throws IOException {
        Located.Fields file = reader.read(in);
        List<ColumnConstraints> columns = reader.items(file, "features").stream()
                .map(item -> column(reader.fields(item, "features")))
                .toList();
        Located.Fields settings = reader.optionalFields(file, "monitoring_config");
        try {
            return new ServiceConstraints(
                    columns, settings == null ? MonitoringSettings.EMPTY : settings(settings), others(file, FILE_KEYS));
        } catch (UnreadableServiceFileException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw reader.refused(file.place(), String.valueOf(e.getMessage()));
        }
    }

    private ColumnConstraints column(Located.Fields feature) {
        String name = reader.text(feature, "name");
        Located.Fields numeric = reader.optionalFields(feature, ConstraintsJson.NUMERIC);
        Located.Fields string = reader.optionalFields(feature, ConstraintsJson.STRING);
        List<OtherKeys.Key> others = new ArrayList<>(keys(feature, "", COLUMN_KEYS));
        if (numeric != null) {
            others.addAll(keys(numeric, ConstraintsJson.NUMERIC, NUMERIC_KEYS));
        }
        if (string != null) {
            others.addAll(keys(string, ConstraintsJson.STRING, STRING_KEYS));
        }
        try {
            return new ColumnConstraints(
                    name,
                    FeatureType.ofWireName(reader.text(feature, "inferred_type")),
                    reader.optionalNumber(feature, "completeness"),
                    numeric == null ? null : reader.optionalFlag(numeric, "is_non_negative"),
                    string == null ? null : domains(string),
                    overrides(feature, string),
                    new OtherKeys(others));
        } catch (UnreadableServiceFileException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw reader.refused(feature.place(), "feature '" + name + "': " + e.getMessage());
        }
    }

    private @Nullable List<String> domains(Located.Fields string) {
        return string.byKey().containsKey("domains")
                ? reader.items(string, "domains").stream()
                        .map(item -> reader.text(item, "domains"))
                        .toList()
                : null;
    }

    /** Of several places the first of {@link Overrides.Place} says more than the later ones. */
    private @Nullable Overrides overrides(Located.Fields feature, Located.@Nullable Fields string) {
        Overrides found = null;
        for (Overrides.Place place : Overrides.Place.values()) {
            Located.Fields owner = place.inside().isEmpty() ? feature : string;
            Located.Fields here = owner == null ? null : reader.optionalFields(owner, place.key());
            if (here != null) {
                MonitoringSettings settings = settings(here);
                found = found == null
                        ? new Overrides(place, settings)
                        : new Overrides(found.place(), found.settings().over(settings));
            }
        }
        return found;
    }

    private MonitoringSettings settings(Located.Fields settings) {
        Located.Fields distribution = reader.optionalFields(settings, ConstraintsJson.DISTRIBUTION);
        try {
            return new MonitoringSettings(
                    reader.optionalSwitch(settings, "evaluate_constraints"),
                    reader.optionalSwitch(settings, "emit_metrics"),
                    reader.optionalNumber(settings, "datatype_check_threshold"),
                    reader.optionalNumber(settings, "domain_content_threshold"),
                    distribution == null ? DistributionSettings.EMPTY : distribution(distribution),
                    others(settings, SETTINGS_KEYS));
        } catch (UnreadableServiceFileException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw reader.refused(settings.place(), String.valueOf(e.getMessage()));
        }
    }

    private DistributionSettings distribution(Located.Fields distribution) {
        String method = reader.optionalText(distribution, "comparison_method");
        String categorical = reader.optionalText(distribution, "categorical_drift_method");
        return new DistributionSettings(
                reader.optionalSwitch(distribution, "perform_comparison"),
                reader.optionalNumber(distribution, "comparison_threshold"),
                method == null ? null : ComparisonMethod.ofWireName(method),
                reader.optionalNumber(distribution, "categorical_comparison_threshold"),
                categorical == null ? null : CategoricalDriftMethod.ofWireName(categorical),
                others(distribution, DISTRIBUTION_KEYS));
    }

    private static OtherKeys others(Located.Fields of, Set<String> known) {
        return new OtherKeys(keys(of, "", known));
    }

    private static List<OtherKeys.Key> keys(Located.Fields of, String inside, Set<String> known) {
        return of.byKey().entrySet().stream()
                .filter(field -> !known.contains(field.getKey()))
                .map(field -> new OtherKeys.Key(
                        inside, field.getKey(), field.getValue().json()))
                .toList();
    }
}
