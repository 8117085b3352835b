package io.tidemark.baseline.model;

import io.tidemark.baseline.Progress;
import io.tidemark.baseline.csv.BadRows;
import io.tidemark.baseline.csv.CsvException;
import io.tidemark.baseline.csv.CsvHeader;
import io.tidemark.baseline.csv.CsvInput;
import io.tidemark.baseline.csv.CsvRange;
import io.tidemark.baseline.csv.CsvRows;
import io.tidemark.baseline.csv.CsvSplits;
import java.util.ArrayList;
import java.util.List;

/** The rows of a table as texts, in the order of the files, as often as they are wanted. Each pass reads the files anew. */
final class TextRows {
    private static final int TOLD_EVERY = 1 << 14;

    private final LabelledFiles table;
    private final List<String> files = new ArrayList<>();
    private final List<CsvRange> ranges = new ArrayList<>();
    private final CsvHeader header;
    private int passes;

    private TextRows(LabelledFiles table, CsvHeader header) {
        this.table = table;
        this.header = header;
    }

    /** Takes a row, or says why it cannot be used. */
    @FunctionalInterface
    interface Taker {
        /** Returns an empty text, or what is wrong with the row. */
        String take(List<String> row);
    }

    /** Reads the headers. */
    static TextRows open(LabelledFiles table) {
        TextRows rows = null;
        for (CsvInput input : CsvInput.resolve(table.inputs(), table.csv())) {
            CsvSplits splits = CsvSplits.of(input, table.csv(), 1);
            if (rows == null) {
                rows = new TextRows(table, splits.header());
            } else {
                rows.header.requireSame(splits.header());
            }
            rows.files.add(input.name());
            rows.ranges.addAll(splits.ranges());
        }
        if (rows == null) {
            throw new IllegalStateException("no file and no complaint");
        }
        return rows;
    }

    CsvHeader header() {
        return header;
    }

    List<String> files() {
        return List.copyOf(files);
    }

    /**
     * Makes a pass.
     *
     * @return rows that were left out, in the file's eyes or the taker's
     * @throws CsvException if they are more than the table admits, or there is no row at all
     */
    BadRows forEach(Progress progress, Taker taker) throws InterruptedException {
        passes++;
        BadRows bad = new BadRows(table.csv().maxBadRows());
        long seen = 0;
        for (CsvRange range : ranges) {
            try (CsvRows rows = range.open(bad)) {
                seen += forEach(rows, progress, taker, bad);
            }
        }
        if (seen == 0) {
            throw CsvException.inFile(
                    files.get(0),
                    files.size() == 1 ? "no rows below the header" : "no rows in this and the other files",
                    "nothing can be learned from an empty table",
                    "check how the file was written");
        }
        return bad;
    }

    private long forEach(CsvRows rows, Progress progress, Taker taker, BadRows bad) throws InterruptedException {
        List<String> texts = new ArrayList<>(header.size());
        long seen = 0;
        long told = 0;
        long offset = rows.rowOffset();
        while (rows.next()) {
            texts.clear();
            for (int i = 0; i < header.size(); i++) {
                texts.add(rows.text(i));
            }
            seen++;
            String problem = taker.take(texts);
            if (!problem.isEmpty()) {
                bad.add(unusable(rows, problem));
            }
            if (seen - told == TOLD_EVERY) {
                requireGoingOn();
                progress.advanced(passes, seen - told, rows.rowOffset() - offset);
                told = seen;
                offset = rows.rowOffset();
            }
        }
        progress.advanced(passes, seen - told, Math.max(0, rows.rowOffset() - offset));
        return seen;
    }

    private static CsvException unusable(CsvRows rows, String problem) {
        return CsvException.atLine(
                rows.name(),
                rows.line(),
                problem,
                "a row without a readable answer says nothing of the model",
                "repair the row, or leave such rows out with --max-bad-rows");
    }

    private static void requireGoingOn() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
