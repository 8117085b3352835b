package io.tidemark.core.quality;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.WindowState;
import io.tidemark.core.model.Problem;
import java.util.List;
import java.util.Optional;

/**
 * The verdict on a model in a window, as far as labels have come. Two final reports over the same predictions, labels, model
 * baseline and configuration are equal, byte for byte, in whatever order these came.
 *
 * @param window which window or segment, and which evaluation of it
 * @param windowEndMs exclusive end in epoch milliseconds
 * @param modelHash the model baseline compared with, or {@link ContentHash#NONE}
 * @param configHash the configuration that judged
 * @param problem what the model answers; empty without a model baseline
 * @param state what is known of the window as a whole
 * @param eligible rows that can have a label
 * @param labelled eligible rows with a usable label
 * @param unusable rows whose label is none of this model
 * @param figures figures of quality, by kind, then in a fixed order
 * @param matrix the confusion matrix; none for a regression
 * @param curves ROC, precision-recall and calibration curve, as far as there are scores
 * @param facets bias and quality by facet, in the order of the model baseline; without those that may not be shown
 * @param attributions attributions by feature
 * @param outcomes what every rule said, ordered by code, then facet, then metric
 * @param verdictHash of a final report: the hash of everything that does not depend on arrival; else NONE
 */
public record ModelReport(
        ModelWindow window,
        long windowEndMs,
        ContentHash modelHash,
        ContentHash configHash,
        Optional<Problem> problem,
        WindowState state,
        long eligible,
        long labelled,
        long unusable,
        List<Figure> figures,
        ClassMatrix matrix,
        List<Curve> curves,
        List<FacetFigures> facets,
        AttributionFigures attributions,
        List<RuleOutcome> outcomes,
        ContentHash verdictHash) {
    /** Copies the lists. */
    public ModelReport {
        figures = List.copyOf(figures);
        curves = List.copyOf(curves);
        facets = List.copyOf(facets);
        outcomes = List.copyOf(outcomes);
    }

    /** Share of eligible rows with a usable label, in [0, 1]; NaN without eligible rows. */
    public double coverage() {
        return eligible == 0 ? Double.NaN : labelled / (double) eligible;
    }

    /** The number of rules that fired. */
    public long alarms() {
        return outcomes.stream().filter(RuleOutcome::isAlarm).count();
    }

    /** The figure of this name and kind, if the report has it. */
    public Optional<Figure> figure(String name, FigureKind kind) {
        return figures.stream()
                .filter(figure -> figure.kind() == kind && figure.name().equals(name))
                .findFirst();
    }

    ModelReport sealed(ContentHash hash) {
        return new ModelReport(
                window,
                windowEndMs,
                modelHash,
                configHash,
                problem,
                state,
                eligible,
                labelled,
                unusable,
                figures,
                matrix,
                curves,
                facets,
                attributions,
                outcomes,
                hash);
    }
}
