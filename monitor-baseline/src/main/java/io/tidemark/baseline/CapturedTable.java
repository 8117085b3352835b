package io.tidemark.baseline;

import io.tidemark.baseline.csv.CsvException;
import io.tidemark.baseline.csv.CsvInput;
import io.tidemark.core.capture.CaptureLimits;
import io.tidemark.core.capture.CaptureOutcome;
import io.tidemark.core.capture.CaptureParser;
import io.tidemark.core.capture.CapturedRecord;
import io.tidemark.core.capture.FieldTable;
import io.tidemark.core.ledger.RecordIdentity;
import io.tidemark.core.ledger.WindowDuplicates;
import io.tidemark.core.window.WindowKey;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Captured requests as a training table: a temporary file that {@link BaselineJob} reads like any other, so that a
 * baseline of traffic is counted by the same code as one of training data. Records are read by the parser that the live
 * monitor uses, in the same form. A record that comes again counts once, as in an audit: of repeats with other contents
 * the one with the smallest CRC-32C, which takes a second reading. That needs 21 to 43 bytes of heap for each record.
 *
 * <p>The copy takes about as many bytes as the payloads and is removed on {@link #close}.
 */
public final class CapturedTable implements Closeable {
    /** Event times are part of an identity, so records of all windows can be kept as those of one. */
    private static final WindowKey ALL = new WindowKey("", "", 0);

    private final Path file;
    private final CapturePlan plan;
    private final CapturedRecord record = new CapturedRecord();
    private final CaptureParser parser;
    private final RecordIdentity identity = new RecordIdentity();
    private WindowDuplicates duplicates = new WindowDuplicates();
    private WindowDuplicates.Seen seen = duplicates.of(ALL);
    private CapturedColumns columns;
    private long records;
    private long outside;
    private long repeats;
    private long filtered;
    private long rows;
    private final List<String> firstBad = new ArrayList<>();
    private long bad;

    private CapturedTable(Path file, CapturePlan plan) {
        this.file = file;
        this.plan = plan;
        this.parser = new CaptureParser(plan.form(), CaptureLimits.DEFAULT);
        this.columns = new CapturedColumns(plan.columns());
    }

    /**
     * Reads the captures of a plan.
     *
     * @param folder for the temporary file
     * @throws CsvException if there are none, too many cannot be read, their fields have no names, or no row is left
     */
    public static CapturedTable read(CapturePlan plan, Path folder) {
        try {
            Path file = Files.createTempFile(folder, "tidemark-captures-", ".csv");
            file.toFile().deleteOnExit();
            CapturedTable table = new CapturedTable(file, plan);
            boolean isWhole = false;
            try {
                table.readAll();
                isWhole = true;
                return table;
            } finally {
                if (!isWhole) {
                    table.close();
                }
            }
        } catch (IOException e) {
            CsvException problem = CsvException.inFile(
                    plan.captures().toString(),
                    "cannot be read: " + e.getMessage(),
                    "the traffic to learn from would not be complete",
                    "check the files and that there is room in " + folder);
            problem.initCause(e);
            throw problem;
        }
    }

    /** The rows as a CSV file without a row of names. */
    public Path path() {
        return file;
    }

    /** Names of its columns. */
    public List<String> columns() {
        return columns.names();
    }

    /** Records in the stretch of time. */
    public long records() {
        return records;
    }

    /** Rows of these records. */
    public long rows() {
        return rows;
    }

    /** Records outside the stretch of time. */
    public long outside() {
        return outside;
    }

    /** Records that were left out because they came before. */
    public long repeats() {
        return repeats;
    }

    /** Records that the sample or the filter of the form leaves out. */
    public long filtered() {
        return filtered;
    }

    /** Rows with fields that are no column; the fields were left out. */
    public long rowsWithMore() {
        return columns.rowsWithMore();
    }

    /** Rows without some column; the value counts as missing. */
    public long rowsWithLess() {
        return columns.rowsWithLess();
    }

    /** Records that could not be read. */
    public long badRecords() {
        return bad;
    }

    /** Where the first of them stand and why, at most five. */
    public List<String> firstBad() {
        return List.copyOf(firstBad);
    }

    /** Removes the file. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }

    private void readAll() throws IOException {
        List<Path> files = captureFiles();
        readAll(files);
        if (duplicates.hasConflicts()) {
            begin(duplicates.settled());
            readAll(files);
        }
        if (rows == 0) {
            throw problem(
                    "no captured row in this stretch of time (" + outside + " records are outside it, " + filtered
                            + " left out by sample or filter)",
                    "a baseline is made from rows",
                    "check --from and --to: they are compared with the event times of the records");
        }
    }

    /** Forgets what was read; what is known of repeats stays. */
    private void begin(WindowDuplicates known) {
        duplicates = known;
        seen = known.of(ALL);
        columns = new CapturedColumns(plan.columns());
        records = 0;
        outside = 0;
        repeats = 0;
        filtered = 0;
        rows = 0;
        bad = 0;
        firstBad.clear();
    }

    private void readAll(List<Path> files) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (Path each : files) {
                readFile(each, out);
            }
        }
    }

    private List<Path> captureFiles() throws IOException {
        if (Files.isRegularFile(plan.captures())) {
            return List.of(plan.captures());
        }
        if (!Files.isDirectory(plan.captures())) {
            throw problem("no such file or folder", "there is nothing to learn from", "check the path");
        }
        try (Stream<Path> all = Files.walk(plan.captures())) {
            List<Path> files = all.filter(CapturedTable::isCapture)
                    .filter(path -> !isHidden(plan.captures().relativize(path)))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw problem("no captured file in this folder", "*.jsonl and *.json are read", "check the path");
            }
            return files;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isCapture(Path path) {
        String name =
                String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).replaceAll("\\.(gz|zst)$", "");
        return (name.endsWith(".jsonl") || name.endsWith(".json"))
                && Files.isRegularFile(path, java.nio.file.LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isHidden(Path below) {
        for (Path name : below) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private void readFile(Path path, OutputStream out) throws IOException {
        CsvInput input = CsvInput.of(path);
        CapturedFrom from = CapturedFrom.in(path);
        try (InputStream in = input.open()) {
            CaptureLines lines = new CaptureLines(in, CaptureLimits.DEFAULT.recordBytes());
            while (lines.next()) {
                if (!lines.isBlank() && isRead(input.name(), lines, from)) {
                    write(input.name(), lines, out);
                }
            }
        }
    }

    /** Whether the record is one that counts; then it is parsed. */
    private boolean isRead(String name, CaptureLines lines, CapturedFrom from) {
        if (!plan.form().filter().keepsVariant(from.variant())) {
            filtered++;
            return false;
        }
        if (!parser.parse(lines.text(), lines.from(), lines.to(), record)) {
            if (record.outcome() == CaptureOutcome.REJECTED) {
                addBad(name, lines.line(), record.rejection().wireName() + ", " + record.detail());
            } else {
                filtered++;
            }
            return false;
        }
        if (!plan.covers(record.eventTimeMs())) {
            outside++;
            return false;
        }
        if (CapturedColumns.hasNul(record.input())) {
            addBad(name, lines.line(), "malformed, a field holds a NUL character");
            return false;
        }
        if (!plan.countsRepeats() && isRepeat(lines, from)) {
            repeats++;
            return false;
        }
        return true;
    }

    private boolean isRepeat(CaptureLines lines, CapturedFrom from) {
        identity.set(from.endpoint(), from.variant(), record, lines.text(), lines.from(), lines.to());
        return duplicates.isRepeat(seen, identity);
    }

    private void write(String name, CaptureLines lines, OutputStream out) throws IOException {
        FieldTable table = record.input();
        if (!columns.areNamed()) {
            columns = CapturedColumns.of(table, name, lines.line());
        }
        records++;
        for (int row = 0; row < table.rows(); row++) {
            columns.write(table, row, out);
            rows++;
        }
    }

    private void addBad(String name, long line, String why) {
        bad++;
        if (bad > plan.maxBadRecords()) {
            throw CsvException.atLine(
                    name,
                    line,
                    "the record cannot be read: " + why,
                    plan.maxBadRecords() == 0
                            ? "a baseline of some records only would promise less than was seen"
                            : "it is one more than the " + plan.maxBadRecords() + " that may be left out",
                    "mend or remove it, or let more be left out: --max-bad-rows N");
        }
        if (firstBad.size() < 5) {
            firstBad.add(name + ":" + line + ": " + why);
        }
    }

    private CsvException problem(String what, String why, String fix) {
        return CsvException.inFile(plan.captures().toString(), what, why, fix);
    }
}
