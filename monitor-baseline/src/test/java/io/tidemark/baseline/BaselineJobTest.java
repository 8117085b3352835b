package io.tidemark.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.feature.ValueClass;
import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.NumericProfile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BaselineJobTest {
    @TempDir
    private Path folder = Path.of("");

    private TrainingFiles files = new TrainingFiles(folder);

    @BeforeEach
    void useFolder() {
        files = new TrainingFiles(folder);
    }

    private BaselineResult column(String... values) {
        return TrainingFiles.run(BaselinePlan.of(files.lines("t.csv", "x,y", withY(values))));
    }

    private static List<String> withY(String... values) {
        List<String> rows = new ArrayList<>();
        for (String value : values) {
            rows.add(value + ",1");
        }
        return rows;
    }

    private static FeatureBaseline x(BaselineResult result) {
        return TrainingFiles.feature(result.baseline(), "x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1;2;-3|Integral",
                "1;2.0|Fractional",
                "1;1e3|Fractional",
                "1;.5|Fractional",
                "1;5.|Integral",
                "1;NaN|Integral",
                "1;inf;2|Integral",
                "true;false|String",
                "true;1|String",
                "a;b|String",
                "1;b|String",
                "NaN;nan|String",
                ";|Unknown",
            })
    void typeFollowsFromTheTexts(String values, String type) {
        assertThat(x(column(values.split(";", -1))).type().wireName()).isEqualTo(type);
    }

    @Test
    void everyKindOfTextHasItsCounter() {
        List<String> values = new ArrayList<>(Collections.nCopies(300, "7"));
        values.addAll(List.of("", "\"\"", "NaN", "inf", "-inf", "oops", "-1.5", " 2", "-0"));
        NumericProfile profile =
                (NumericProfile) x(column(values.toArray(String[]::new))).profile();
        assertThat(profile.rows()).isEqualTo(309);
        assertThat(profile.missing()).isEqualTo(2);
        assertThat(profile.nan()).isEqualTo(1);
        assertThat(profile.infinite()).isEqualTo(2);
        assertThat(profile.malformed()).isEqualTo(1);
        assertThat(profile.negative()).isEqualTo(1);
        assertThat(profile.valid()).isEqualTo(303);
        assertThat(profile.classes().get(ValueClass.INTEGRAL)).isEqualTo(301);
        assertThat(profile.classes().get(ValueClass.FRACTIONAL)).isEqualTo(1);
        assertThat(profile.classes().get(ValueClass.STRING)).isEqualTo(5);
        assertThat(profile.moments().sum()).isEqualTo(300 * 7 - 1.5 + 2);
        assertThat(profile.moments().min()).isEqualTo(-1.5);
    }

    @Test
    void oneBadCellLeavesAColumnNumericAndIsReportedWithItsPlace() {
        List<String> values = new ArrayList<>(Collections.nCopies(150, "7"));
        values.set(99, "seven");
        BaselineResult result = column(values.toArray(String[]::new));
        assertThat(x(result).type()).isEqualTo(FeatureType.INTEGRAL);
        assertThat(x(result).profile().malformed()).isEqualTo(1);
        assertThat(result.warnings())
                .anySatisfy(warning -> assertThat(warning)
                        .contains("column \"x\"")
                        .contains("1 value that is no number")
                        .contains("t.csv:101"));
    }

    @ParameterizedTest
    @CsvSource({"99,INTEGRAL", "98,STRING"})
    void moreThanOneInAHundredThatAreNoNumbersMakeTexts(int numbers, FeatureType type) {
        List<String> values = new ArrayList<>(Collections.nCopies(numbers, "7"));
        values.add("seven");
        assertThat(x(column(values.toArray(String[]::new))).type()).isEqualTo(type);
    }

    @Test
    void missingMarkersAreMissingInNumbersAndTexts() {
        Path file = files.write("t.csv", "n,t\n1,a\nNA,NA\n?,b\n3,?\n");
        BaselinePlan plan = BaselinePlan.of(file).withMissingMarkers(List.of("?", "NA"));
        Baseline baseline = TrainingFiles.baseline(plan);
        assertThat(TrainingFiles.feature(baseline, "n").type()).isEqualTo(FeatureType.INTEGRAL);
        assertThat(TrainingFiles.feature(baseline, "n").profile().missing()).isEqualTo(2);
        assertThat(TrainingFiles.texts(baseline, "t").index().categories()).containsExactly("a", "b");
        assertThat(TrainingFiles.feature(baseline, "t").profile().missing()).isEqualTo(2);
        assertThat(baseline.missingMarkers()).containsExactly("?", "NA");
    }

    @Test
    void withoutMarkersTheSameTextsAreValues() {
        Baseline baseline =
                TrainingFiles.baseline(BaselinePlan.of(files.write("t.csv", "n,t\n1,a\nNA,NA\n?,b\n3,?\n")));
        assertThat(TrainingFiles.feature(baseline, "n").type()).isEqualTo(FeatureType.STRING);
        assertThat(TrainingFiles.texts(baseline, "t").index().categories()).containsExactly("?", "NA", "a", "b");
    }

    @Test
    void aTypeThatIsSetWins() {
        Path file = files.write("t.csv", "zip,code,n\n01234,1,x\n99999,2,2\n01234,1,3\n");
        Baseline baseline = TrainingFiles.baseline(BaselinePlan.of(file)
                .withTypes(
                        Map.of("zip", FeatureType.STRING, "code", FeatureType.FRACTIONAL, "n", FeatureType.INTEGRAL)));
        assertThat(TrainingFiles.texts(baseline, "zip").index().categories()).containsExactly("01234", "99999");
        assertThat(TrainingFiles.feature(baseline, "code").type()).isEqualTo(FeatureType.FRACTIONAL);
        assertThat(TrainingFiles.numeric(baseline, "n").malformed()).isEqualTo(1);
        assertThat(TrainingFiles.numeric(baseline, "n").valid()).isEqualTo(2);
    }

    @Test
    void aColumnSetToNumbersWithoutAnyHasAnEmptyGrid() {
        Path file = files.write("t.csv", "n,m\nx,1\ny,2\n");
        Baseline baseline =
                TrainingFiles.baseline(BaselinePlan.of(file).withTypes(Map.of("n", FeatureType.FRACTIONAL)));
        assertThat(TrainingFiles.numeric(baseline, "n").valid()).isZero();
        assertThat(TrainingFiles.numeric(baseline, "n").malformed()).isEqualTo(2);
    }

    @Test
    void labelIsDescribedButNoFeatureAndIgnoredColumnsAreGone() {
        Path file = files.write("t.csv", "id,y,a\n1,0,5\n2,1,6\n");
        Baseline baseline =
                TrainingFiles.baseline(BaselinePlan.of(file).withLabel("y").ignoring(List.of("id")));
        assertThat(baseline.features()).extracting(FeatureBaseline::name).containsExactly("a");
        assertThat(baseline.label())
                .hasValueSatisfying(label -> assertThat(label.name()).isEqualTo("y"));
        assertThat(baseline.rows()).isEqualTo(2);
    }

    @Test
    void constraintsAreWhatTheTrainingDataKept() {
        FeatureBaseline feature = x(column("1", "", "3", "0"));
        assertThat(feature.constraints().completeness()).isEqualTo(0.75);
        assertThat(feature.constraints().nonNegative()).isTrue();
    }

    @Test
    void fewDistinctNumbersHaveACellEach() {
        NumericProfile profile =
                (NumericProfile) x(column("5", "1", "5", "3", "5")).profile();
        double[] edges = profile.edges().toArray();
        assertThat(edges).containsExactly(Math.nextDown(1.0), 1, Math.nextDown(3.0), 3, Math.nextDown(5.0), 5);
        assertThat(profile.cellCounts()).containsExactly(0, 1, 0, 1, 0, 3, 0);
    }

    @Test
    void textsAreRankedByCountThenByBytes() {
        CategoricalProfile profile = (CategoricalProfile)
                x(column("b", "\uD83D\uDE00", "a", "\uFFFD", "a")).profile();
        assertThat(profile.index().categories()).containsExactly("a", "b", "\uFFFD", "\uD83D\uDE00");
        assertThat(profile.categoryCounts()).containsExactly(2, 1, 1, 1, 0, 0);
        assertThat(profile.index().isDomainComplete()).isTrue();
    }

    @Test
    void textsThatAreNotUtf8AreMalformedAndReported() {
        byte[] table = "x,y\na,1\n?,1\nb,1\n".getBytes(StandardCharsets.UTF_8);
        table[8] = (byte) 0xff;
        BaselineResult result = TrainingFiles.run(BaselinePlan.of(files.write("t.csv", table)));
        assertThat(x(result).profile().malformed()).isEqualTo(1);
        assertThat(x(result).profile().valid()).isEqualTo(2);
        assertThat(x(result).profile().classes().total()).isEqualTo(3);
        assertThat(result.warnings())
                .anySatisfy(
                        warning -> assertThat(warning).contains("not in UTF-8").contains("t.csv:3"));
    }

    @Test
    void fewRowsAreWarnedOf() {
        assertThat(column("1", "2").warnings())
                .anySatisfy(warning -> assertThat(warning).startsWith("only 2 rows"));
        assertThat(column(Collections.nCopies(1000, "1").toArray(String[]::new)).warnings())
                .isEmpty();
    }

    @Test
    void columnsWithoutAValueOrOnlyNanAreWarnedOf() {
        assertThat(column("", "").warnings())
                .anySatisfy(warning ->
                        assertThat(warning).contains("no value in any row").contains("--ignore x"));
        assertThat(column("nan", "NaN").warnings())
                .anySatisfy(warning -> assertThat(warning).contains("only NaN").contains("--missing"));
    }

    @Test
    void progressCountsEveryRowInBothPasses() throws InterruptedException {
        Path file = files.lines("t.csv", "x", Collections.nCopies(10_000, "1"));
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        BaselineJob.run(
                BaselinePlan.of(file), (pass, rows, bytes) -> (pass == 1 ? first : second).addAndGet((int) rows));
        assertThat(first).hasValue(10_000);
        assertThat(second).hasValue(10_000);
    }

    @Test
    void anInterruptedJobStops() {
        Path file = files.lines("t.csv", "x", Collections.nCopies(10_000, "1"));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> BaselineJob.run(BaselinePlan.of(file))).isInstanceOf(InterruptedException.class);
    }
}
