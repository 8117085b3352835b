package io.tidemark.core.model;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.stats.fairness.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a model answers and where its answers, its scores and the columns that divide people stand. It comes from
 * configuration or the baseline, never from what arrives.
 *
 * @param problem what the model answers
 * @param predicted the field of the response that holds the predicted class, or the forecast of a regression; none if a
 *     binary answer follows from the score alone, or that of several classes from their scores
 * @param probability the field of the response with the score of the positive class, or of the answered class of several;
 *     may be none beside a predicted class
 * @param scores several classes: one field per class in their order, or a single one that holds a JSON array or an object
 *     by class; empty if the scores are not captured
 * @param threshold a binary score strictly above it is positive; for a regression with facets, a number strictly above it.
 *     NaN where it has no meaning
 * @param classes binary: the negative, then the positive class; several classes: all, at most {@link #MOST_CLASSES};
 *     regression: none
 * @param positives several classes with facets: those that are a favourable answer; otherwise empty
 * @param facets at most {@link #MOST_FACETS}, with distinct labels
 * @param group the column that conditional disparity is conditioned on
 * @param segments the column by which figures are also given separately
 * @param attributions where the response holds attributions
 * @param inputs what is known of the request's fields, and which of them the flip test of windows compares
 */
public record ModelSpec(
        Problem problem,
        FieldRef predicted,
        FieldRef probability,
        List<FieldRef> scores,
        double threshold,
        List<String> classes,
        List<String> positives,
        List<Facet> facets,
        Optional<GroupColumn> group,
        Optional<SegmentColumn> segments,
        AttributionFields attributions,
        ModelInputs inputs) {
    /** Most classes: their confusion matrix is kept whole for every open window. */
    public static final int MOST_CLASSES = 100;

    /** Most facets: a prediction keeps two bits of each. */
    public static final int MOST_FACETS = 32;

    /** The service's decision threshold. */
    public static final double DEFAULT_THRESHOLD = 0.5;

    private static final int VERSION = 1;

    /** Follows the first version by what is known of inputs; models of which nothing is known stay as they were. */
    private static final int VERSION_WITH_INPUTS = 2;

    /** Most numbers that a window keeps for the flip test: a quarter of a million, 2 MiB. */
    private static final long MOST_KEPT = 250_000;

    /**
     * Checks that everything fits together.
     *
     * @throws IllegalArgumentException if not; the message says what to change
     */
    public ModelSpec {
        scores = List.copyOf(scores);
        classes = List.copyOf(classes);
        positives = List.copyOf(positives);
        facets = List.copyOf(facets);
        threshold += 0.0;
        requireClasses(problem, classes);
        requireAnswer(problem, predicted, probability, scores);
        if (!scores.isEmpty()
                && (problem != Problem.MULTICLASS || (scores.size() > 1 && scores.size() != classes.size()))) {
            throw new IllegalArgumentException(
                    scores.size() + " score fields for " + classes.size() + " classes of a " + problem + " model");
        }
        if (problem == Problem.BINARY && !Double.isFinite(threshold)) {
            throw new IllegalArgumentException("threshold = " + threshold + " is not finite");
        }
        requirePositives(problem, classes, positives);
        requireFacets(facets);
        requireFlipTest(facets, inputs);
        boolean canBePositive = problem == Problem.BINARY
                || (problem == Problem.MULTICLASS ? !positives.isEmpty() : Double.isFinite(threshold));
        if (!facets.isEmpty() && !canBePositive) {
            throw new IllegalArgumentException(
                    problem == Problem.MULTICLASS
                            ? "facets need to know which classes are a favourable answer"
                            : "facets of a regression need a finite threshold above which an answer is favourable");
        }
    }

    /**
     * A model of two classes.
     *
     * @param predicted may be none: then the score decides
     * @param probability may be none beside a predicted class
     * @param threshold strictly above it a score is positive
     * @param classes the negative, then the positive class
     */
    public static ModelSpec binary(FieldRef predicted, FieldRef probability, double threshold, List<String> classes) {
        return new ModelSpec(
                Problem.BINARY,
                predicted,
                probability,
                List.of(),
                threshold,
                classes,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                AttributionFields.NONE,
                ModelInputs.NONE);
    }

    /**
     * A model of several classes.
     *
     * @param predicted may be none where there are scores: then the largest decides, the first of equal ones
     * @param probability the score of the answered class; may be none
     * @param scores one field per class, a single one that holds all, or empty
     * @param classes two or more
     */
    public static ModelSpec multiclass(
            FieldRef predicted, FieldRef probability, List<FieldRef> scores, List<String> classes) {
        return new ModelSpec(
                Problem.MULTICLASS,
                predicted,
                probability,
                scores,
                Double.NaN,
                classes,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                AttributionFields.NONE,
                ModelInputs.NONE);
    }

    /** A model whose answer is a number. */
    public static ModelSpec regression(FieldRef predicted) {
        return new ModelSpec(
                Problem.REGRESSION,
                predicted,
                FieldRef.NONE,
                List.of(),
                Double.NaN,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                AttributionFields.NONE,
                ModelInputs.NONE);
    }

    /** This model with another threshold. */
    public ModelSpec withThreshold(double other) {
        return new ModelSpec(
                problem,
                predicted,
                probability,
                scores,
                other,
                classes,
                positives,
                facets,
                group,
                segments,
                attributions,
                inputs);
    }

    /** This model with these favourable ones among several classes, and these facets. */
    public ModelSpec withFacets(List<String> favourable, List<Facet> others) {
        return new ModelSpec(
                problem,
                predicted,
                probability,
                scores,
                threshold,
                classes,
                favourable,
                others,
                group,
                segments,
                attributions,
                inputs);
    }

    /** This binary model, or regression with a threshold, with these facets. */
    public ModelSpec withFacets(List<Facet> others) {
        return withFacets(positives, others);
    }

    /** This model with a column for conditional disparity. */
    public ModelSpec withGroup(GroupColumn column) {
        return new ModelSpec(
                problem,
                predicted,
                probability,
                scores,
                threshold,
                classes,
                positives,
                facets,
                Optional.of(column),
                segments,
                attributions,
                inputs);
    }

    /** This model with a column of segments. */
    public ModelSpec withSegments(SegmentColumn column) {
        return new ModelSpec(
                problem,
                predicted,
                probability,
                scores,
                threshold,
                classes,
                positives,
                facets,
                group,
                Optional.of(column),
                attributions,
                inputs);
    }

    /** This model with attributions in its response. */
    public ModelSpec withAttributions(AttributionFields fields) {
        return new ModelSpec(
                problem,
                predicted,
                probability,
                scores,
                threshold,
                classes,
                positives,
                facets,
                group,
                segments,
                fields,
                inputs);
    }

    /** This model with what is known of its request. */
    public ModelSpec withInputs(ModelInputs known) {
        return new ModelSpec(
                problem,
                predicted,
                probability,
                scores,
                threshold,
                classes,
                positives,
                facets,
                group,
                segments,
                attributions,
                known);
    }

    /** Whether the response holds a score of the positive class of two, or of every class. */
    public boolean hasScores() {
        return problem == Problem.BINARY ? !probability.isNone() : !scores.isEmpty();
    }

    /** Number of segments beside the one of all rows. */
    public int segmentCount() {
        return segments.map(SegmentColumn::segments).orElse(0);
    }

    /** The name of a segment; {@link SegmentColumn#EVERYONE} for {@link Prediction#NONE}. */
    public String segmentLabel(int segment) {
        return segment < 0
                ? SegmentColumn.EVERYONE
                : segments.orElseThrow(() -> new IllegalArgumentException("the model has no segments"))
                        .label(segment);
    }

    /** Number of groups for conditional disparity; 0 if there is no such column. */
    public int strata() {
        return group.map(GroupColumn::groups).orElse(0);
    }

    /** Whether a class is a favourable answer; false for a number that is none of the classes. */
    public boolean isPositive(int classIndex) {
        return problem == Problem.BINARY
                ? classIndex == 1
                : classIndex >= 0 && classIndex < classes.size() && positives.contains(classes.get(classIndex));
    }

    /** A prediction as bias metrics see it. */
    public Outcome outcome(Prediction prediction) {
        return Outcome.of(
                problem == Problem.REGRESSION ? prediction.value() > threshold : isPositive(prediction.predicted()));
    }

    /** A label as bias metrics see it. */
    public Outcome outcome(LabelValue label) {
        if (!label.isUsable()) {
            return Outcome.UNKNOWN;
        }
        return Outcome.of(problem == Problem.REGRESSION ? label.number() > threshold : isPositive(label.classIndex()));
    }

    /** Appends the stored form: equal specs are equal bytes. */
    public void writeTo(CanonicalOutput out) {
        boolean hasInputs = !inputs.equals(ModelInputs.NONE);
        out.putByte(hasInputs ? VERSION_WITH_INPUTS : VERSION).putByte(problem.code());
        predicted.writeTo(out);
        probability.writeTo(out);
        Texts.writeAll(scores, out, FieldRef::writeTo);
        out.putDouble(threshold);
        Texts.write(classes, out);
        Texts.write(positives, out);
        Texts.writeAll(facets, out, Facet::writeTo);
        Texts.writeAll(group.stream().toList(), out, GroupColumn::writeTo);
        Texts.writeAll(segments.stream().toList(), out, SegmentColumn::writeTo);
        attributions.writeTo(out);
        if (hasInputs) {
            inputs.writeTo(out);
        }
    }

    /**
     * Reads what {@link #writeTo} wrote.
     *
     * @throws IllegalArgumentException if it is damaged
     */
    public static ModelSpec readFrom(CanonicalInput in) {
        int version = in.getByte();
        if (version != VERSION && version != VERSION_WITH_INPUTS) {
            throw new IllegalArgumentException("model spec has version " + version + "; this program reads versions "
                    + VERSION + " and " + VERSION_WITH_INPUTS);
        }
        return new ModelSpec(
                Problem.ofCode(in.getByte()),
                FieldRef.readFrom(in),
                FieldRef.readFrom(in),
                Texts.readAll(in, FieldRef::readFrom),
                in.getDouble(),
                Texts.read(in),
                Texts.read(in),
                Texts.readAll(in, Facet::readFrom),
                Texts.readAll(in, GroupColumn::readFrom).stream().findFirst(),
                Texts.readAll(in, SegmentColumn::readFrom).stream().findFirst(),
                AttributionFields.readFrom(in),
                version == VERSION ? ModelInputs.NONE : ModelInputs.readFrom(in));
    }

    private static void requireClasses(Problem problem, List<String> classes) {
        if (classes.size() > MOST_CLASSES) {
            throw new IllegalArgumentException(classes.size() + " classes are more than " + MOST_CLASSES
                    + ": put rare ones together before they are captured, or treat the answer as a number");
        }
        boolean fits = switch (problem) {
            case BINARY -> classes.size() == 2;
            case MULTICLASS -> classes.size() >= 2;
            case REGRESSION -> classes.isEmpty();
        };
        if (!fits) {
            throw new IllegalArgumentException("classes = " + classes + " do not fit a " + problem + " model");
        }
        new ClassIndex(classes);
    }

    private static void requireAnswer(
            Problem problem, FieldRef predicted, FieldRef probability, List<FieldRef> scores) {
        boolean answers = switch (problem) {
            case BINARY -> !predicted.isNone() || !probability.isNone();
            case MULTICLASS -> !predicted.isNone() || !scores.isEmpty();
            case REGRESSION -> !predicted.isNone();
        };
        if (!answers || scores.stream().anyMatch(FieldRef::isNone)) {
            throw new IllegalArgumentException("no field of the response says what a " + problem + " model answered");
        }
    }

    private static void requirePositives(Problem problem, List<String> classes, List<String> positives) {
        boolean fits = problem == Problem.MULTICLASS ? classes.containsAll(positives) : positives.isEmpty();
        if (!fits) {
            throw new IllegalArgumentException("favourable classes = " + positives + " are not among " + classes
                    + (problem == Problem.BINARY ? ": of two classes the second is" : ""));
        }
    }

    private static void requireFacets(List<Facet> facets) {
        if (facets.size() > MOST_FACETS) {
            throw new IllegalArgumentException(facets.size() + " facets are more than " + MOST_FACETS);
        }
        Set<String> labels = new HashSet<>();
        for (Facet facet : facets) {
            if (!labels.add(facet.label())) {
                throw new IllegalArgumentException("facet '" + facet.label() + "' stands twice");
            }
        }
    }

    private static void requireFlipTest(List<Facet> facets, ModelInputs inputs) {
        if (!inputs.hasFlipTest()) {
            return;
        }
        if (facets.isEmpty()) {
            throw new IllegalArgumentException("a flip test in windows needs a facet");
        }
        long kept =
                2L * facets.size() * inputs.rowsPerSide() * inputs.compared().size();
        if (kept > MOST_KEPT) {
            throw new IllegalArgumentException("the flip test of a window would keep " + kept + " numbers, more than "
                    + MOST_KEPT + ": compare fewer columns, or keep fewer rows of a side");
        }
        for (Facet facet : facets) {
            if (inputs.compared().equals(List.of(facet.name()))) {
                throw new IllegalArgumentException(
                        "the flip test of facet '" + facet.label() + "' has no column to compare but its own");
            }
        }
    }
}
