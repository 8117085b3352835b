package io.tidemark.core.model;

import io.tidemark.core.feature.ValueScanner;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads the text of a label as the model's class or number. It never throws: what cannot be read is
 * {@link LabelValue#UNUSABLE}. Holds scratch of its thread: not thread-safe.
 */
public final class LabelValueReader {
    private final Problem problem;
    private final ClassIndex classes;
    private final List<String> missingMarkers;
    private final ValueScanner scanner = new ValueScanner();

    /**
     * A reader for a model.
     *
     * @param missingMarkers texts that stand for a missing value, beside the empty text
     */
    public LabelValueReader(ModelSpec spec, List<String> missingMarkers) {
        this.problem = spec.problem();
        this.classes = new ClassIndex(spec.classes());
        this.missingMarkers = List.copyOf(missingMarkers);
    }

    /**
     * The label. Of two classes only these two are usable; of several, any text that is not missing is a class, one that
     * the model does not know having the number behind the last, so that it counts as an answer that was wrong.
     */
    public LabelValue read(String text) {
        String bare = text.strip();
        if (bare.isEmpty() || missingMarkers.contains(bare)) {
            return LabelValue.UNUSABLE;
        }
        return problem == Problem.REGRESSION ? number(bare) : classOf(bare);
    }

    private LabelValue classOf(String text) {
        int found = classes.find(text);
        if (found >= 0) {
            return LabelValue.ofClass(found);
        }
        boolean isUnknownClass =
                problem == Problem.MULTICLASS && !ClassIndex.normalised(text).isEmpty();
        return isUnknownClass ? LabelValue.ofClass(classes.classes().size()) : LabelValue.UNUSABLE;
    }

    private LabelValue number(String text) {
        byte[] bytes = ClassIndex.unquoted(text).getBytes(StandardCharsets.UTF_8);
        return ValueScanner.isFinite(scanner.scan(bytes, 0, bytes.length))
                ? LabelValue.ofNumber(scanner.value())
                : LabelValue.UNUSABLE;
    }
}
