package io.tidemark.baseline;

import io.tidemark.baseline.csv.CsvException;
import io.tidemark.baseline.csv.CsvRows;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads all parts of a table on several threads. Threads take parts in ascending order; each has a visitor of its own,
 * and the visitors come back in no particular order, so that merging them must not depend on one.
 *
 * <p>Of the problems that parts report the one of the lowest part is thrown: the one that a single thread would have met
 * first. So after a problem no higher part is begun, and the lower ones are finished.
 */
final class PartWorkers {
    private static final int ROWS_PER_REPORT = 4_096;

    private final TrainingTable table;
    private final int threads;
    private final Progress progress;
    private final int pass;

    private final AtomicInteger nextPart = new AtomicInteger();
    private int failedPart = Integer.MAX_VALUE;
    private @Nullable CsvException failure;

    PartWorkers(TrainingTable table, int threads, Progress progress, int pass) {
        this.table = table;
        this.threads = Math.min(threads, table.parts().size());
        this.progress = progress;
        this.pass = pass;
    }

    /** Takes rows; used by one thread. */
    interface Visitor {
        /** Takes the row that the reader stands on, of the file with this index. */
        void visit(CsvRows rows, int file);
    }

    /** Reads the table once and returns the visitors, one per thread. */
    <V extends Visitor> List<V> read(Supplier<V> newVisitor) throws InterruptedException {
        List<V> visitors = new ArrayList<>();
        List<Callable<@Nullable Void>> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            V visitor = newVisitor.get();
            visitors.add(visitor);
            tasks.add(() -> {
                readParts(visitor);
                return null;
            });
        }
        Parallel.run(tasks);
        CsvException problem = failure();
        if (problem != null) {
            throw problem;
        }
        return visitors;
    }

    private void readParts(Visitor visitor) throws InterruptedException {
        for (int part = nextPart.getAndIncrement();
                part < table.parts().size() && isWanted(part);
                part = nextPart.getAndIncrement()) {
            try {
                readPart(table.parts().get(part), visitor);
            } catch (CsvException problem) {
                fail(part, problem);
            }
        }
    }

    private void readPart(TrainingTable.Part part, Visitor visitor) throws InterruptedException {
        try (CsvRows rows = part.range().open()) {
            long reportedOffset = part.range().from();
            while (rows.next()) {
                visitor.visit(rows, part.file());
                if (rows.row() % ROWS_PER_REPORT == 0) {
                    progress.advanced(pass, ROWS_PER_REPORT, rows.rowOffset() - reportedOffset);
                    reportedOffset = rows.rowOffset();
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                }
            }
            progress.advanced(pass, rows.row() % ROWS_PER_REPORT, Math.max(0, rows.rowOffset() - reportedOffset));
        }
    }

    private synchronized boolean isWanted(int part) {
        return part < failedPart;
    }

    private synchronized void fail(int part, CsvException problem) {
        if (part < failedPart) {
            failedPart = part;
            failure = problem;
        }
    }

    private synchronized @Nullable CsvException failure() {
        return failure;
    }
}
