package io.tidemark.core.label;

import io.tidemark.core.model.ClassIndex;
import java.util.Comparator;
import java.util.List;

/**
 * The ground truth of one captured record, or its retraction. It does not know its id: labels are kept by id.
 *
 * @param order its place among the labels of its id; the digest in it is made here, whatever was given
 * @param retracted whether it takes back all labels before it, and says nothing itself
 * @param values one text per row of the captured record, each in its one spelling; without meaning in a retraction
 * @param endpoint the endpoint whose record it labels; empty: every endpoint's
 */
public record Label(LabelOrder order, boolean retracted, List<String> values, String endpoint)
        implements Comparable<Label> {
    private static final long MULTIPLIER = 0x2545F4914F6CDD1DL;
    private static final Comparator<Label> ORDER = Comparator.comparing(Label::order)
            .thenComparing(Label::retracted)
            .thenComparing(Label::endpoint)
            .thenComparing(Label::values, Label::compareTexts);

    public Label {
        values = retracted ? List.of() : List.copyOf(values);
        if (!retracted && values.isEmpty()) {
            throw new IllegalArgumentException("a label needs a value");
        }
        long time = order.labelTimeMs();
        order = new LabelOrder(time, order.position(), digest(order, retracted, values, endpoint));
    }

    /** A label for every endpoint. */
    public static Label of(long labelTimeMs, long position, List<String> values) {
        return new Label(LabelOrder.of(labelTimeMs, position), false, values, "");
    }

    /**
     * A label of texts as they were written: each gets its one spelling ({@link ClassIndex#normalised}), so that 1 and 1.0
     * are no contradiction.
     */
    public static Label ofTexts(LabelOrder order, boolean retracted, List<String> texts, String endpoint) {
        return new Label(
                order, retracted, texts.stream().map(ClassIndex::normalised).toList(), endpoint);
    }

    /** A retraction for every endpoint: what a ground-truth record without a value means. */
    public static Label retraction(long labelTimeMs, long position) {
        return new Label(LabelOrder.of(labelTimeMs, position), true, List.of(), "");
    }

    /** Returns this label for one endpoint, or for every one if it is empty. */
    public Label forEndpoint(String name) {
        return new Label(order, retracted, values, name);
    }

    /** Returns when the label was known. */
    public long timeMs() {
        return order.labelTimeMs();
    }

    /** Returns whether it labels records of this endpoint. */
    public boolean isFor(String name) {
        return endpoint.isEmpty() || endpoint.equals(name);
    }

    @Override
    public int compareTo(Label other) {
        return ORDER.compare(this, other);
    }

    private static int compareTexts(List<String> one, List<String> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int difference = one.get(i).compareTo(other.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    private static long digest(LabelOrder order, boolean retracted, List<String> values, String endpoint) {
        long hash = mixed(order.labelTimeMs() + mixed(order.position() + (retracted ? 1 : 2) * MULTIPLIER));
        hash = mixed(hash + endpoint.hashCode());
        for (String value : values) {
            for (int i = 0; i < value.length(); i++) {
                hash = (hash ^ value.charAt(i)) * MULTIPLIER;
            }
            hash = mixed(hash + value.length());
        }
        return hash;
    }

    private static long mixed(long bits) {
        long half = (bits ^ (bits >>> 31)) * MULTIPLIER;
        return half ^ (half >>> 29);
    }
}
