package io.tidemark.core.quality;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.model.Facet;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a facet in a window: a facet whose smaller side has fewer rows than may be shown has none of these.
 *
 * @param facet stable name, for example {@code sex=Female} or {@code age>40}
 * @param disadvantaged rows of the group named
 * @param advantaged rows of everyone else
 * @param bias the bias metrics in the order of their names within the stage
 * @param ofDisadvantaged quality among labelled rows of the group named; empty if there are too few
 * @param ofAdvantaged quality among labelled rows of everyone else; empty if there are too few
 * @param flip the flip test, where the model baseline has windows keep rows for it; none of a segment
 */
public record FacetFigures(
        String facet,
        long disadvantaged,
        long advantaged,
        List<BiasFigure> bias,
        List<Figure> ofDisadvantaged,
        List<Figure> ofAdvantaged,
        Optional<FlipFigure> flip) {
    /** Copies the lists. */
    public FacetFigures {
        bias = List.copyOf(bias);
        ofDisadvantaged = List.copyOf(ofDisadvantaged);
        ofAdvantaged = List.copyOf(ofAdvantaged);
    }

    /** A facet without flip test. */
    public FacetFigures(
            String facet,
            long disadvantaged,
            long advantaged,
            List<BiasFigure> bias,
            List<Figure> ofDisadvantaged,
            List<Figure> ofAdvantaged) {
        this(facet, disadvantaged, advantaged, bias, ofDisadvantaged, ofAdvantaged, Optional.empty());
    }

    void writeTo(CanonicalOutput out) {
        out.putText(Facet.key(facet))
                .putVarint(disadvantaged)
                .putVarint(advantaged)
                .putVarint(bias.size());
        bias.forEach(figure -> figure.writeTo(out));
        flip.ifPresent(figure -> figure.writeTo(out));
    }
}
