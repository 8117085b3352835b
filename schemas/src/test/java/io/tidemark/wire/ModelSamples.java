package io.tidemark.wire;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.WindowState;
import io.tidemark.core.model.Problem;
import io.tidemark.core.quality.AttributionFigures;
import io.tidemark.core.quality.BiasFigure;
import io.tidemark.core.quality.ClassMatrix;
import io.tidemark.core.quality.Curve;
import io.tidemark.core.quality.FacetFigures;
import io.tidemark.core.quality.Figure;
import io.tidemark.core.quality.FigureKind;
import io.tidemark.core.quality.FlipFigure;
import io.tidemark.core.quality.ModelReport;
import io.tidemark.core.quality.ModelWindow;
import io.tidemark.core.window.WindowKey;
import io.tidemark.stats.fairness.BiasMetric;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.interval.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Model reports made from a seed: every alternative and the awkward texts and numbers come up. */
public final class ModelSamples {
    private final Samples samples;
    private final Random random;

    /**
     * @param seed equal seeds give equal objects in equal order
     */
    public ModelSamples(long seed) {
        this.samples = new Samples(seed);
        this.random = new Random(~seed);
    }

    /**
     * Returns a report.
     *
     * @param facets with bias
     * @param features with attributions
     */
    public ModelReport report(int facets, int features) {
        WindowKey window = samples.window();
        return new ModelReport(
                new ModelWindow(window, samples.text(), 1 + random.nextInt(8), random.nextBoolean(), count(), count()),
                window.startMs() + 3_600_000,
                random.nextBoolean() ? samples.hash() : ContentHash.NONE,
                samples.hash(),
                random.nextInt(4) == 0 ? Optional.empty() : Optional.of(any(Problem.values())),
                any(WindowState.values()),
                count(),
                count(),
                count(),
                list(12, this::figure),
                matrix(random.nextInt(5)),
                list(3, () -> curve(random.nextInt(Curve.MOST_POINTS + 1))),
                list(facets, this::facet),
                attributions(features),
                list(8, this::outcome),
                samples.hash());
    }

    /** Returns a report as large as its limits admit: 101 classes, 32 facets, 200 points. */
    public ModelReport largest(int features) {
        ModelReport some = report(0, 0);
        return new ModelReport(
                some.window(),
                some.windowEndMs(),
                some.modelHash(),
                some.configHash(),
                Optional.of(Problem.MULTICLASS),
                WindowState.ALARM,
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                0,
                exactly(100, this::figure),
                matrix(101),
                exactly(3, () -> curve(Curve.MOST_POINTS)),
                exactly(32, this::facet),
                attributions(features),
                exactly(32 * 21 + 30, this::outcome),
                some.verdictHash());
    }

    private Figure figure() {
        return new Figure(
                "figure " + samples.text(),
                any(FigureKind.values()),
                samples.number(),
                interval(),
                samples.number(),
                count());
    }

    private Interval interval() {
        double low = samples.number();
        double high = samples.number();
        if (Double.isNaN(low) || Double.isNaN(high)) {
            return Interval.UNDEFINED;
        }
        return new Interval(Math.min(low, high), Math.max(low, high));
    }

    private ClassMatrix matrix(int classes) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < classes; i++) {
            names.add(i + samples.text());
        }
        return new ClassMatrix(names, exactly(classes * classes, this::count));
    }

    private Curve curve(int points) {
        return new Curve(
                "roc", exactly(points, () -> new Curve.Point(samples.number(), samples.number(), samples.number())));
    }

    private FacetFigures facet() {
        List<BiasFigure> bias = new ArrayList<>();
        for (BiasMetric metric : BiasMetric.values()) {
            bias.add(new BiasFigure(metric, bias(), random.nextBoolean(), interval(), bias()));
        }
        return new FacetFigures(
                "sex=" + samples.text(),
                count(),
                count(),
                bias,
                list(20, this::figure),
                list(20, this::figure),
                flip());
    }

    private Optional<FlipFigure> flip() {
        return random.nextBoolean()
                ? Optional.empty()
                : Optional.of(new FlipFigure(
                        bias(), random.nextBoolean(), interval(), bias(), count(), count(), random.nextBoolean()));
    }

    private BiasValue bias() {
        double value = samples.number();
        return Double.isNaN(value)
                ? new BiasValue.Undefined(any(BiasValue.Reason.values()))
                : new BiasValue.Defined(value);
    }

    private AttributionFigures attributions(int features) {
        return features == 0
                ? AttributionFigures.NONE
                : new AttributionFigures(
                        1 + count(),
                        samples.number(),
                        samples.number(),
                        exactly(
                                features,
                                () -> new AttributionFigures.Feature(
                                        "feature " + samples.text(), samples.number(), samples.number())));
    }

    private RuleOutcome outcome() {
        return samples.outcome("facet=" + samples.text());
    }

    private long count() {
        return random.nextLong() >>> (2 + random.nextInt(60));
    }

    private <T> List<T> list(int most, Supplier<T> of) {
        return exactly(most == 0 ? 0 : random.nextInt(most + 1), of);
    }

    private static <T> List<T> exactly(int size, Supplier<T> of) {
        List<T> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(of.get());
        }
        return list;
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
