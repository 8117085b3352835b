package io.tidemark.core.capture;

import io.tidemark.core.canonical.CanonicalOutput;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What may be known of the fields of a request. It is applied while a record is parsed: nothing behind the parser sees
 * a value that it withholds, and refused records are not quoted.
 *
 * <p>Fields are named as in the payload, by the names of {@link RowColumns}, or by position as {@code _c0},
 * {@code _c1}, … Where a policy names a field and a payload's fields have no names, the record is refused: a policy
 * that cannot be applied must not be passed over.
 *
 * @param allowed the only fields that are kept; empty keeps all
 * @param dropped fields that are taken out of their row, as if never captured
 * @param hashed fields whose values are replaced by 16 hexadecimal digits of HMAC-SHA-256; missing ones stay missing
 * @param key the key of hashed fields; needed exactly if there are any. The lists are sorted, because their order means
 *     nothing
 */
public record FieldPolicy(
        List<String> allowed,
        List<String> dropped,
        List<String> hashed,
        @Nullable FieldKey key) {

    /** Everything is kept as it is. */
    public static final FieldPolicy NONE = new FieldPolicy(List.of(), List.of(), List.of(), null);

    private static final Pattern POSITION = Pattern.compile("_c[0-9]{1,5}");

    /**
     * Checks that each field has one treatment.
     *
     * @throws IllegalArgumentException if a field is both dropped and allowed or hashed, or if there are hashed fields
     *     without key
     */
    public FieldPolicy {
        allowed = CaptureForm.sorted(allowed);
        dropped = CaptureForm.sorted(dropped);
        hashed = CaptureForm.sorted(hashed);
        requireApart("dropped", dropped, "hashed", hashed);
        requireApart("dropped", dropped, "allowed", allowed);
        if (hashed.isEmpty() != (key == null)) {
            throw new IllegalArgumentException(
                    hashed.isEmpty()
                            ? "there is a key but no hashed field"
                            : "hashed fields " + hashed + " need a key");
        }
    }

    /** Returns whether everything is kept as it is. */
    public boolean isNone() {
        return allowed.isEmpty() && dropped.isEmpty() && hashed.isEmpty();
    }

    /** Returns whether refused records may be quoted in dead letters, in whatever form: only without a policy. */
    public boolean allowsExcerpts() {
        return isNone();
    }

    boolean keeps(String name) {
        return !dropped.contains(name) && (allowed.isEmpty() || allowed.contains(name) || hashed.contains(name));
    }

    boolean hashes(String name) {
        return hashed.contains(name);
    }

    /** Whether rows without any names can be treated: every name here is a position. */
    boolean speaksOfPositions() {
        return Stream.of(allowed, dropped, hashed).flatMap(List::stream).allMatch(FieldPolicy::isPosition);
    }

    static boolean isPosition(String name) {
        return POSITION.matcher(name).matches();
    }

    void writeTo(CanonicalOutput out) {
        CaptureForm.writeTexts(allowed, out);
        CaptureForm.writeTexts(dropped, out);
        CaptureForm.writeTexts(hashed, out);
        FieldKey used = key;
        out.putText(used == null ? "" : used.fingerprint());
    }

    private static void requireApart(String name, List<String> fields, String otherName, List<String> others) {
        Set<String> both = new HashSet<>(fields);
        both.retainAll(others);
        if (!both.isEmpty()) {
            throw new IllegalArgumentException(
                    "field '" + both.iterator().next() + "' is " + name + " and " + otherName);
        }
    }
}
