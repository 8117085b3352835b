package io.tidemark.replay;

import io.tidemark.core.config.Monitors;
import io.tidemark.core.config.PerEndpoint;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.model.Facet;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.model.ModelSpec;
import io.tidemark.core.quality.ModelEvaluator;
import io.tidemark.core.quality.ModelRules;
import io.tidemark.core.quality.ModelWindow;
import io.tidemark.core.window.WindowKey;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.stats.fairness.BiasMetric;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.fairness.FacetSides;
import io.tidemark.stats.fairness.FlipTest;
import io.tidemark.wire.json.BiasAnalysis;
import io.tidemark.wire.json.BiasAnalysisJson;
import io.tidemark.wire.json.BiasViolation;
import io.tidemark.wire.json.BiasViolationsJson;
import io.tidemark.wire.json.QualityConstraintsJson;
import io.tidemark.wire.json.QualityStatisticsJson;
import io.tidemark.wire.json.QualityViolation;
import io.tidemark.wire.json.QualityViolationsJson;
import io.tidemark.wire.json.ServiceBias;
import io.tidemark.wire.json.ServiceQuality;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the service's files of model quality, and of bias where the model has facets, for each window: what the labels
 * that came until the deadline say, judged by the service's rules whatever rules the reports are judged by.
 */
final class ServiceModelReports {
    /** The figures of bias. */
    static final String ANALYSIS = "analysis.json";

    private static final String QUALITY = "-model-quality";
    private static final String BIAS = "-bias";

    /** The files call the column of labels so: a model baseline does not know its name. */
    private static final String LABEL = "label";

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final ServicePlaces quality;
    private final ServicePlaces bias;
    private final ModelBaseline baseline;
    private final PerEndpoint<ModelEvaluator> evaluators;

    ServiceModelReports(Path folder, String schedule, Monitors monitors, ModelBaseline baseline) {
        PerEndpoint<WindowSpec> specs =
                monitors.each(monitor -> monitor.config().windows());
        this.quality = new ServicePlaces(folder, schedule + QUALITY, specs::of);
        this.bias = new ServicePlaces(folder, schedule + BIAS, specs::of);
        this.baseline = baseline;
        this.evaluators = monitors.each(monitor ->
                new ModelEvaluator(monitor.config().windows(), monitor.models().withRules(ModelRules.ofService())));
    }

    /** Writes the folders of a window. */
    void write(WindowKey window, ModelProfile rows) throws IOException {
        List<Violation> violations = evaluators
                .of(window.endpoint())
                .evaluate(ModelWindow.of(window, 1, true), rows, baseline)
                .violations();
        writeQuality(window, rows, ServiceQuality.violations(violations));
        if (!baseline.spec().facets().isEmpty()) {
            writeBias(window, rows, ServiceBias.violations(violations, baseline.spec()));
        }
    }

    private void writeQuality(WindowKey window, ModelProfile rows, List<QualityViolation> violations)
            throws IOException {
        Path place = quality.make(window);
        if (rows.labelled() > 0) {
            String time = MILLIS.format(quality.endOf(window));
            ServicePlaces.write(
                    place.resolve(ServiceReports.STATISTICS),
                    out -> QualityStatisticsJson.write(ServiceQuality.statistics(rows, time), out));
            ServicePlaces.write(
                    place.resolve(ServiceReports.CONSTRAINTS),
                    out -> QualityConstraintsJson.write(
                            new QualityConstraintsJson.Content(baseline.spec().problem(), baseline.constraints()),
                            out));
            ServicePlaces.write(
                    place.resolve(ServiceReports.VIOLATIONS), out -> QualityViolationsJson.write(violations, out));
        }
        quality.writeStatus(place, window, rows.labelled(), violations.size());
    }

    private void writeBias(WindowKey window, ModelProfile rows, List<BiasViolation> violations) throws IOException {
        Path place = bias.make(window);
        if (rows.labelled() > 0) {
            ServicePlaces.write(place.resolve(ANALYSIS), out -> BiasAnalysisJson.write(analysis(rows), out));
            ServicePlaces.write(
                    place.resolve(ServiceReports.VIOLATIONS), out -> BiasViolationsJson.write(violations, out));
        }
        bias.writeStatus(place, window, rows.labelled(), violations.size());
    }

    private static BiasAnalysis analysis(ModelProfile rows) {
        ModelSpec spec = rows.spec();
        List<ServiceBias.Group> groups = new ArrayList<>();
        for (int i = 0; i < spec.facets().size(); i++) {
            FacetSides sides = rows.facet(i).sides(group -> group == Facet.DISADVANTAGED);
            Map<String, BiasValue> values = new TreeMap<>();
            for (BiasMetric metric : BiasMetric.values()) {
                values.put(metric.wireName(), metric.of(sides));
            }
            if (spec.inputs().hasFlipTest()) {
                values.put(FlipTest.WIRE_NAME, rows.flips(i).value());
            }
            groups.add(new ServiceBias.Group(spec.facets().get(i), Double.POSITIVE_INFINITY, values));
        }
        return ServiceBias.analysis(LABEL, positive(spec), groups, true);
    }

    private static String positive(ModelSpec spec) {
        return switch (spec.problem()) {
            case BINARY -> spec.classes().get(1);
            case MULTICLASS -> String.join(",", spec.positives());
            case REGRESSION -> ServiceBias.interval(spec.threshold(), Double.POSITIVE_INFINITY);
        };
    }
}
