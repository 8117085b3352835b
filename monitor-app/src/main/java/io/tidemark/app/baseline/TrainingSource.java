package io.tidemark.app.baseline;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.Figures;
import io.tidemark.baseline.BaselinePlan;
import io.tidemark.baseline.CapturePlan;
import io.tidemark.baseline.CapturedTable;
import io.tidemark.baseline.StandardInput;
import io.tidemark.baseline.csv.CsvOptions;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a baseline is counted from, with the temporary file that a stream or captures needed; removed on close. */
final class TrainingSource implements Closeable {
    static final Path STDIN = Path.of("-");

    private final BaselinePlan plan;
    private final @Nullable Closeable temporary;
    private final long badRecords;
    private final List<String> firstBad;

    private TrainingSource(BaselinePlan plan, @Nullable Closeable temporary, long badRecords, List<String> firstBad) {
        this.plan = plan;
        this.temporary = temporary;
        this.badRecords = badRecords;
        this.firstBad = firstBad;
    }

    /** The files of the plan; standard input among them is copied first. */
    static TrainingSource files(BaselinePlan plan, InputStream stdin, long mostBytes) {
        if (!plan.inputs().contains(STDIN)) {
            return new TrainingSource(plan, null, 0, List.of());
        }
        StandardInput copy = StandardInput.spool(stdin, temporaryFolder(), mostBytes);
        List<Path> inputs = new ArrayList<>(plan.inputs());
        inputs.replaceAll(path -> path.equals(STDIN) ? copy.path() : path);
        CsvOptions named = plan.csv().withNames(Map.of(copy.path(), StandardInput.NAME));
        return new TrainingSource(plan.withInputs(inputs).reading(named), copy, 0, List.of());
    }

    /** Captured traffic as a table. */
    static TrainingSource captures(BaselinePlan plan, CapturePlan captures, Console console) {
        CapturedTable table = CapturedTable.read(captures, temporaryFolder());
        console.say(Figures.grouped(table.records()) + " captured records with " + Figures.grouped(table.rows())
                + " rows; " + Figures.grouped(table.outside()) + " records outside the stretch of time");
        if (table.repeats() > 0) {
            console.say(Figures.count(table.repeats(), "record") + " left out because they came before");
        }
        if (table.filtered() > 0) {
            console.say(Figures.count(table.filtered(), "record") + " left out by sample or filter");
        }
        warn(table.rowsWithMore(), "have fields that are no column: they were left out", console);
        warn(table.rowsWithLess(), "lack a column: its value counts as missing", console);
        CsvOptions csv = CsvOptions.DEFAULT
                .withColumns(table.columns())
                .withNames(Map.of(table.path(), captures.captures().toString()));
        return new TrainingSource(
                plan.withInputs(List.of(table.path())).reading(csv), table, table.badRecords(), table.firstBad());
    }

    private static void warn(long rows, String what, Console console) {
        if (rows > 0) {
            console.warn(Figures.grouped(rows) + " rows " + what);
        }
    }

    private static Path temporaryFolder() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    BaselinePlan plan() {
        return plan;
    }

    /** Captured records that could not be read. */
    long badRecords() {
        return badRecords;
    }

    /** Where the first of them stand and why. */
    List<String> firstBad() {
        return firstBad;
    }

    @Override
    public void close() throws IOException {
        if (temporary != null) {
            temporary.close();
        }
    }
}
