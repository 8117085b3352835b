package io.tidemark.replay;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The endpoints and variants of all captured files, each pair with a number that depends on the set of them only.
 *
 * @param all the pairs in their order
 */
record Origins(List<Origin> all) {
    /** Who answered. */
    record Origin(String endpoint, String variant) {}

    Origins {
        all = List.copyOf(all);
    }

    static Origins of(Collection<CaptureFile> files) {
        return new Origins(files.stream()
                .map(file -> new Origin(file.endpoint(), file.variant()))
                .distinct()
                .sorted(Comparator.comparing(Origin::endpoint).thenComparing(Origin::variant))
                .toList());
    }

    int numberOf(CaptureFile file) {
        return all.indexOf(new Origin(file.endpoint(), file.variant()));
    }

    Origin get(int number) {
        return all.get(number);
    }
}
