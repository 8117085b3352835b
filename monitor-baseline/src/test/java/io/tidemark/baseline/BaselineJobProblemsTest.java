package io.tidemark.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.baseline.csv.CsvException;
import io.tidemark.core.feature.FeatureType;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BaselineJobProblemsTest {
    @TempDir
    private Path folder = Path.of("");

    private TrainingFiles files = new TrainingFiles(folder);

    @BeforeEach
    void useFolder() {
        files = new TrainingFiles(folder);
    }

    private static CsvException problemOf(BaselinePlan plan) {
        CsvException problem = catchThrowableOfType(CsvException.class, () -> BaselineJob.run(plan));
        assertThat(problem).isNotNull();
        assertThat(problem.why()).isNotEmpty();
        assertThat(problem.fix()).isNotEmpty();
        return problem;
    }

    private CsvException problemOf(String table) {
        return problemOf(BaselinePlan.of(files.write("t.csv", table)));
    }

    @Test
    void raggedRowNamesItsLine() {
        CsvException problem = problemOf("a,b\n1,2\n1,2,3\n");
        assertThat(problem.line()).hasValue(3);
        assertThat(problem.what()).contains("3 fields").contains("2");
    }

    @Test
    void wrongQuoteNamesLineAndColumn() {
        CsvException problem = problemOf("a,b\n1,x\"y\n");
        assertThat(problem.line()).hasValue(2);
        assertThat(problem.column()).hasValue(4);
    }

    @Test
    void duplicateColumnNamesBothPlaces() {
        assertThat(problemOf("a,b,a\n1,2,3\n").what())
                .contains("columns 1 and 3")
                .contains("\"a\"");
    }

    @Test
    void emptyFileAndFileWithoutRowsAreRefused() {
        assertThat(problemOf("").what()).contains("empty");
        assertThat(problemOf("a,b\n").what()).contains("no rows");
        Path other = files.write("o.csv", "a,b\n");
        assertThat(problemOf(BaselinePlan.of(files.write("t.csv", "a,b\n"), other))
                        .what())
                .contains("no rows in this and the other files");
    }

    @Test
    void aFileWithoutRowsBesideOthersIsFine() {
        Path empty = files.write("e.csv", "a,b\n");
        Path full = files.write("t.csv", "a,b\n1,2\n");
        assertThat(TrainingFiles.baseline(BaselinePlan.of(empty, full)).rows()).isEqualTo(1);
    }

    @Test
    void mistypedLabelIgnoredOrTypedColumnIsSuggested() {
        Path file = files.write("t.csv", "income,age\n1,2\n");
        assertThat(problemOf(BaselinePlan.of(file).withLabel("incme")).fix()).contains("did you mean \"income\"?");
        assertThat(problemOf(BaselinePlan.of(file).ignoring(List.of("agee"))).fix())
                .contains("did you mean \"age\"?");
        assertThat(problemOf(BaselinePlan.of(file).withTypes(Map.of("Age", FeatureType.STRING)))
                        .fix())
                .contains("did you mean \"age\"?");
    }

    @Test
    void mistypedPathIsSuggested() {
        files.write("train.csv", "a\n1\n");
        assertThat(problemOf(BaselinePlan.of(folder.resolve("trian.csv"))).fix())
                .contains("did you mean \"train.csv\"?");
    }

    @Test
    void labelThatIsIgnoredIsRefused() {
        Path file = files.write("t.csv", "a,b\n1,2\n");
        assertThat(problemOf(BaselinePlan.of(file).withLabel("b").ignoring(List.of("b")))
                        .what())
                .contains("\"b\" is the label and is ignored");
    }

    @Test
    void noFeatureLeftIsRefused() {
        Path file = files.write("t.csv", "a,b\n1,2\n");
        assertThat(problemOf(BaselinePlan.of(file).withLabel("b").ignoring(List.of("a")))
                        .what())
                .contains("no column is left");
    }

    @Test
    void filesOfAnotherHeaderAreRefused() {
        Path one = files.write("1.csv", "a,b\n1,2\n");
        Path two = files.write("2.csv", "a,c\n1,2\n");
        CsvException problem = problemOf(BaselinePlan.of(one, two));
        assertThat(problem.file()).endsWith("2.csv");
        assertThat(problem.what()).contains("\"c\"").contains("\"b\"");
    }

    @Test
    void ofSeveralProblemsTheFirstIsReportedWhateverTheThreads() {
        List<String> rows = new java.util.ArrayList<>(Collections.nCopies(400_000, "1234567,1234567"));
        rows.set(60_000, "1");
        rows.set(200_000, "1,2,3");
        rows.set(399_000, "1,\"x");
        Path file = files.lines("t.csv", "a,b", rows);
        for (int threads = 1; threads <= 4; threads++) {
            assertThat(problemOf(BaselinePlan.of(file).onThreads(threads)).line())
                    .as("threads %d", threads)
                    .hasValue(60_002);
        }
    }

    @Test
    void aPlanRefusesWhatNoTableCouldFulfil() {
        BaselinePlan plan = BaselinePlan.of(Path.of("t.csv"));
        assertThatThrownBy(() -> BaselinePlan.of()).hasMessageContaining("inputs is empty");
        assertThatThrownBy(() -> plan.onThreads(0)).hasMessageContaining("threads = 0");
        assertThatThrownBy(() -> plan.onThreads(65)).hasMessageContaining("[1, 64]");
        assertThatThrownBy(() -> plan.withTypes(Map.of("a", FeatureType.UNKNOWN)))
                .hasMessageContaining("Unknown");
    }
}
