package io.tidemark.core.capture;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * Copies the rows of a request into a table of their own, with names for unnamed fields, without the fields that are
 * left out, and with hashes for values that must not be known. It also tests the conditions on fields, because here
 * their names are known. Mutable scratch of one parser.
 */
final class FieldRewriter {
    /** What is done with one field, decided once per name and place. */
    private static final class Treatment {
        private final byte[] name;
        private final boolean keeps;
        private final boolean hashes;
        private final int condition;

        Treatment(byte[] name, boolean keeps, boolean hashes, int condition) {
            this.name = name;
            this.keeps = keeps;
            this.hashes = hashes;
            this.condition = condition;
        }
    }

    private final RowColumns columns;
    private final RowColumns alsoLeftOut;
    private final FieldPolicy policy;
    private final List<CaptureFilter.Condition> conditions;
    private final byte[][][] wanted;
    private final Fault fault;
    private final @Nullable Mac mac;
    private final RowArena arena = new RowArena();
    private final List<Treatment> byPosition = new ArrayList<>();
    /** Rows of one sender have the same names in the same order, so the last name at a place is mostly the next. */
    private @Nullable Treatment[] lastAtPlace = new Treatment[16];

    private boolean[] met;
    private boolean keepsRecord;

    /**
     * @param alsoLeftOut what is no field of a request but stands among them; left out where it is found
     */
    FieldRewriter(CaptureForm form, RowColumns alsoLeftOut, Fault fault) {
        this.columns = form.columns();
        this.alsoLeftOut = alsoLeftOut;
        this.policy = form.fields();
        this.conditions = form.filter().conditionsOn(CaptureFilter.Source.FIELD);
        this.fault = fault;
        this.wanted = conditions.stream()
                .map(condition -> condition.values().stream()
                        .map(value -> value.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new))
                .toArray(byte[][][]::new);
        this.met = new boolean[conditions.size()];
        FieldKey key = policy.key();
        this.mac = key == null ? null : key.newMac();
    }

    /** Whether there is anything to do. */
    boolean isNeeded() {
        return !columns.isNone() || !alsoLeftOut.isNone() || !policy.isNone() || !conditions.isEmpty();
    }

    /** Whether every row rewritten last meets the conditions. */
    boolean keepsRecord() {
        return keepsRecord;
    }

    /** Copies all rows; false after noting a fault. */
    boolean rewrite(FieldTable rows, FieldTable into) {
        if (!rows.named() && !canNamePositions()) {
            return fault.set("the fields have no names, so what is said of names cannot be done: name the columns", -1);
        }
        keepsRecord = true;
        arena.begin(into);
        boolean named = rows.named() || !columns.names().isEmpty();
        for (int row = 0; row < rows.rows(); row++) {
            into.startRow(named);
            Arrays.fill(met, false);
            int first = rows.firstField(row);
            for (int field = first; field < rows.endField(row); field++) {
                copy(rows, field, rows.named() ? named(rows, field, field - first) : at(field - first), into);
            }
            into.endRow();
            for (boolean condition : met) {
                keepsRecord &= condition;
            }
        }
        arena.end(into);
        return true;
    }

    private boolean canNamePositions() {
        return columns.speaksOfPositions()
                && (!columns.names().isEmpty()
                        || (policy.speaksOfPositions()
                                && conditions.stream().allMatch(condition -> FieldPolicy.isPosition(condition.key()))));
    }

    private void copy(FieldTable rows, int field, Treatment treatment, FieldTable into) {
        byte[] bytes = rows.bytes();
        int from = rows.from(field);
        int to = rows.to(field);
        if (treatment.condition >= 0) {
            met[treatment.condition] |= isAmong(wanted[treatment.condition], bytes, from, to);
        }
        if (!treatment.keeps) {
            return;
        }
        if (rows.named() || !columns.names().isEmpty()) {
            into.nameNext(arena.put(treatment.name), arena.used());
        }
        FieldKind kind = rows.kind(field);
        boolean missing = from == to || kind == FieldKind.JSON_NULL;
        if (treatment.hashes && !missing) {
            byte[] hash = hash(bytes, from, to);
            into.add(kind == FieldKind.CSV_TEXT ? kind : FieldKind.JSON_STRING, arena.put(hash), arena.used());
        } else {
            into.add(kind, arena.put(bytes, from, to), arena.used());
        }
    }

    private byte[] hash(byte[] bytes, int from, int to) {
        Mac code = mac;
        if (code == null) {
            throw new AssertionError("a policy with hashed fields has a key");
        }
        code.update(bytes, from, to - from);
        return FieldKey.hex(code.doFinal());
    }

    private static boolean isAmong(byte[][] texts, byte[] bytes, int from, int to) {
        for (byte[] text : texts) {
            if (Arrays.equals(text, 0, text.length, bytes, from, to)) {
                return true;
            }
        }
        return false;
    }

    private Treatment at(int position) {
        while (byPosition.size() <= position) {
            byPosition.add(treatment(columns.nameAt(byPosition.size()), byPosition.size()));
        }
        return byPosition.get(position);
    }

    private Treatment named(FieldTable rows, int field, int place) {
        if (place >= lastAtPlace.length) {
            lastAtPlace = Arrays.copyOf(lastAtPlace, Math.max(place + 1, 2 * lastAtPlace.length));
        }
        Treatment last = lastAtPlace[place];
        int from = rows.nameFrom(field);
        int to = rows.nameTo(field);
        if (last == null || !Arrays.equals(last.name, 0, last.name.length, rows.bytes(), from, to)) {
            // Names that are no UTF-8 keep their bytes, for they must not fall together.
            Treatment decided = treatment(rows.name(field), -1);
            byte[] name = Arrays.copyOfRange(rows.bytes(), from, to);
            last = new Treatment(name, decided.keeps, decided.hashes, decided.condition);
            lastAtPlace[place] = last;
        }
        return last;
    }

    private Treatment treatment(String name, int position) {
        int condition = -1;
        for (int i = 0; i < conditions.size(); i++) {
            condition = conditions.get(i).key().equals(name) ? i : condition;
        }
        boolean keeps = policy.keeps(name)
                && !columns.excludes(name, position)
                && !alsoLeftOut.excludes(position < 0 ? name : "", position);
        return new Treatment(name.getBytes(StandardCharsets.UTF_8), keeps, policy.hashes(name), condition);
    }
}
