package io.tidemark.core.model;

import com.dynatrace.hash4j.hashing.Hashing;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.capture.CapturedRecord;
import java.util.List;

/** Reads the numbers that the flip test of a window compares. Scratch of one thread. */
final class FlipReader {
    /** Fixed for good: which rows are a sample depends on it. */
    private static final long SEED = 0x7469646d61726b46L;

    private final List<RowFields.Wanted> compared;
    private final RowFields fields;
    private final CanonicalOutput contents = new CanonicalOutput(256);

    FlipReader(ModelSpec spec, RequestColumns columns, List<String> missingMarkers) {
        this.fields = new RowFields(missingMarkers);
        this.compared = spec.inputs().compared().stream()
                .map(name -> columns.wanted(FieldRef.named(name)))
                .toList();
    }

    boolean isWanted() {
        return !compared.isEmpty();
    }

    /** The row; none if one of its fields is no number, true or false. */
    FlipRow read(CapturedRecord record, int row, RowSource source, Prediction prediction) {
        double[] features = new double[compared.size()];
        for (int i = 0; i < features.length; i++) {
            fields.find(source, compared.get(i));
            features[i] = fields.numberOrTruth();
            if (Double.isNaN(features[i])) {
                return FlipRow.NONE;
            }
        }
        return new FlipRow(key(record, row, prediction, features), features);
    }

    private long key(CapturedRecord record, int row, Prediction prediction, double[] features) {
        contents.clear();
        contents.putText(record.joinId()).putVarint(record.eventTimeMs()).putVarint(row);
        prediction.writeTo(contents);
        for (double feature : features) {
            contents.putDouble(feature + 0.0);
        }
        long key = Hashing.komihash5_0(SEED).hashBytesToLong(contents.toByteArray());
        return key == 0 ? 1 : key;
    }
}
