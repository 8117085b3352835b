package io.tidemark.wire.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.core.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The service's {@code statistics.json} of model quality. A number that is not defined is the text {@code "NaN"}, as the
 * service writes it; rows of the confusion matrix are true labels.
 */
public final class QualityStatisticsJson {
    private QualityStatisticsJson() {}

    /** Writes the file in UTF-8 and leaves the stream open. */
    public static void write(QualityStatistics statistics, OutputStream out) throws IOException {
        ServiceFile.write(out, json -> {
            json.writeNumberField("version", ServiceFile.VERSION);
            QualityStatistics.Dataset dataset = statistics.dataset();
            if (dataset != null) {
                json.writeObjectFieldStart("dataset");
                json.writeNumberField("item_count", dataset.itemCount());
                if (!dataset.evaluationTime().isEmpty()) {
                    json.writeStringField("evaluation_time", dataset.evaluationTime());
                }
                json.writeEndObject();
            }
            json.writeObjectFieldStart(QualityKeys.group(statistics.problem(), "metrics"));
            writeMetrics(statistics, json);
            json.writeEndObject();
        });
    }

    /**
     * Reads a file in UTF-8 and leaves the stream open.
     *
     * @param in the file
     * @param sourceName how messages call it
     * @throws UnreadableServiceFileException if it is no model-quality statistics file
     */
    public static QualityStatistics read(InputStream in, String sourceName) throws IOException {
        LocatedReader reader = new LocatedReader(sourceName);
        Located.Fields file = reader.read(in);
        Located.Fields dataset = reader.optionalFields(file, "dataset");
        for (Problem problem : Problem.values()) {
            Located.Fields group = reader.optionalFields(file, QualityKeys.group(problem, "metrics"));
            if (group != null) {
                return new QualityStatistics(
                        problem,
                        dataset == null ? null : dataset(reader, dataset),
                        metrics(reader, group),
                        matrix(reader, group),
                        curve(reader, group, QualityKeys.ROC, "false_positive_rates", "true_positive_rates"),
                        curve(reader, group, QualityKeys.PRECISION_RECALL, "recalls", "precisions"));
            }
        }
        throw reader.refused(
                file.place(),
                "the file has none of binary_classification_metrics, multiclass_classification_metrics and"
                        + " regression_metrics, so it is no model-quality statistics file");
    }

    private static void writeMetrics(QualityStatistics statistics, JsonGenerator json) throws IOException {
        if (statistics.matrix() != null) {
            writeMatrix(statistics.matrix(), json);
        }
        for (Map.Entry<String, QualityStatistics.Value> metric :
                statistics.metrics().entrySet()) {
            json.writeObjectFieldStart(metric.getKey());
            writeFigure(json, "value", metric.getValue().value());
            writeFigure(json, "standard_deviation", metric.getValue().standardDeviation());
            json.writeEndObject();
        }
        if (statistics.roc() != null) {
            json.writeObjectFieldStart(QualityKeys.ROC);
            writeNumbers(json, "false_positive_rates", statistics.roc().x());
            writeNumbers(json, "true_positive_rates", statistics.roc().y());
            json.writeEndObject();
        }
        if (statistics.precisionRecall() != null) {
            json.writeObjectFieldStart(QualityKeys.PRECISION_RECALL);
            writeNumbers(json, "precisions", statistics.precisionRecall().y());
            writeNumbers(json, "recalls", statistics.precisionRecall().x());
            json.writeEndObject();
        }
    }

    private static void writeMatrix(QualityStatistics.Matrix matrix, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(QualityKeys.MATRIX);
        for (int actual = 0; actual < matrix.labels().size(); actual++) {
            json.writeObjectFieldStart(matrix.labels().get(actual));
            for (int predicted = 0; predicted < matrix.labels().size(); predicted++) {
                json.writeNumberField(matrix.labels().get(predicted), matrix.get(actual, predicted));
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** Writes what JSON has no number for as a text. */
    static void writeFigure(JsonGenerator json, String key, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(key, value);
        } else {
            json.writeStringField(key, Double.toString(value));
        }
    }

    private static void writeNumbers(JsonGenerator json, String key, double[] numbers) throws IOException {
        json.writeArrayFieldStart(key);
        for (double number : numbers) {
            json.writeNumber(number);
        }
        json.writeEndArray();
    }

    private static QualityStatistics.Dataset dataset(LocatedReader reader, Located.Fields dataset) {
        String time = reader.optionalText(dataset, "evaluation_time");
        return new QualityStatistics.Dataset(reader.count(dataset, "item_count"), time == null ? "" : time);
    }

    private static Map<String, QualityStatistics.Value> metrics(LocatedReader reader, Located.Fields group) {
        Map<String, QualityStatistics.Value> metrics = new LinkedHashMap<>();
        group.byKey().forEach((name, value) -> {
            if (value instanceof Located.Fields fields && fields.byKey().containsKey("value")) {
                metrics.put(
                        name,
                        new QualityStatistics.Value(
                                reader.figureOrNaN(fields, "value"), reader.figureOrNaN(fields, "standard_deviation")));
            }
        });
        return metrics;
    }

    private static QualityStatistics.@Nullable Matrix matrix(LocatedReader reader, Located.Fields group) {
        Located.Fields rows = reader.optionalFields(group, QualityKeys.MATRIX);
        if (rows == null) {
            return null;
        }
        List<String> labels = new ArrayList<>(rows.byKey().keySet());
        List<Long> cells = new ArrayList<>();
        for (String actual : labels) {
            Located.Fields row = reader.requiredFields(rows, actual);
            for (String predicted : row.byKey().keySet()) {
                if (!labels.contains(predicted)) {
                    throw reader.refused(row.place(), "the confusion matrix has no row " + predicted);
                }
            }
            for (String predicted : labels) {
                cells.add(row.byKey().containsKey(predicted) ? reader.count(row, predicted) : 0L);
            }
        }
        return new QualityStatistics.Matrix(labels, cells);
    }

    private static QualityStatistics.@Nullable Curve curve(
            LocatedReader reader, Located.Fields group, String key, String x, String y) {
        Located.Fields curve = reader.optionalFields(group, key);
        if (curve == null) {
            return null;
        }
        double[] first = numbers(reader, curve, x);
        double[] second = numbers(reader, curve, y);
        if (first.length != second.length) {
            throw reader.refused(
                    curve.place(), key + " has " + first.length + " " + x + " and " + second.length + " " + y);
        }
        return new QualityStatistics.Curve(first, second);
    }

    private static double[] numbers(LocatedReader reader, Located.Fields curve, String key) {
        if (!curve.byKey().containsKey(key)) {
            throw reader.refused(curve.place(), "the object has no " + key);
        }
        return reader.numbers(Objects.requireNonNull(curve.byKey().get(key)), key);
    }
}
