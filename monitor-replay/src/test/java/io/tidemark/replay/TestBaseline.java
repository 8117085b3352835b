package io.tidemark.replay;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.capture.CaptureLimits;
import io.tidemark.core.capture.CaptureParser;
import io.tidemark.core.capture.CapturedRecord;
import io.tidemark.core.capture.FieldTable;
import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.feature.ValueScanner;
import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.CategoryIndex;
import io.tidemark.core.profile.FeatureProfile;
import io.tidemark.core.profile.NumericProfile;
import io.tidemark.stats.distribution.GridEdges;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A baseline of the rows of captured files, for tests that have no training data. */
final class TestBaseline {
    private static final int MOST_CELLS = 64;
    private static final Predicate<String> IS_NUMBER =
            Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?").asMatchPredicate();

    private TestBaseline() {}

    /** Takes the rows of all readable records of a file or folder. */
    static Baseline of(Path captures) {
        try {
            return ofColumns(columns(captures));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<List<String>> columns(Path captures) throws IOException {
        List<List<String>> columns = new ArrayList<>();
        CaptureParser parser = new CaptureParser();
        CapturedRecord parsed = new CapturedRecord();
        for (CaptureFile file :
                CaptureFolder.open(captures, new CaptureNames("any", null)).files()) {
            try (LineReader lines = LineReader.open(file.path(), CaptureLimits.DEFAULT.recordBytes())) {
                while (lines.next()) {
                    if (parser.parse(lines.bytes(), lines.from(), lines.to(), parsed)) {
                        addRow(parsed.input(), columns);
                    }
                }
            }
        }
        return columns;
    }

    private static void addRow(FieldTable table, List<List<String>> columns) {
        for (int field = table.firstField(0); field < table.endField(0); field++) {
            int column = field - table.firstField(0);
            if (columns.size() == column) {
                columns.add(new ArrayList<>());
            }
            int length = table.to(field) - table.from(field);
            columns.get(column).add(new String(table.bytes(), table.from(field), length, StandardCharsets.UTF_8));
        }
    }

    private static Baseline ofColumns(List<List<String>> columns) {
        List<FeatureBaseline> features = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            features.add(feature("f" + i, columns.get(i)));
        }
        return Baseline.of(features, null, List.of());
    }

    private static FeatureBaseline feature(String name, List<String> texts) {
        List<String> present = texts.stream().filter(text -> !text.isEmpty()).toList();
        boolean numeric = present.stream().allMatch(IS_NUMBER);
        FeatureProfile profile = numeric ? emptyNumeric(present) : emptyCategorical(present);
        ValueScanner scanner = new ValueScanner();
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            profile.add(bytes, 0, bytes.length, scanner);
        }
        return FeatureBaseline.suggest(name, numeric ? FeatureType.FRACTIONAL : FeatureType.STRING, profile);
    }

    private static NumericProfile emptyNumeric(List<String> present) {
        double[] sorted =
                present.stream().mapToDouble(Double::parseDouble).sorted().toArray();
        return new NumericProfile(GridEdges.fromSorted(sorted, MOST_CELLS));
    }

    private static CategoricalProfile emptyCategorical(List<String> present) {
        List<String> categories = present.stream().distinct().sorted().toList();
        return new CategoricalProfile(new CategoryIndex(categories, new long[0], true));
    }
}
