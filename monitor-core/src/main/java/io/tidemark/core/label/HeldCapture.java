package io.tidemark.core.label;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.model.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A captured record of an entry: open, with its rows as bytes, or past its deadline, when only its identity and a digest
 * are left. What is chosen for it is scratch of {@link LabelJoin} and not stored.
 */
final class HeldCapture {
    /** What a record costs besides its rows. */
    static final int OVERHEAD = 24;

    private final CaptureKey key;
    private final int rowCount;
    private byte[] rows;
    private int digest;
    private boolean isPast;
    private @Nullable Label chosen;
    private List<Prediction> fresh = List.of();

    private HeldCapture(CaptureKey key, int rowCount, byte[] rows) {
        this.key = key;
        this.rowCount = rowCount;
        this.rows = rows;
    }

    static HeldCapture of(PredictedRecord record) {
        CanonicalOutput out = new CanonicalOutput(32 * record.rows().size());
        record.rows().forEach(row -> row.writeTo(out));
        CaptureKey key = new CaptureKey(record.eventTimeMs(), record.endpoint(), record.variant());
        HeldCapture capture = new HeldCapture(key, record.rows().size(), out.toByteArray());
        capture.fresh = record.rows();
        return capture;
    }

    static HeldCapture open(CaptureKey key, int rowCount, byte[] rows) {
        return new HeldCapture(key, rowCount, rows);
    }

    static HeldCapture past(CaptureKey key, int digest) {
        HeldCapture capture = new HeldCapture(key, 0, new byte[0]);
        capture.digest = digest;
        capture.isPast = true;
        return capture;
    }

    CaptureKey key() {
        return key;
    }

    /** How many rows it has; 0 once it is past. */
    int rowCount() {
        return rowCount;
    }

    /** Its rows in their compact form; nothing once it is past. */
    byte[] rows() {
        return rows;
    }

    /**
     * Its rows. Until it was stored they hold what is counted once and not kept, the numbers for the flip test; afterwards
     * the keys of these stand for them.
     */
    List<Prediction> predictions() {
        if (!fresh.isEmpty()) {
            return fresh;
        }
        CanonicalInput in = new CanonicalInput(rows);
        List<Prediction> read = new ArrayList<>(rowCount);
        for (int i = 0; i < rowCount; i++) {
            read.add(Prediction.readFrom(in));
        }
        return read;
    }

    /** CRC-32C of its rows. */
    int digest() {
        if (isPast) {
            return digest;
        }
        CRC32C sum = new CRC32C();
        sum.update(rows);
        return (int) sum.getValue();
    }

    /** Whether its deadline passed. */
    boolean isPast() {
        return isPast;
    }

    int cost() {
        return OVERHEAD + rows.length;
    }

    /** The label that counts for it, as found last; null if it has none or is past. */
    @Nullable
    Label chosen() {
        return chosen;
    }

    void choose(@Nullable Label label) {
        chosen = label;
    }
}
