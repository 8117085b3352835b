package io.tidemark.core.label;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one join id: its captured records and its labels, each in order. {@link LabelJoin} changes it, a
 * store keeps it as {@link #encode} writes it, which depends on what is in it and not on how it came there.
 *
 * <p>Bounded: of more than {@link #MOST_LABELS} labels, or than fit, the latest are kept, and of more captured records
 * than fit likewise. What was let go is remembered as a floor: nothing at or below it is taken again, so that what is
 * kept is the same whatever came first. Mutable; not thread-safe.
 */
public final class JoinEntry {
    /** Most labels of one id. */
    public static final int MOST_LABELS = 64;

    /** Most that the rows of all captured records may take, with 24 bytes a record, in bytes. */
    public static final int MOST_CAPTURE_BYTES = 360 << 10;

    /** Most that the values of all labels may take, with one for each value and 24 for each label, in characters. */
    public static final int MOST_LABEL_CHARACTERS = 48 << 10;

    private final List<HeldCapture> captures = new ArrayList<>(1);
    private final List<HeldLabel> labels = new ArrayList<>(1);
    private int captureBytes;
    private int labelCharacters;
    private @Nullable CaptureKey captureFloor;
    private @Nullable LabelOrder labelFloor;

    /** An entry of which nothing is known yet. */
    public JoinEntry() {}

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if it is damaged, or of another version
     */
    public static JoinEntry decode(byte[] bytes) {
        return EntryCodec.decode(bytes);
    }

    /** Writes the entry behind a version byte. */
    public byte[] encode() {
        return EntryCodec.encode(this);
    }

    /** Returns whether nothing is left that a store need keep. */
    public boolean isEmpty() {
        return captures.isEmpty() && labels.isEmpty();
    }

    /** Returns how many captured records it holds, those past their deadline included. */
    public int captureCount() {
        return captures.size();
    }

    /** Returns how many labels it holds. */
    public int labelCount() {
        return labels.size();
    }

    List<HeldCapture> captures() {
        return captures;
    }

    List<HeldLabel> labels() {
        return labels;
    }

    @Nullable
    CaptureKey captureFloor() {
        return captureFloor;
    }

    @Nullable
    LabelOrder labelFloor() {
        return labelFloor;
    }

    void setFloors(@Nullable CaptureKey ofCaptures, @Nullable LabelOrder ofLabels) {
        captureFloor = ofCaptures;
        labelFloor = ofLabels;
    }

    /** Whether records of this key are kept: neither let go before, nor too large alone. */
    boolean takes(HeldCapture capture) {
        CaptureKey floor = captureFloor;
        return capture.cost() <= MOST_CAPTURE_BYTES
                && (floor == null || capture.key().compareTo(floor) > 0);
    }

    boolean takes(HeldLabel label) {
        LabelOrder floor = labelFloor;
        return label.cost() <= MOST_LABEL_CHARACTERS
                && (floor == null || label.label().order().compareTo(floor) > 0);
    }

    /** The captured record of a key; null if there is none. */
    @Nullable
    HeldCapture find(CaptureKey key) {
        int at = placeOf(key);
        return at < captures.size() && captures.get(at).key().equals(key) ? captures.get(at) : null;
    }

    boolean has(Label label) {
        int at = placeOf(label);
        return at < labels.size() && labels.get(at).label().compareTo(label) == 0;
    }

    /** Takes a captured record whose key it does not have. */
    void add(HeldCapture capture) {
        captures.add(placeOf(capture.key()), capture);
        captureBytes += capture.cost();
    }

    void remove(HeldCapture capture) {
        captures.remove(placeOf(capture.key()));
        captureBytes -= capture.cost();
    }

    /** Lets an open record go but for its identity. */
    void replaceByPast(HeldCapture capture) {
        HeldCapture past = HeldCapture.past(capture.key(), capture.digest());
        captures.set(placeOf(capture.key()), past);
        captureBytes -= capture.cost() - past.cost();
    }

    /** Takes a label that it does not have. */
    void add(HeldLabel label) {
        labels.add(placeOf(label.label()), label);
        labelCharacters += label.cost();
    }

    void remove(HeldLabel label) {
        labels.remove(placeOf(label.label()));
        labelCharacters -= label.cost();
    }

    /** Lets the oldest records go until the rest fits; the last one let go is the floor. */
    void fitCaptures(Consumer<HeldCapture> letGo) {
        while (captureBytes > MOST_CAPTURE_BYTES) {
            HeldCapture oldest = captures.get(0);
            captureFloor = oldest.key();
            remove(oldest);
            letGo.accept(oldest);
        }
    }

    void fitLabels(Consumer<HeldLabel> letGo) {
        while (labels.size() > MOST_LABELS || labelCharacters > MOST_LABEL_CHARACTERS) {
            HeldLabel first = labels.get(0);
            labelFloor = first.label().order();
            remove(first);
            letGo.accept(first);
        }
    }

    private int placeOf(CaptureKey key) {
        int low = 0;
        int high = captures.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (captures.get(middle).key().compareTo(key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int placeOf(Label label) {
        int low = 0;
        int high = labels.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (labels.get(middle).label().compareTo(label) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
