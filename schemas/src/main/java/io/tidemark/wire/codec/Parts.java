package io.tidemark.wire.codec;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/** Puts what was written as several records in order again. */
final class Parts {
    private Parts() {}

    /**
     * Returns the parts by their number, from 0 and none missing; the same part twice is taken once.
     *
     * @param parts at least one, all of the same whole
     * @param number the number of a part
     * @param count how many parts the whole says it has
     * @param missing what to say of a part that is not there, by its number
     * @throws IllegalArgumentException if a part is missing
     */
    static <T> SortedMap<Integer, T> complete(
            Collection<T> parts, ToIntFunction<T> number, int count, IntFunction<String> missing) {
        SortedMap<Integer, T> byNumber = new TreeMap<>();
        parts.forEach(part -> byNumber.put(number.applyAsInt(part), part));
        for (int i = 0; i < Math.max(count, byNumber.size()); i++) {
            if (!byNumber.containsKey(i)) {
                throw new IllegalArgumentException(missing.apply(i));
            }
        }
        return byNumber;
    }
}
