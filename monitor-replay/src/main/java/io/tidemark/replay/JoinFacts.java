package io.tidemark.replay;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.label.Label;
import io.tidemark.core.label.LabelOrder;
import io.tidemark.core.label.PredictedRecord;
import io.tidemark.core.model.FlipRow;
import io.tidemark.core.model.Prediction;
import java.util.ArrayList;
import java.util.List;

/**
 * What is kept of a captured record or a label until all of its id are together, as bytes: some 30 of a binary answer,
 * some 20 of a label. Mutable scratch of one thread.
 */
final class JoinFacts {
    private static final int PREDICTED = 0;
    private static final int LABELLED = 1;
    private static final int RETRACTED = 2;

    private final Origins origins;
    private final CanonicalOutput out = new CanonicalOutput(256);

    JoinFacts(Origins origins) {
        this.origins = origins;
    }

    /** Takes a fact apart. */
    interface Taker {
        void predicted(PredictedRecord record);

        void labelled(Label label);
    }

    /** The bytes of what a model answered; the number is that of the origin. */
    byte[] of(int origin, long eventTimeMs, List<Prediction> rows) {
        out.clear();
        out.putByte(PREDICTED).putVarint(origin).putVarint(eventTimeMs).putVarint(rows.size());
        for (Prediction row : rows) {
            row.writeTo(out);
            write(row.flipRow());
        }
        return out.toByteArray();
    }

    /** The bytes of a label. */
    byte[] of(Label label) {
        out.clear();
        out.putByte(label.retracted() ? RETRACTED : LABELLED)
                .putVarint(label.order().labelTimeMs())
                .putVarint(label.order().position())
                .putText(label.endpoint())
                .putVarint(label.values().size());
        label.values().forEach(out::putText);
        return out.toByteArray();
    }

    /** Gives what bytes say to a taker. */
    void read(byte[] fact, Taker to) {
        CanonicalInput in = new CanonicalInput(fact);
        int kind = in.getByte();
        if (kind == PREDICTED) {
            to.predicted(predicted(in));
        } else {
            to.labelled(label(in, kind == RETRACTED));
        }
        in.expectEnd();
    }

    private PredictedRecord predicted(CanonicalInput in) {
        Origins.Origin origin = origins.get((int) in.getVarint());
        long eventTimeMs = in.getVarint();
        List<Prediction> rows = new ArrayList<>();
        for (long i = in.getVarint(); i > 0; i--) {
            Prediction row = Prediction.readFrom(in);
            rows.add(row.flipRow().isNone() ? row : row.with(numbers(row.flipRow(), in)));
        }
        return new PredictedRecord(origin.endpoint(), origin.variant(), eventTimeMs, rows);
    }

    /** The numbers for the flip test: what is stored live counts them before it stores a prediction, this does not. */
    private void write(FlipRow row) {
        if (!row.isNone()) {
            out.putVarint(row.features().length);
            for (double feature : row.features()) {
                out.putDouble(feature);
            }
        }
    }

    private static FlipRow numbers(FlipRow row, CanonicalInput in) {
        double[] features = new double[(int) in.getVarint()];
        for (int i = 0; i < features.length; i++) {
            features[i] = in.getDouble();
        }
        return new FlipRow(row.key(), features);
    }

    private static Label label(CanonicalInput in, boolean isRetraction) {
        LabelOrder order = LabelOrder.of(in.getVarint(), in.getVarint());
        String endpoint = in.getText();
        List<String> values = new ArrayList<>();
        for (long i = in.getVarint(); i > 0; i--) {
            values.add(in.getText());
        }
        return new Label(order, isRetraction, values, endpoint);
    }
}
