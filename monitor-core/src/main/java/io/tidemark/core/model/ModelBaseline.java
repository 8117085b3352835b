package io.tidemark.core.model;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.stats.distribution.GridEdges;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What labelled rows that the model was not trained on say of it: its spec, the shape of its tables, their counts, and the
 * limits that follow. Identified by its content, like a baseline of the data: the hash does not depend on names of files,
 * times, or the order of rows. Not to be changed, though it hands out its reference profiles as they are.
 */
public final class ModelBaseline implements ModelLayout {
    private static final int VERSION = 1;

    private final Shape shape;
    private final Reference reference;
    private final ModelConstraints constraints;
    private final BiasBaseline bias;
    private final Optional<AttributionReference> attribution;
    private final ContentHash hash;

    /**
     * The shape of a model's tables.
     *
     * @param spec the model
     * @param missingMarkers texts that stand for a missing value, beside the empty text
     * @param scoreGrid see {@link ModelLayout#scoreGrid}
     * @param stratumEdges see {@link ModelLayout#stratumEdges}
     */
    public record Shape(ModelSpec spec, List<String> missingMarkers, GridEdges scoreGrid, GridEdges stratumEdges)
            implements ModelLayout {
        /** Sorts the markers. */
        public Shape {
            missingMarkers = missingMarkers.stream().sorted().distinct().toList();
        }
    }

    /**
     * The counts of the reference.
     *
     * @param everyone all rows
     * @param segments one profile per segment of the spec, in its order
     */
    public record Reference(ModelProfile everyone, List<ModelProfile> segments) {
        /** Copies the list. */
        public Reference {
            segments = List.copyOf(segments);
        }
    }

    private ModelBaseline(
            Shape shape,
            Reference reference,
            ModelConstraints constraints,
            BiasBaseline bias,
            Optional<AttributionReference> attribution) {
        this.shape = shape;
        this.reference = reference;
        this.constraints = constraints;
        this.bias = bias;
        this.attribution = attribution;
        if (reference.segments.size() != shape.spec.segmentCount()) {
            throw new IllegalArgumentException(
                    "segments: spec " + shape.spec.segmentCount() + ", reference " + reference.segments.size());
        }
        if (attribution.isPresent()
                && attribution.get().means().size()
                        != shape.spec.attributions().features().size()) {
            throw new IllegalArgumentException("attributed features: spec "
                    + shape.spec.attributions().features().size() + ", reference "
                    + attribution.get().means().size());
        }
        this.hash = ContentHash.of(encode());
    }

    /** A baseline of counts, without limits, bias figures or attributions. */
    public static ModelBaseline of(Shape shape, Reference reference) {
        return new ModelBaseline(shape, reference, ModelConstraints.NONE, BiasBaseline.NONE, Optional.empty());
    }

    /** This baseline with other limits. */
    public ModelBaseline withConstraints(ModelConstraints others) {
        return new ModelBaseline(shape, reference, others, bias, attribution);
    }

    /** This baseline with other bias figures. */
    public ModelBaseline withBias(BiasBaseline others) {
        return new ModelBaseline(shape, reference, constraints, others, attribution);
    }

    /** This baseline with another reference of attributions. */
    public ModelBaseline withAttribution(AttributionReference other) {
        return new ModelBaseline(shape, reference, constraints, bias, Optional.of(other));
    }

    /**
     * This baseline with attributions that were counted apart from its rows; those it had are forgotten.
     *
     * @param fields where responses hold them
     * @param other of the features of these fields
     */
    public ModelBaseline withAttributions(AttributionFields fields, AttributionReference other) {
        Shape over = new Shape(
                shape.spec.withAttributions(fields), shape.missingMarkers, shape.scoreGrid, shape.stratumEdges);
        Reference moved = new Reference(
                reference.everyone.over(over),
                reference.segments.stream().map(segment -> segment.over(over)).toList());
        return new ModelBaseline(over, moved, constraints, bias, Optional.of(other));
    }

    @Override
    public ModelSpec spec() {
        return shape.spec;
    }

    @Override
    public GridEdges scoreGrid() {
        return shape.scoreGrid;
    }

    @Override
    public GridEdges stratumEdges() {
        return shape.stratumEdges;
    }

    /** Spec, markers and edges together. */
    public Shape shape() {
        return shape;
    }

    /** Texts that stand for a missing value, beside the empty text; sorted. */
    public List<String> missingMarkers() {
        return shape.missingMarkers;
    }

    /** The counts of all rows; not to be changed. */
    public ModelProfile reference() {
        return reference.everyone;
    }

    /** The counts of a segment by its number, of everyone for {@link Prediction#NONE}; not to be changed. */
    public ModelProfile reference(int segment) {
        return segment < 0 ? reference.everyone : reference.segments.get(segment);
    }

    /** Limits of the figures of quality. */
    public ModelConstraints constraints() {
        return constraints;
    }

    /** The bias figures of the reference. */
    public BiasBaseline biasBaseline() {
        return bias;
    }

    /** How much each feature mattered, if attributions are known. */
    public Optional<AttributionReference> attribution() {
        return attribution;
    }

    /** Rows of the reference. */
    public long rows() {
        return reference.everyone.eligible();
    }

    /** The identity of this baseline. */
    public ContentHash hash() {
        return hash;
    }

    /** A reader of this model's predictions; one per thread. */
    public PredictionReader newPredictionReader() {
        return new PredictionReader(shape.spec, shape.missingMarkers);
    }

    /**
     * A reader that knows the columns of rows that have no names; one per thread.
     *
     * @param inputColumns of the request in their order, such as the names of the data baseline's features
     * @param outputColumns of the response in their order
     */
    public PredictionReader newPredictionReader(List<String> inputColumns, List<String> outputColumns) {
        return new PredictionReader(shape.spec, shape.missingMarkers, inputColumns, outputColumns);
    }

    /** A reader of this model's labels; one per thread. */
    public LabelValueReader newLabelValueReader() {
        return new LabelValueReader(shape.spec, shape.missingMarkers);
    }

    /** The canonical form, of which {@link #hash} is the hash. */
    public byte[] encode() {
        CanonicalOutput out = new CanonicalOutput(64 * 1024);
        out.putByte(VERSION);
        shape.spec.writeTo(out);
        Texts.write(shape.missingMarkers, out);
        write(shape.scoreGrid, out);
        write(shape.stratumEdges, out);
        reference.everyone.writeTo(out);
        reference.segments.forEach(segment -> segment.writeTo(out));
        constraints.writeTo(out);
        bias.writeTo(out);
        Texts.writeAll(attribution.stream().toList(), out, AttributionReference::writeTo);
        return out.toByteArray();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if it is damaged
     */
    public static ModelBaseline decode(byte[] bytes) {
        CanonicalInput in = new CanonicalInput(bytes);
        in.expectVersion(VERSION, "model baseline");
        Shape shape = new Shape(ModelSpec.readFrom(in), Texts.read(in), readEdges(in), readEdges(in));
        ModelProfile everyone = ModelProfile.readFrom(in, shape);
        List<ModelProfile> segments = new ArrayList<>();
        for (int i = 0; i < shape.spec.segmentCount(); i++) {
            segments.add(ModelProfile.readFrom(in, shape));
        }
        ModelConstraints constraints = ModelConstraints.readFrom(in);
        BiasBaseline bias = BiasBaseline.readFrom(in);
        Optional<AttributionReference> attribution =
                Texts.readAll(in, AttributionReference::readFrom).stream().findFirst();
        in.expectEnd();
        return new ModelBaseline(shape, new Reference(everyone, segments), constraints, bias, attribution);
    }

    private static void write(GridEdges edges, CanonicalOutput out) {
        out.putVarint(edges.size());
        for (double edge : edges.toArray()) {
            out.putDouble(edge);
        }
    }

    private static GridEdges readEdges(CanonicalInput in) {
        double[] edges = new double[(int) in.getCount(GridEdges.MAX_EDGES)];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = in.getDouble();
        }
        return GridEdges.of(edges);
    }
}
