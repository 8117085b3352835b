package io.tidemark.alerts.aws;

import io.tidemark.alerts.format.Payload;
import io.tidemark.alerts.format.PayloadFormat;
import io.tidemark.alerts.message.AlertMessage;
import io.tidemark.alerts.message.AlertMessage.Item;
import io.tidemark.core.episode.VerdictStream.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * PutMetricData requests under the names that the service's monitors use, so that alarms which watch those go on working:
 * {@code feature_baseline_drift_NAME} of a feature that drifts, {@code bias_metric_NAME} of a bias metric, a quality metric
 * under its own name. A metric is put for each window whose message says that something began or changed; an alarm on it
 * must take missing data as not breaching. What is over puts nothing: its last number is that of the last violation.
 * Infinities are sent as the service sends them, as plus or minus 2.348543e108; what is not a number is not sent.
 */
public final class CloudWatchFormat implements PayloadFormat {
    private static final double INFINITE = 2.348543e108;
    private static final int MOST_IN_A_REQUEST = 100;
    private static final int LONGEST_NAME = 255;

    private final String schedule;

    /**
     * Metrics of a monitor.
     *
     * @param schedule value of the dimension {@code MonitoringSchedule}: the name that existing alarms have
     */
    public CloudWatchFormat(String schedule) {
        this.schedule = schedule;
    }

    private record Metric(String name, Map<String, String> dimensions, double value) {}

    @Override
    public List<Payload> of(AlertMessage message) {
        Map<String, List<Metric>> byNamespace = new TreeMap<>();
        for (Item item : message.items()) {
            if (!item.isResolved() && !Double.isNaN(item.value()) && isMetric(message, item)) {
                byNamespace
                        .computeIfAbsent(namespace(message, item), n -> new ArrayList<>())
                        .add(metric(message, item));
            }
        }
        List<Payload> requests = new ArrayList<>();
        byNamespace.forEach((namespace, metrics) -> {
            for (int from = 0; from < metrics.size(); from += MOST_IN_A_REQUEST) {
                List<Metric> some = metrics.subList(from, Math.min(metrics.size(), from + MOST_IN_A_REQUEST));
                requests.add(request(message, message.id().hex() + "-" + requests.size(), namespace, some));
            }
        });
        return requests;
    }

    /** Rules on values and on the window have no number of the service's; the watch over itself is ours alone. */
    private static boolean isMetric(AlertMessage message, Item item) {
        return message.stream().source() != Source.OPERATIONS
                && (isBias(item) || message.stream().source() == Source.MODEL || isDrift(item));
    }

    private static boolean isDrift(Item item) {
        return item.code().startsWith("DR")
                && !item.feature().isEmpty()
                && !item.metric().isEmpty();
    }

    private static boolean isBias(Item item) {
        return !item.facet().isEmpty();
    }

    private static String namespace(AlertMessage message, Item item) {
        String kind = isBias(item) ? "bias" : message.stream().source() == Source.MODEL ? "model" : "data";
        return "aws/sagemaker/Endpoints/" + kind + "-metrics";
    }

    private Metric metric(AlertMessage message, Item item) {
        Map<String, String> dimensions = new TreeMap<>();
        dimensions.put("Endpoint", cut(message.stream().endpoint()));
        dimensions.put("MonitoringSchedule", cut(schedule));
        if (isBias(item)) {
            dimensions.put("Facet", cut(item.facet()));
            return new Metric(cut("bias_metric_" + item.metric()), dimensions, item.value());
        }
        String name =
                message.stream().source() == Source.MODEL ? item.metric() : "feature_baseline_drift_" + item.feature();
        return new Metric(cut(name), dimensions, item.value());
    }

    private static Payload request(AlertMessage message, String id, String namespace, List<Metric> metrics) {
        Form form = new Form("PutMetricData", "2010-08-01").put("Namespace", namespace);
        for (int i = 0; i < metrics.size(); i++) {
            String prefix = "MetricData.member." + (i + 1) + ".";
            Metric metric = metrics.get(i);
            form.put(prefix + "MetricName", metric.name());
            form.put(prefix + "Timestamp", message.windowEnd().toString());
            form.put(prefix + "Value", number(metric.value()));
            form.put(prefix + "Unit", "None");
            int dimension = 1;
            for (Map.Entry<String, String> entry : metric.dimensions().entrySet()) {
                String place = prefix + "Dimensions.member." + dimension++ + ".";
                form.put(place + "Name", entry.getKey()).put(place + "Value", entry.getValue());
            }
        }
        return new Payload(id, Payload.FORM, form.toString());
    }

    private static String number(double value) {
        double finite = Double.isInfinite(value) ? Math.copySign(INFINITE, value) : value;
        return String.format(Locale.ROOT, "%s", finite);
    }

    private static String cut(String name) {
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }
}
