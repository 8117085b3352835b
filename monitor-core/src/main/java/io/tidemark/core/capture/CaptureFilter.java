package io.tidemark.core.capture;

import com.dynatrace.hash4j.hashing.Hashing;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which records are counted. What is left out is not refused: it is accounted for as {@link CaptureOutcome#SAMPLED_OUT}
 * or {@link CaptureOutcome#FILTERED}.
 *
 * <p>The sample is a function of the join id: komihash 5.0 of its UTF-8 bytes, seeded, its upper 53 bits as a fraction
 * below the share. The same id is in the sample on every machine, live and in an audit, and a larger share keeps what a
 * smaller one kept.
 *
 * @param share share of join ids that are kept, in (0, 1]
 * @param seed chooses another sample of the same share
 * @param conditions all of which a record must meet
 */
public record CaptureFilter(double share, long seed, List<Condition> conditions) {

    /** Every record is kept. */
    public static final CaptureFilter ALL = new CaptureFilter(1, 0, List.of());

    private static final double UNIT = 0x1p-53;

    /** What a condition looks at. */
    public enum Source {
        /** The variant that answered. */
        VARIANT(0),
        /** A custom attribute of the request. */
        ATTRIBUTE(1),
        /** A field of the request, as captured: before anything is excluded, dropped or hashed. */
        FIELD(2);

        private final int code;

        Source(int code) {
            this.code = code;
        }
    }

    /**
     * One condition: what the source has under the key is one of the values, compared as text, byte by byte.
     *
     * @param source what is looked at
     * @param key empty for a variant; for an attribute the key of a member where the attribute is a JSON object, or
     *     empty for the attribute's whole text; for a field its name. A record of several rows must meet it in every
     *     row
     * @param values texts of which one must be there
     */
    public record Condition(Source source, String key, List<String> values) {
        /**
         * Checks the parts.
         *
         * @throws IllegalArgumentException if there is no value, or a key where none belongs
         */
        public Condition {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("a condition on " + source + " '" + key + "' has no value");
            }
            if (source == Source.VARIANT && !key.isEmpty()) {
                throw new IllegalArgumentException("a condition on the variant has a key: '" + key + "'");
            }
            if (source == Source.FIELD && key.isEmpty()) {
                throw new IllegalArgumentException("a condition on a field has no name");
            }
        }
    }

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the share is not in (0, 1] or two conditions look at the same
     */
    public CaptureFilter {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share of the sample = " + share + " is not in (0, 1]");
        }
        conditions = List.copyOf(conditions);
        Set<String> targets = new HashSet<>();
        for (Condition condition : conditions) {
            if (!targets.add(condition.source() + " " + condition.key())) {
                throw new IllegalArgumentException("two conditions on " + condition.source() + " '" + condition.key()
                        + "': give one with both values");
            }
        }
    }

    /** Returns this filter with another sample. */
    public CaptureFilter withSample(double otherShare, long otherSeed) {
        return new CaptureFilter(otherShare, otherSeed, conditions);
    }

    /** Returns this filter with other conditions. */
    public CaptureFilter withConditions(List<Condition> others) {
        return new CaptureFilter(share, seed, others);
    }

    /**
     * Returns whether the records of a variant are counted at all. A parser knows no variant: who calls it asks this
     * first and accounts for the others as filtered.
     */
    public boolean keepsVariant(String variant) {
        // No stream: this is asked for every record.
        for (int i = 0; i < conditions.size(); i++) {
            Condition condition = conditions.get(i);
            if (condition.source() == Source.VARIANT && !condition.values().contains(variant)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a join id, in UTF-8, is in the sample. */
    public boolean samples(byte[] id, int from, int to) {
        return share == 1 || (Hashing.komihash5_0(seed).hashBytesToLong(id, from, to - from) >>> 11) * UNIT < share;
    }

    /** The conditions on one source. */
    List<Condition> conditionsOn(Source source) {
        return conditions.stream()
                .filter(condition -> condition.source() == source)
                .toList();
    }

    void writeTo(CanonicalOutput out) {
        out.putDouble(share).putLong(seed).putInt(conditions.size());
        for (Condition condition : conditions) {
            out.putByte(condition.source().code).putText(condition.key());
            CaptureForm.writeTexts(condition.values(), out);
        }
    }
}
