package io.tidemark.baseline;

import io.tidemark.baseline.csv.BadRows;
import io.tidemark.baseline.csv.CsvException;
import io.tidemark.baseline.csv.CsvRows;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads all parts of a table on several threads. Threads take parts in ascending order; each has a visitor of its own,
 * and the visitors come back in no particular order, so that merging them must not depend on one.
 *
 * <p>Of the problems that parts report the one of the lowest part is thrown: the one that a single thread would have
 * met first. So after a problem no higher part is begun, and the lower ones are finished.
 */
final class PartWorkers {
    private static final int ROWS_PER_REPORT = 4_096;

    private final TrainingTable table;
    private final BaselinePlan plan;
    private final int threads;
    private final Progress progress;
    private final int pass;
    private final @Nullable BadRows badRows;

    private final AtomicInteger nextPart = new AtomicInteger();
    private int failedPart = Integer.MAX_VALUE;
    private @Nullable CsvException failure;

    /**
     * A pass over the table. Where the plan permits bad rows, the first pass counts them, on one thread so that the
     * first ones are the first of the table; later passes leave out the same ones.
     *
     * @param badRows of the pass that counts them; null for others
     */
    PartWorkers(TrainingTable table, BaselinePlan plan, Progress progress, int pass, @Nullable BadRows badRows) {
        int threads = badRows == null ? plan.threads() : 1;
        this.badRows = badRows;
        this.plan = plan;
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

    /** Reads the table once, each row by one thread, and returns the visitors, one per thread. */
    <V extends Visitor> List<V> read(Supplier<V> newVisitor) throws InterruptedException {
        List<V> visitors = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            visitors.add(newVisitor.get());
        }
        run(visitors, visitor -> readParts(nextPart::getAndIncrement, visitor, progress));
        return visitors;
    }

    /** Has each visitor see the whole table in its order, on a thread of its own. */
    void readInOrder(List<? extends Visitor> visitors) throws InterruptedException {
        Visitor telling = visitors.get(0);
        run(visitors, visitor -> {
            AtomicInteger next = new AtomicInteger();
            readParts(next::getAndIncrement, visitor, visitor == telling ? progress : Progress.NONE);
        });
    }

    /** What a thread does with its visitor. */
    private interface Reading<V> {
        void read(V visitor) throws InterruptedException;
    }

    private <V extends Visitor> void run(List<V> visitors, Reading<V> reading) throws InterruptedException {
        List<Callable<@Nullable Void>> tasks = new ArrayList<>();
        for (V visitor : visitors) {
            tasks.add(() -> {
                reading.read(visitor);
                return null;
            });
        }
        Parallel.run(tasks);
        CsvException problem = failure();
        if (problem != null) {
            throw problem;
        }
    }

    private void readParts(IntSupplier nextPart, Visitor visitor, Progress told) throws InterruptedException {
        for (int part = nextPart.getAsInt();
                part < table.parts().size() && isWanted(part);
                part = nextPart.getAsInt()) {
            try {
                readPart(table.parts().get(part), visitor, told);
            } catch (CsvException problem) {
                fail(part, problem);
            }
        }
    }

    private void readPart(TrainingTable.Part part, Visitor visitor, Progress told) throws InterruptedException {
        try (CsvRows rows = open(part)) {
            long reportedOffset = part.range().from();
            while (rows.next()) {
                visitor.visit(rows, part.file());
                if (rows.row() % ROWS_PER_REPORT == 0) {
                    told.advanced(pass, ROWS_PER_REPORT, rows.rowOffset() - reportedOffset);
                    reportedOffset = rows.rowOffset();
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                }
            }
            told.advanced(pass, rows.row() % ROWS_PER_REPORT, Math.max(0, rows.rowOffset() - reportedOffset));
        }
    }

    private CsvRows open(TrainingTable.Part part) {
        if (plan.csv().maxBadRows() == 0) {
            return part.range().open();
        }
        return part.range().open(badRows == null ? new BadRows(Long.MAX_VALUE) : badRows);
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
