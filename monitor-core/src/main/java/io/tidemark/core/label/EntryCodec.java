package io.tidemark.core.label;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The stored form of an entry: a version byte, flags, the floors, the names of endpoints and variants once, the captured
 * records, the labels. An open binary prediction with facets takes some 30 bytes besides names.
 */
final class EntryCodec {
    private static final int VERSION = 1;
    private static final int HAS_CAPTURE_FLOOR = 1;
    private static final int HAS_LABEL_FLOOR = 2;
    private static final int IS_RETRACTION = 1;
    private static final int HAS_ENDPOINT = 2;
    private static final int FATE_SHIFT = 2;
    private static final int MOST_CAPTURES = JoinEntry.MOST_CAPTURE_BYTES / HeldCapture.OVERHEAD;
    private static final int MOST_VALUES = JoinEntry.MOST_LABEL_CHARACTERS;

    private EntryCodec() {}

    /** Who answered. A key without time, so that keys sort names. */
    private static CaptureKey names(CaptureKey key) {
        return new CaptureKey(0, key.endpoint(), key.variant());
    }

    static byte[] encode(JoinEntry entry) {
        CanonicalOutput out = new CanonicalOutput(96);
        CaptureKey captureFloor = entry.captureFloor();
        LabelOrder labelFloor = entry.labelFloor();
        out.putByte(VERSION);
        out.putByte((captureFloor == null ? 0 : HAS_CAPTURE_FLOOR) | (labelFloor == null ? 0 : HAS_LABEL_FLOOR));
        if (captureFloor != null) {
            out.putVarint(captureFloor.timeMs());
            writeNames(captureFloor, out);
        }
        if (labelFloor != null) {
            out.putVarint(labelFloor.labelTimeMs())
                    .putVarint(labelFloor.position())
                    .putLong(labelFloor.digest());
        }
        writeCaptures(entry.captures(), out);
        out.putVarint(entry.labels().size());
        entry.labels().forEach(label -> writeLabel(label, out));
        return out.toByteArray();
    }

    private static void writeCaptures(List<HeldCapture> captures, CanonicalOutput out) {
        TreeSet<CaptureKey> distinct = new TreeSet<>();
        captures.forEach(capture -> distinct.add(names(capture.key())));
        List<CaptureKey> names = List.copyOf(distinct);
        out.putVarint(names.size());
        names.forEach(name -> writeNames(name, out));
        out.putVarint(captures.size());
        for (HeldCapture capture : captures) {
            int name = names.indexOf(names(capture.key()));
            out.putVarint((name << 1) | (capture.isPast() ? 1 : 0))
                    .putVarint(capture.key().timeMs());
            if (capture.isPast()) {
                out.putInt(capture.digest());
            } else {
                out.putVarint(capture.rowCount()).putBytes(capture.rows());
            }
        }
    }

    private static void writeNames(CaptureKey key, CanonicalOutput out) {
        ShortText.write(key.endpoint(), out);
        ShortText.write(key.variant(), out);
    }

    private static void writeLabel(HeldLabel held, CanonicalOutput out) {
        Label label = held.label();
        LabelFate settled = held.settled();
        int fate = settled == null ? 0 : settled.code() + 1;
        out.putByte((label.retracted() ? IS_RETRACTION : 0)
                | (label.endpoint().isEmpty() ? 0 : HAS_ENDPOINT)
                | (fate << FATE_SHIFT));
        out.putVarint(label.order().labelTimeMs()).putVarint(label.order().position());
        if (!label.endpoint().isEmpty()) {
            ShortText.write(label.endpoint(), out);
        }
        if (!label.retracted()) {
            out.putVarint(label.values().size());
            label.values().forEach(value -> ShortText.write(value, out));
        }
    }

    static JoinEntry decode(byte[] bytes) {
        CanonicalInput in = new CanonicalInput(bytes);
        in.expectVersion(VERSION, "stored join entry");
        int flags = in.getByte();
        JoinEntry entry = new JoinEntry();
        CaptureKey captureFloor = (flags & HAS_CAPTURE_FLOOR) == 0 ? null : readKey(in.getVarint(), in);
        LabelOrder labelFloor =
                (flags & HAS_LABEL_FLOOR) == 0 ? null : new LabelOrder(in.getVarint(), in.getVarint(), in.getLong());
        entry.setFloors(captureFloor, labelFloor);
        readCaptures(in, entry);
        for (long i = in.getCount(JoinEntry.MOST_LABELS); i > 0; i--) {
            entry.add(readLabel(in));
        }
        in.expectEnd();
        return entry;
    }

    private static void readCaptures(CanonicalInput in, JoinEntry entry) {
        List<CaptureKey> names = new ArrayList<>(1);
        for (long i = in.getCount(MOST_CAPTURES); i > 0; i--) {
            names.add(readKey(0, in));
        }
        for (long i = in.getCount(MOST_CAPTURES); i > 0; i--) {
            int head = (int) in.getCount(2L * names.size() - 1);
            CaptureKey name = names.get(head >> 1);
            CaptureKey key = new CaptureKey(in.getCount(), name.endpoint(), name.variant());
            entry.add(
                    (head & 1) == 1
                            ? HeldCapture.past(key, in.getInt())
                            : HeldCapture.open(key, (int) in.getCount(JoinEntry.MOST_CAPTURE_BYTES), in.getBytes()));
        }
    }

    private static CaptureKey readKey(long timeMs, CanonicalInput in) {
        return new CaptureKey(timeMs, ShortText.read(in), ShortText.read(in));
    }

    private static HeldLabel readLabel(CanonicalInput in) {
        int head = in.getByte();
        LabelOrder order = LabelOrder.of(in.getCount(), in.getCount());
        String endpoint = (head & HAS_ENDPOINT) == 0 ? "" : ShortText.read(in);
        boolean isRetraction = (head & IS_RETRACTION) != 0;
        List<String> values = new ArrayList<>(1);
        if (!isRetraction) {
            for (long i = in.getCount(MOST_VALUES); i > 0; i--) {
                values.add(ShortText.read(in));
            }
        }
        int fate = head >> FATE_SHIFT;
        LabelFate settled = fate == 0 ? null : LabelFate.ofCode(fate - 1);
        return new HeldLabel(new Label(order, isRetraction, values, endpoint), settled);
    }
}
