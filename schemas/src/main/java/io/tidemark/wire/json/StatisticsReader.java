package io.tidemark.wire.json;

import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.service.ColumnStatistics;
import io.tidemark.core.service.ColumnStatistics.ValueCount;
import io.tidemark.core.service.ServiceStatistics;
import io.tidemark.stats.distribution.GridEdges;
import io.tidemark.stats.sketch.EqualWidthBuckets.Bucket;
import io.tidemark.stats.sketch.KllSketch;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one {@code statistics.json}. */
final class StatisticsReader {
    private final LocatedReader reader;

    StatisticsReader(String source) {
        this.reader = new LocatedReader(source);
    }

    ServiceStatistics read(InputStream in) throws IOException {
        Located.Fields file = reader.read(in);
        long rows = reader.count(reader.requiredFields(file, "dataset"), "item_count");
        List<ColumnStatistics> columns = reader.items(file, "features").stream()
                .map(item -> column(reader.fields(item, "features"), rows))
                .toList();
        try {
            return new ServiceStatistics(rows, columns);
        } catch (IllegalArgumentException e) {
            throw reader.refused(file.place(), String.valueOf(e.getMessage()));
        }
    }

    private ColumnStatistics column(Located.Fields feature, long rows) {
        String name = reader.text(feature, "name");
        try {
            FeatureType type = FeatureType.ofWireName(reader.text(feature, "inferred_type"));
            return switch (type) {
                case INTEGRAL, FRACTIONAL ->
                    numeric(name, type, reader.requiredFields(feature, "numerical_statistics"));
                case STRING -> text(name, reader.requiredFields(feature, "string_statistics"));
                case UNKNOWN -> new ColumnStatistics.Unknown(name, rows);
            };
        } catch (UnreadableServiceFileException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw reader.refused(feature.place(), "feature '" + name + "': " + e.getMessage());
        }
    }

    private ColumnStatistics numeric(String name, FeatureType type, Located.Fields statistics) {
        Located.Fields common = reader.requiredFields(statistics, "common");
        ColumnStatistics.Figures moments = new ColumnStatistics.Figures(
                reader.numberOrNaN(statistics, "mean"),
                reader.numberOrNaN(statistics, "sum"),
                reader.numberOrNaN(statistics, "std_dev"),
                reader.numberOrNaN(statistics, "min"),
                reader.numberOrNaN(statistics, "max"));
        Located.Fields kll = distribution(statistics, "kll");
        List<Bucket> buckets = kll == null
                ? List.of()
                : reader.items(kll, "buckets").stream()
                        .map(item -> bucket(reader.fields(item, "buckets")))
                        .toList();
        return new ColumnStatistics.Numeric(
                name,
                type,
                reader.count(common, "num_present"),
                reader.count(common, "num_missing"),
                moments,
                buckets,
                kll == null ? null : sketch(kll),
                kll == null ? null : grid(kll));
    }

    private @Nullable GridEdges grid(Located.Fields kll) {
        double[] edges = reader.optionalNumbers(kll, ServiceFile.GRID);
        return edges == null ? null : GridEdges.of(edges);
    }

    private Bucket bucket(Located.Fields bucket) {
        return new Bucket(
                reader.numberOrNaN(bucket, "lower_bound"),
                reader.numberOrNaN(bucket, "upper_bound"),
                reader.count(bucket, "count"));
    }

    private @Nullable KllSketch sketch(Located.Fields kll) {
        Located.Fields sketch = reader.optionalFields(kll, "sketch");
        if (sketch == null) {
            return null;
        }
        Located.Fields parameters = reader.optionalFields(sketch, "parameters");
        Double c = parameters == null ? null : reader.optionalNumber(parameters, "c");
        Double k = parameters == null ? null : reader.optionalNumber(parameters, "k");
        return KllSketch.ofLevels(
                k == null ? KllSketch.USUAL_SIZE : k,
                c == null ? KllSketch.USUAL_SHRINKING : c,
                reader.items(sketch, "data").stream()
                        .map(level -> reader.numbers(level, "data"))
                        .toList());
    }

    private ColumnStatistics text(String name, Located.Fields statistics) {
        Located.Fields common = reader.requiredFields(statistics, "common");
        Located.Fields categorical = distribution(statistics, "categorical");
        List<ValueCount> values = categorical == null
                ? null
                : reader.items(categorical, "buckets").stream()
                        .map(item -> reader.fields(item, "buckets"))
                        .map(item -> new ValueCount(reader.text(item, "value"), reader.count(item, "count")))
                        .toList();
        double distinct = reader.numberOrNaN(statistics, "distinct_count");
        return new ColumnStatistics.Text(
                name,
                reader.count(common, "num_present"),
                reader.count(common, "num_missing"),
                Double.isNaN(distinct) && values != null ? values.size() : distinct,
                values);
    }

    private Located.@Nullable Fields distribution(Located.Fields statistics, String kind) {
        Located.Fields distribution = reader.optionalFields(statistics, "distribution");
        return distribution == null ? null : reader.optionalFields(distribution, kind);
    }
}
