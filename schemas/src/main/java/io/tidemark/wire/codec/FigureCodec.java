package io.tidemark.wire.codec;

import io.tidemark.core.quality.BiasFigure;
import io.tidemark.core.quality.Curve;
import io.tidemark.core.quality.FacetFigures;
import io.tidemark.core.quality.Figure;
import io.tidemark.core.quality.FigureKind;
import io.tidemark.core.quality.FlipFigure;
import io.tidemark.stats.fairness.BiasMetric;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.interval.Interval;
import io.tidemark.wire.avro.ModelCurve;
import io.tidemark.wire.avro.ModelFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The figures of a model report. */
final class FigureCodec {
    private static final String LATER = ": read the report with the release that wrote it, or a later one";

    private FigureCodec() {}

    static ModelFigure toAvro(Figure figure) {
        return new ModelFigure(
                figure.name(),
                figure.kind().name(),
                figure.value(),
                figure.interval().low(),
                figure.interval().high(),
                figure.baseline(),
                figure.rows());
    }

    static Figure toDomain(ModelFigure figure) {
        return new Figure(
                figure.getName(),
                named(FigureKind.class, figure.getKind()),
                figure.getValue(),
                new Interval(figure.getLower(), figure.getUpper()),
                figure.getBaseline(),
                figure.getRows());
    }

    static ModelCurve toAvro(Curve curve) {
        List<Curve.Point> points = curve.points();
        return new ModelCurve(
                curve.name(),
                points.stream().map(Curve.Point::x).toList(),
                points.stream().map(Curve.Point::y).toList(),
                points.stream().map(Curve.Point::weight).toList());
    }

    static Curve toDomain(ModelCurve curve) {
        List<Curve.Point> points = new ArrayList<>(curve.getX().size());
        for (int i = 0; i < curve.getX().size(); i++) {
            points.add(new Curve.Point(
                    curve.getX().get(i), curve.getY().get(i), curve.getWeights().get(i)));
        }
        return new Curve(curve.getName(), points);
    }

    static io.tidemark.wire.avro.FacetFigures toAvro(FacetFigures facet) {
        return new io.tidemark.wire.avro.FacetFigures(
                facet.facet(),
                facet.disadvantaged(),
                facet.advantaged(),
                facet.bias().stream().map(FigureCodec::toAvro).toList(),
                facet.ofDisadvantaged().stream().map(FigureCodec::toAvro).toList(),
                facet.ofAdvantaged().stream().map(FigureCodec::toAvro).toList(),
                facet.flip().map(FigureCodec::toAvro).orElse(null));
    }

    static FacetFigures toDomain(io.tidemark.wire.avro.FacetFigures facet) {
        return new FacetFigures(
                facet.getFacet(),
                facet.getDisadvantaged(),
                facet.getAdvantaged(),
                facet.getBias().stream().map(FigureCodec::toDomain).toList(),
                facet.getOfDisadvantaged().stream().map(FigureCodec::toDomain).toList(),
                facet.getOfAdvantaged().stream().map(FigureCodec::toDomain).toList(),
                Optional.ofNullable(facet.getFlip()).map(FigureCodec::toDomain));
    }

    private static io.tidemark.wire.avro.FlipFigure toAvro(FlipFigure figure) {
        return io.tidemark.wire.avro.FlipFigure.newBuilder()
                .setValue(figure.value().orNaN())
                .setError(reason(figure.value()))
                .setWithheld(figure.isWithheld())
                .setLower(figure.interval().low())
                .setUpper(figure.interval().high())
                .setBaseline(figure.baseline().orNaN())
                .setBaselineError(reason(figure.baseline()))
                .setDisadvantaged(figure.disadvantaged())
                .setAdvantaged(figure.advantaged())
                .setSample(figure.isSample())
                .build();
    }

    private static FlipFigure toDomain(io.tidemark.wire.avro.FlipFigure figure) {
        return new FlipFigure(
                value(figure.getValue(), figure.getError()),
                figure.getWithheld(),
                new Interval(figure.getLower(), figure.getUpper()),
                value(figure.getBaseline(), figure.getBaselineError()),
                figure.getDisadvantaged(),
                figure.getAdvantaged(),
                figure.getSample());
    }

    private static io.tidemark.wire.avro.BiasFigure toAvro(BiasFigure figure) {
        return new io.tidemark.wire.avro.BiasFigure(
                figure.metric().wireName(),
                figure.value().orNaN(),
                reason(figure.value()),
                figure.isWithheld(),
                figure.interval().low(),
                figure.interval().high(),
                figure.baseline().orNaN(),
                reason(figure.baseline()));
    }

    private static BiasFigure toDomain(io.tidemark.wire.avro.BiasFigure figure) {
        return new BiasFigure(
                named(BiasMetric.class, figure.getName()),
                value(figure.getValue(), figure.getError()),
                figure.getWithheld(),
                new Interval(figure.getLower(), figure.getUpper()),
                value(figure.getBaseline(), figure.getBaselineError()));
    }

    private static String reason(BiasValue value) {
        return value instanceof BiasValue.Undefined none ? none.reason().name() : "";
    }

    private static BiasValue value(double value, String reason) {
        return reason.isEmpty()
                ? new BiasValue.Defined(value)
                : new BiasValue.Undefined(named(BiasValue.Reason.class, reason));
    }

    private static <E extends Enum<E>> E named(Class<E> type, String name) {
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + " '" + name + "' is not known to this release" + LATER, e);
        }
    }
}
