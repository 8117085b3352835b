package io.tidemark.core.model;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.stats.attribution.AttributionTable;
import io.tidemark.stats.fairness.FacetTable;
import io.tidemark.stats.fairness.FlipTest;
import io.tidemark.stats.fairness.Outcome;
import io.tidemark.stats.quality.BinaryConfusion;
import io.tidemark.stats.quality.CalibrationTable;
import io.tidemark.stats.quality.ConfusionMatrix;
import io.tidemark.stats.quality.ProbabilityLoss;
import io.tidemark.stats.quality.RegressionTable;
import io.tidemark.stats.quality.ScoreCounts;
import io.tidemark.stats.quality.ScoreTable;
import io.tidemark.stats.quality.StratumTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that is kept of a window's predictions and labels, for one endpoint, variant and segment, or of a part of it, a
 * delta. An abelian group: {@link #merge} is associative and commutative, an empty profile its identity, and what was added
 * is taken back by sign -1, in any order, so a delta may hold the correction of what another one added. Equal states are
 * equal bytes. Mutable; not thread-safe.
 *
 * <p>Where the model baseline asks for it, a bounded sample of rows is kept for the flip test ({@link FlipSample}).
 *
 * <p>One trace of what was taken back stays: scores that were named count towards the bound up to which each score is kept
 * by itself (see {@link ScoreTable}), and rows that were named keep their place in the sample. So {@link #isEmpty} may hold where {@link #isIdentity} does not, and whoever
 * withdraws a prediction must have added it, also where order alone decided which of two contradicting ones counts.
 */
public final class ModelProfile {
    private static final int VERSION = 1;

    private final ModelSpec spec;
    private final AnswerTables answers;
    private final List<FacetTable> facets = new ArrayList<>();
    private final Optional<AttributionTable> attributions;
    private final FlipSample flips;
    private long eligible;
    private long labelled;
    private long unusableLabels;

    private ModelProfile(ModelLayout layout) {
        this.spec = layout.spec();
        this.answers = AnswerTables.empty(layout);
        for (int i = 0; i < spec.facets().size(); i++) {
            facets.add(new FacetTable(Facet.GROUPS, spec.strata()));
        }
        int features = spec.attributions().features().size();
        this.attributions = features == 0 ? Optional.empty() : Optional.of(new AttributionTable(features));
        this.flips = new FlipSample(spec);
    }

    /** No rows. */
    public static ModelProfile empty(ModelLayout layout) {
        return new ModelProfile(layout);
    }

    /** This profile over a model that differs in its attributions alone, of which it then has none. */
    ModelProfile over(ModelLayout other) {
        ModelProfile copy = new ModelProfile(other);
        copy.answers.merge(answers);
        for (int i = 0; i < facets.size(); i++) {
            copy.facets.get(i).addAll(facets.get(i));
        }
        copy.flips.merge(flips);
        copy.eligible = eligible;
        copy.labelled = labelled;
        copy.unusableLabels = unusableLabels;
        return copy;
    }

    /**
     * Adds a prediction that {@link PredictionReader} made for the same model, its attributions included.
     *
     * @param sign 1, or -1 to take it back
     */
    public void addPrediction(Prediction prediction, int sign) {
        requireSign(sign);
        answers.addPrediction(prediction, sign);
        flips.add(prediction, sign);
        eligible = Math.addExact(eligible, sign);
        for (int i = 0; i < facets.size(); i++) {
            addFacet(i, prediction, Outcome.UNKNOWN, sign);
        }
        if (prediction.attributions().length > 0) {
            addAttributions(prediction.attributions(), sign);
        }
    }

    /**
     * Adds the label of a prediction that {@link #addPrediction} has or will have added, here or in another part of the
     * window. A label that is not usable is only counted.
     *
     * @param sign 1, or -1 to take it back
     */
    public void addPair(Prediction prediction, LabelValue label, int sign) {
        requireSign(sign);
        if (!label.isUsable()) {
            unusableLabels = Math.addExact(unusableLabels, sign);
            return;
        }
        answers.addLabel(prediction, label, sign);
        labelled = Math.addExact(labelled, sign);
        for (int i = 0; i < facets.size(); i++) {
            addFacet(i, prediction, Outcome.UNKNOWN, -sign);
            addFacet(i, prediction, spec.outcome(label), sign);
        }
    }

    /**
     * Adds the local attributions of a row that came without a prediction.
     *
     * @param phi one finite number per feature
     * @param sign 1, or -1 to take them back
     */
    public void addAttributions(double[] phi, int sign) {
        requireSign(sign);
        if (sign > 0) {
            attributions().add(phi);
        } else {
            attributions().remove(phi);
        }
    }

    /** Adds another part of the same window, which keeps what it holds. */
    public void merge(ModelProfile other) {
        if (other.facets.size() != facets.size() || other.attributions.isPresent() != attributions.isPresent()) {
            throw new IllegalArgumentException("profiles of different models cannot be merged");
        }
        answers.merge(other.answers);
        for (int i = 0; i < facets.size(); i++) {
            facets.get(i).addAll(other.facets.get(i));
        }
        attributions.ifPresent(table -> table.addAll(other.attributions()));
        flips.merge(other.flips);
        eligible = Math.addExact(eligible, other.eligible);
        labelled = Math.addExact(labelled, other.labelled);
        unusableLabels = Math.addExact(unusableLabels, other.unusableLabels);
    }

    /**
     * A part of this profile: the counts of rows and the tables named, as far as the model has them, and no facets. What a
     * violation carries as evidence.
     *
     * @param layout over which this profile was made
     */
    public ModelProfile only(Set<ModelTable> tables, ModelLayout layout) {
        ModelProfile part = ofCounts(layout);
        part.answers.mergeOnly(answers, tables);
        if (tables.contains(ModelTable.ATTRIBUTIONS)) {
            part.attributions.ifPresent(table -> table.addAll(attributions()));
        }
        return part;
    }

    /**
     * A part of this profile: the counts of rows and one facet, by its place in the spec.
     *
     * @param layout over which this profile was made
     */
    public ModelProfile onlyFacet(int facet, ModelLayout layout) {
        ModelProfile part = ofCounts(layout);
        part.facets.get(facet).addAll(facets.get(facet));
        return part;
    }

    /**
     * A part of this profile: the counts of rows, one facet, and what is kept of it for the flip test.
     *
     * @param layout over which this profile was made
     */
    public ModelProfile onlyFlips(int facet, ModelLayout layout) {
        ModelProfile part = onlyFacet(facet, layout);
        flips.addFacetTo(part.flips, facet);
        return part;
    }

    private ModelProfile ofCounts(ModelLayout layout) {
        ModelProfile part = empty(layout);
        part.eligible = eligible;
        part.labelled = labelled;
        part.unusableLabels = unusableLabels;
        return part;
    }

    /** The model. */
    public ModelSpec spec() {
        return spec;
    }

    /** Rows with a prediction. */
    public long eligible() {
        return eligible;
    }

    /** Rows with a usable label. */
    public long labelled() {
        return labelled;
    }

    /** Rows whose label is there but says nothing the model knows. */
    public long unusableLabels() {
        return unusableLabels;
    }

    /** Whether every count is zero: no rows, and no corrections. */
    public boolean isEmpty() {
        return eligible == 0
                && labelled == 0
                && unusableLabels == 0
                && answers.isZero()
                && facets.stream().allMatch(table -> StoredTables.isZero(table.toArray()))
                && attributions.stream().allMatch(ModelProfile::isZero)
                && flips.isZero();
    }

    /** Whether merging this changes nothing: such a delta need not be sent. */
    public boolean isIdentity() {
        return isEmpty() && answers.isIdentity() && flips.isIdentity();
    }

    /** Binary: the labelled rows; of several classes see {@link #matrix}. */
    public BinaryConfusion confusion() {
        return binary().confusion();
    }

    /** Binary: scores of the positive class. Several classes: scores of the answered class, a positive label being "right". */
    public ScoreTable scores() {
        return answers instanceof MulticlassTables several ? several.answers() : binary().scores();
    }

    /**
     * Predictions and labels by group of like scores, a group of its own, the last, for rows without score. Several
     * classes: every row is "predicted positive", and a positive label is "right".
     */
    public StratumTable strata() {
        return answers instanceof MulticlassTables several ? several.strata() : binary().strata();
    }

    /** Binary: whether scores are probabilities. */
    public CalibrationTable calibration() {
        return binary().calibration();
    }

    /** Brier score and log loss; of several classes without captured scores, without rows. */
    public ProbabilityLoss losses() {
        return answers instanceof MulticlassTables several ? several.losses() : binary().losses();
    }

    /** Several classes: rows by true and predicted class; the last true class is every label that the model does not know. */
    public ConfusionMatrix matrix() {
        return several().matrix();
    }

    /** Several classes: predictions per class, with or without label. */
    public long[] predictedRows() {
        return several().predicted();
    }

    /** Several classes: one table per class, the class against the rest; empty if scores are not captured. */
    public List<ScoreTable> classScores() {
        return several().classScores();
    }

    /**
     * Several classes: by predicted class, then class, how often the class's score was where, as the estimate before labels
     * takes it. Empty if scores are not captured, or with more than 20 classes.
     */
    public List<List<ScoreCounts>> classPairScores() {
        MulticlassTables several = several();
        return several.classScores().isEmpty() || !several.pairs().isKept()
                ? List.of()
                : several.pairs().counts();
    }

    /** Regression: the errors of the labelled rows. */
    public RegressionTable regression() {
        return regressionTables().errors();
    }

    /** Regression: rows and losses by group of like forecasts. */
    public LossStrata regressionStrata() {
        return regressionTables().strata();
    }

    /** The table of a facet, by its place in the spec; groups are numbered as in {@link Facet}. */
    public FacetTable facet(int facet) {
        return facets.get(facet);
    }

    /** The flip test of a facet over the rows that are kept of it; none if the model baseline asks for none. */
    public FlipTest.Flips flips(int facet) {
        return flips.flips(facet);
    }

    /**
     * Attributions by feature.
     *
     * @throws IllegalStateException if the model captures none
     */
    public AttributionTable attributions() {
        return attributions.orElseThrow(() -> new IllegalStateException("the model captures no attributions"));
    }

    /** About how many bytes of heap this takes. */
    public long heapBytes() {
        return 200
                + answers.heapBytes(Math.abs(eligible))
                + facets.size() * (64L + 216L * Math.max(1, spec.strata()))
                + 1_200L * spec.attributions().features().size()
                + flips.heapBytes();
    }

    /** The canonical form behind a version byte: equal states are equal bytes. */
    public byte[] encode() {
        CanonicalOutput out = new CanonicalOutput(1_024);
        writeTo(out);
        return out.toByteArray();
    }

    void writeTo(CanonicalOutput out) {
        out.putByte(VERSION).putByte(spec.problem().code());
        StoredTables.writeSigned(eligible, out);
        StoredTables.writeSigned(labelled, out);
        StoredTables.writeSigned(unusableLabels, out);
        answers.writeTo(out);
        facets.forEach(table -> StoredTables.writeCounts(table.toArray(), out));
        attributions.ifPresent(table -> table.magnitudes().forEach(m -> StoredTables.writeMoments(m, out)));
        flips.writeTo(out);
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @param bytes the canonical form
     * @param layout the model over which it was counted
     * @throws IllegalArgumentException if it is damaged or of another model
     */
    public static ModelProfile decode(byte[] bytes, ModelLayout layout) {
        CanonicalInput in = new CanonicalInput(bytes);
        ModelProfile profile = readFrom(in, layout);
        in.expectEnd();
        return profile;
    }

    static ModelProfile readFrom(CanonicalInput in, ModelLayout layout) {
        in.expectVersion(VERSION, "model profile");
        ModelProfile profile = new ModelProfile(layout);
        Problem stored = Problem.ofCode(in.getByte());
        if (stored != profile.spec.problem()) {
            throw new IllegalArgumentException("the stored window is of a " + stored + " model, but the baseline is "
                    + profile.spec.problem() + ": it belongs to another baseline");
        }
        profile.eligible = StoredTables.readSigned(in);
        profile.labelled = StoredTables.readSigned(in);
        profile.unusableLabels = StoredTables.readSigned(in);
        profile.answers.addStored(in);
        for (FacetTable table : profile.facets) {
            table.addStored(StoredTables.readCounts(in, table.toArray().length));
        }
        profile.attributions.ifPresent(
                table -> table.magnitudes().forEach(m -> m.addAll(StoredTables.readMoments(in))));
        profile.flips.addStored(in);
        return profile;
    }

    private static boolean isZero(AttributionTable table) {
        return table.magnitudes().stream().allMatch(StoredTables::isZero);
    }

    private void addFacet(int facet, Prediction prediction, Outcome label, int sign) {
        facets.get(facet)
                .add(prediction.side(facet), Math.max(0, prediction.group()), label, spec.outcome(prediction), sign);
    }

    private BinaryTables binary() {
        if (answers instanceof BinaryTables tables) {
            return tables;
        }
        throw new IllegalStateException("a " + spec.problem() + " model has no such table");
    }

    private MulticlassTables several() {
        if (answers instanceof MulticlassTables tables) {
            return tables;
        }
        throw new IllegalStateException("a " + spec.problem() + " model has no such table");
    }

    private RegressionTables regressionTables() {
        if (answers instanceof RegressionTables tables) {
            return tables;
        }
        throw new IllegalStateException("a " + spec.problem() + " model has no such table");
    }

    private static void requireSign(int sign) {
        if (sign != 1 && sign != -1) {
            throw new IllegalArgumentException("sign = " + sign + " is neither 1 nor -1");
        }
    }
}
