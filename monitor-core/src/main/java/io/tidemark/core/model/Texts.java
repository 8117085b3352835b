package io.tidemark.core.model;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The stored form of lists: their size, then each element. */
final class Texts {
    private static final int MOST = 1_000_000;

    private Texts() {}

    static void write(List<String> texts, CanonicalOutput out) {
        writeAll(texts, out, (text, o) -> o.putText(text));
    }

    static List<String> read(CanonicalInput in) {
        return readAll(in, CanonicalInput::getText);
    }

    static <T> void writeAll(List<T> elements, CanonicalOutput out, BiConsumer<T, CanonicalOutput> writer) {
        out.putVarint(elements.size());
        elements.forEach(element -> writer.accept(element, out));
    }

    static <T> List<T> readAll(CanonicalInput in, Function<CanonicalInput, T> reader) {
        int size = (int) in.getCount(MOST);
        List<T> elements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            elements.add(reader.apply(in));
        }
        return List.copyOf(elements);
    }
}
