package io.tidemark.core.profile;

import io.tidemark.core.capture.FieldKind;
import io.tidemark.core.capture.FieldTable;
import io.tidemark.core.feature.ValueScanner;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Binds the fields of captured rows to the baseline's features and counts them. CSV fields are bound by position, JSON
 * fields by name. A feature without a field is missing; a field without a feature makes the row one with an extra
 * column. Holds scratch of its thread: not thread-safe.
 */
public final class RowCounter {
    private static final int UNBOUND = -1;

    private final CategoryIndex names;
    private final byte[][] missingMarkers;
    private final int[] fieldOf;
    private final ValueScanner scanner = new ValueScanner();

    /**
     * @param featureNames the baseline's features, in order
     * @param missingMarkers texts that stand for a missing value, beside the empty text
     */
    public RowCounter(List<String> featureNames, List<String> missingMarkers) {
        this.names = new CategoryIndex(featureNames, new long[0], true);
        this.fieldOf = new int[featureNames.size()];
        this.missingMarkers = missingMarkers.stream()
                .map(marker -> marker.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    /** Counts a record and all of its rows. */
    public void addRecord(FieldTable table, WindowProfile into) {
        RowCounts counts = into.counts();
        counts.addRecord();
        for (int row = 0; row < table.rows(); row++) {
            addRow(table, row, into, counts);
        }
    }

    private void addRow(FieldTable table, int row, WindowProfile into, RowCounts counts) {
        int first = table.firstField(row);
        int fields = table.endField(row) - first;
        boolean extra = table.named() ? bindByName(table, row) : bindByPosition(first, fields);
        boolean absent = false;
        int feature = 0;
        List<ProfileBlock> blocks = into.blocks();
        for (int b = 0; b < blocks.size(); b++) {
            List<FeatureProfile> features = blocks.get(b).features();
            for (int i = 0; i < features.size(); i++) {
                int field = fieldOf[feature++];
                if (field == UNBOUND) {
                    absent = true;
                    features.get(i).addMissing();
                } else {
                    addField(table, field, features.get(i));
                }
            }
        }
        counts.addRow(extra, absent);
    }

    private boolean bindByPosition(int first, int fields) {
        for (int feature = 0; feature < fieldOf.length; feature++) {
            fieldOf[feature] = feature < fields ? first + feature : UNBOUND;
        }
        return fields > fieldOf.length;
    }

    private boolean bindByName(FieldTable table, int row) {
        Arrays.fill(fieldOf, UNBOUND);
        boolean extra = false;
        byte[] bytes = table.bytes();
        for (int field = table.firstField(row); field < table.endField(row); field++) {
            int from = table.nameFrom(field);
            int to = table.nameTo(field);
            int feature = names.find(bytes, from, to, CategoryIndex.hash(bytes, from, to));
            if (feature >= 0) {
                fieldOf[feature] = field;
            } else {
                extra = true;
            }
        }
        return extra;
    }

    private void addField(FieldTable table, int field, FeatureProfile into) {
        FieldKind kind = table.kind(field);
        int from = table.from(field);
        int to = table.to(field);
        if (kind == FieldKind.JSON_NULL || isMissingMarker(table.bytes(), from, to)) {
            into.addMissing();
        } else if (kind == FieldKind.JSON_NESTED) {
            into.addMalformed();
        } else {
            into.add(table.bytes(), from, to, scanner);
        }
    }

    private boolean isMissingMarker(byte[] text, int from, int to) {
        for (byte[] marker : missingMarkers) {
            if (marker.length == to - from && Arrays.equals(marker, 0, marker.length, text, from, to)) {
                return true;
            }
        }
        return false;
    }
}
