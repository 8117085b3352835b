package io.tidemark.core.quality;

import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.model.Problem;
import io.tidemark.stats.quality.BinaryConfusion;
import io.tidemark.stats.quality.ConfusionMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The figures of quality of a window, its matrix and its curves. */
final class QualityFigures {
    /** The name of all labels that are no class of the model. */
    static final String UNKNOWN_CLASS = "(unknown)";

    private QualityFigures() {}

    /**
     * The figures by kind. Estimates only while labels are missing and may still come; bounds only while labels are missing.
     *
     * @param isFinal whether no label counts any more
     */
    static List<Figure> of(ModelProfile window, ModelReference reference, double confidence, boolean isFinal) {
        List<Figure> figures = new ArrayList<>();
        for (Measure measure : reference.measures()) {
            figures.add(measure.naive(window, reference.value(measure.name()), confidence));
        }
        WeighedFigures.of(window, confidence)
                .forEach(w -> figures.add(new Figure(
                        w.name(),
                        FigureKind.POST_STRATIFIED,
                        w.value(),
                        w.interval(),
                        reference.value(w.name()),
                        window.eligible())));
        if (!isFinal && window.labelled() < window.eligible()) {
            reference
                    .estimator()
                    .of(window, confidence)
                    .forEach(e -> figures.add(new Figure(
                            e.name(),
                            FigureKind.ESTIMATE,
                            e.value(),
                            e.interval(),
                            reference.value(e.name()),
                            window.eligible())));
        }
        BoundFigures.of(window)
                .forEach((name, bounds) -> figures.add(new Figure(
                        name, FigureKind.BOUND, Double.NaN, bounds, reference.value(name), window.eligible())));
        return figures;
    }

    /** The confusion matrix; of several classes with a row for unknown labels if there are any. None for a regression. */
    static ClassMatrix matrix(ModelProfile window) {
        List<String> classes = window.spec().classes();
        if (window.spec().problem() == Problem.REGRESSION) {
            return ClassMatrix.NONE;
        }
        if (window.spec().problem() == Problem.BINARY) {
            BinaryConfusion c = window.confusion();
            return new ClassMatrix(
                    classes, List.of(c.trueNegatives(), c.falsePositives(), c.falseNegatives(), c.truePositives()));
        }
        ConfusionMatrix matrix = window.matrix();
        if (matrix.actual(classes.size()) > 0) {
            List<String> all = new ArrayList<>(classes);
            all.add(UNKNOWN_CLASS);
            return new ClassMatrix(all, Arrays.stream(matrix.toArray()).boxed().toList());
        }
        List<Long> cells = new ArrayList<>();
        for (int actual = 0; actual < classes.size(); actual++) {
            for (int predicted = 0; predicted < classes.size(); predicted++) {
                cells.add(matrix.get(actual, predicted));
            }
        }
        return new ClassMatrix(classes, cells);
    }

    /** ROC, precision-recall and calibration curve of two classes, as far as there are scores and labels. */
    static List<Curve> curves(ModelProfile window) {
        if (window.spec().problem() != Problem.BINARY || !window.spec().hasScores()) {
            return List.of();
        }
        List<Curve> curves = new ArrayList<>(Curves.ofRanking(BinaryMeasures.ranking(window)));
        curves.addAll(Curves.ofCalibration(window.calibration()));
        return curves;
    }
}
