package io.tidemark.replay;

import io.tidemark.core.label.LabelTime;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** What the path of a file of labels says. */
final class GroundTruthLayout {
    private static final List<String> PACKED = List.of("", ".gz", ".zst");

    private GroundTruthLayout() {}

    static boolean isTableName(String name) {
        return PACKED.stream().anyMatch(ending -> name.endsWith(".csv" + ending));
    }

    static boolean isGroundTruthName(String name) {
        return CaptureLayout.isCaptureName(name) || isTableName(name);
    }

    /** Returns when the labels of a file came, in milliseconds since 1970, as {@link LabelTime} reads its path. */
    static OptionalLong arrivalMs(Path path) {
        return LabelTime.ofPath(CaptureLayout.withSlashes(path));
    }
}
