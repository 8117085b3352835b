package io.tidemark.baseline.model;

import io.tidemark.core.model.FieldRef;
import io.tidemark.core.model.ModelSpec;
import io.tidemark.core.model.Problem;
import java.util.List;

/**
 * What a model baseline is made from, and how.
 *
 * @param table labelled rows that the model was not trained on
 * @param answers where label and answer stand
 * @param sides who is compared with whom
 * @param attributions where attributions stand
 * @param inputs what the model baseline says of requests
 */
public record QualityPlan(LabelledFiles table, Answers answers, Sides sides, Attributions attributions, Inputs inputs) {
    /**
     * Where label and answer stand.
     *
     * @param problem what the model answers
     * @param label the column of the true answer
     * @param predicted the column of the model's answer; none if it follows from the score
     * @param probability the column of the score of the positive class; none if there is none
     * @param scores several classes: the columns of their scores in the order of {@code classes}, or one that holds all
     * @param threshold a score strictly above it is positive; NaN for a regression without facets
     * @param classes of the label; empty if they are found in the table
     * @param positives binary: the positive class, the higher of two if there is none; several: favourable ones
     */
    public record Answers(
            Problem problem,
            FieldRef label,
            FieldRef predicted,
            FieldRef probability,
            List<FieldRef> scores,
            double threshold,
            List<String> classes,
            List<String> positives) {
        /** Copies the lists. */
        public Answers {
            scores = List.copyOf(scores);
            classes = List.copyOf(classes);
            positives = List.copyOf(positives);
        }

        /** Answers of a binary model by class, score or both, with the usual threshold. */
        public static Answers binary(String label, FieldRef predicted, FieldRef probability) {
            return new Answers(
                    Problem.BINARY,
                    FieldRef.named(label),
                    predicted,
                    probability,
                    List.of(),
                    ModelSpec.DEFAULT_THRESHOLD,
                    List.of(),
                    List.of());
        }

        /** Answers of a regression. */
        public static Answers regression(String label, FieldRef predicted) {
            return new Answers(
                    Problem.REGRESSION,
                    FieldRef.named(label),
                    predicted,
                    FieldRef.NONE,
                    List.of(),
                    Double.NaN,
                    List.of(),
                    List.of());
        }

        /** Answers of a model of several classes. */
        public static Answers multiclass(String label, FieldRef predicted, FieldRef probability) {
            return new Answers(
                    Problem.MULTICLASS,
                    FieldRef.named(label),
                    predicted,
                    probability,
                    List.of(),
                    Double.NaN,
                    List.of(),
                    List.of());
        }

        /** These answers with these favourable classes. */
        public Answers withPositives(List<String> others) {
            return new Answers(problem, label, predicted, probability, scores, threshold, classes, others);
        }
    }

    /**
     * Who is compared with whom.
     *
     * @param facets groups of people that are held against the rest
     * @param group the column that conditional disparity is conditioned on; none if there is none
     * @param segments the column by whose values quality is also looked at separately; none if there is none
     * @param ignored columns that the flip test does not compare
     * @param isTypeGuessed whether a facet's single value is a threshold where the service would guess so
     */
    public record Sides(
            List<FacetChoice> facets, FieldRef group, FieldRef segments, List<String> ignored, boolean isTypeGuessed) {
        /** Nobody. */
        public static final Sides NONE = new Sides(List.of(), FieldRef.NONE, FieldRef.NONE, List.of(), false);

        /** Copies the lists. */
        public Sides {
            facets = List.copyOf(facets);
            ignored = List.copyOf(ignored);
        }

        /** These facets, nothing else. */
        public static Sides of(FacetChoice... facets) {
            return new Sides(List.of(facets), FieldRef.NONE, FieldRef.NONE, List.of(), false);
        }

        /** These, with conditional disparity by a column. */
        public Sides by(String column) {
            return new Sides(facets, FieldRef.named(column), segments, ignored, isTypeGuessed);
        }

        /** These, with figures by segment. */
        public Sides inSegments(String column) {
            return new Sides(facets, group, FieldRef.named(column), ignored, isTypeGuessed);
        }
    }

    /**
     * Where attributions stand.
     *
     * @param features named features, one per field, or all in one field; empty if there are none
     * @param fields of the captured response
     * @param prefix columns of the table that begin with it hold an attribution each, of the feature that the rest names;
     *     empty if the table holds none
     */
    public record Attributions(List<String> features, List<FieldRef> fields, String prefix) {
        /** None. */
        public static final Attributions NONE = new Attributions(List.of(), List.of(), "");

        /** Copies the lists. */
        public Attributions {
            features = List.copyOf(features);
            fields = List.copyOf(fields);
        }
    }

    /**
     * What the model baseline says of requests.
     *
     * @param columns the request's fields in their order, for requests whose rows have no names; empty for the columns of the
     *     table but label and answers
     * @param flipRows how many rows of each facet's side windows keep for the flip test; 0 if they keep none
     */
    public record Inputs(List<String> columns, int flipRows) {
        /** The table's columns, and no flip test in windows. */
        public static final Inputs DEFAULT = new Inputs(List.of(), 0);

        /** Copies the list. */
        public Inputs {
            columns = List.copyOf(columns);
        }
    }

    /** A plan without facets and attributions. */
    public static QualityPlan of(LabelledFiles table, Answers answers) {
        return new QualityPlan(table, answers, Sides.NONE, Attributions.NONE, Inputs.DEFAULT);
    }

    /** This plan with facets, groups and segments. */
    public QualityPlan with(Sides others) {
        return new QualityPlan(table, answers, others, attributions, inputs);
    }

    /** This plan with attributions. */
    public QualityPlan with(Attributions others) {
        return new QualityPlan(table, answers, sides, others, inputs);
    }

    /** This plan with these columns of requests whose rows have no names, in their order. */
    public QualityPlan withRequest(List<String> columns) {
        return new QualityPlan(table, answers, sides, attributions, new Inputs(columns, inputs.flipRows));
    }

    /**
     * This plan with windows that keep rows for the flip test; they compare the columns that the baseline compares.
     *
     * @param rows of each facet's side
     */
    public QualityPlan withFlipTest(int rows) {
        return new QualityPlan(table, answers, sides, attributions, new Inputs(inputs.columns, rows));
    }
}
