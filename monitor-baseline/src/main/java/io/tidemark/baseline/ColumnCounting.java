package io.tidemark.baseline;

import io.tidemark.baseline.csv.CsvRows;
import io.tidemark.core.feature.FeatureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Counts columns of a table in two passes: one takes the sample, from which the grids and the candidates come, and one
 * counts everything exactly.
 */
final class ColumnCounting {
    /** Numbers of the sample that one thread holds at once: 8 MiB. */
    private static final int NUMBERS_AT_ONCE = 1 << 20;

    private final TrainingTable table;
    private final BaselinePlan plan;
    private final MissingMarkers markers;
    private final TableLimits limits;
    private final Progress progress;
    private int passes;

    ColumnCounting(TrainingTable table, BaselinePlan plan, Progress progress) {
        this.table = table;
        this.plan = plan;
        this.markers = new MissingMarkers(plan.missingMarkers());
        this.limits = TableLimits.of(table);
        this.progress = progress;
    }

    /**
     * Counts these columns.
     *
     * @param indexes of the columns in the table
     * @param kinds how each of them is to be counted, or null where the sample decides
     * @return a counter for each, in the same order
     */
    ColumnCounter[] count(int[] indexes, @Nullable FeatureKind[] kinds) throws InterruptedException {
        List<CountingVisitor> visitors = read(startsOf(indexes, kinds), indexes);
        ColumnCounter[] merged = visitors.get(0).counters;
        for (CountingVisitor other : visitors.subList(1, visitors.size())) {
            for (int i = 0; i < merged.length; i++) {
                merged[i].merge(other.counters[i]);
            }
        }
        return merged;
    }

    private List<CountingVisitor> read(ColumnStart[] starts, int[] indexes) throws InterruptedException {
        return newPass().read(() -> new CountingVisitor(starts, indexes, markers));
    }

    private PartWorkers newPass() {
        return new PartWorkers(table, plan.threads(), progress, ++passes);
    }

    private ColumnStart[] startsOf(int[] indexes, @Nullable FeatureKind[] kinds) throws InterruptedException {
        RowSample sample = new RowSample(indexes);
        newPass().read(() -> sample::offer);
        sample.complete();
        @Nullable ColumnStart[] starts = new ColumnStart[indexes.length];
        int atOnce = Math.max(1, NUMBERS_AT_ONCE / Math.max(1, sample.rows()));
        AtomicInteger next = new AtomicInteger();
        List<Callable<@Nullable Void>> tasks = new ArrayList<>();
        for (int thread = 0; thread < plan.threads(); thread++) {
            tasks.add(() -> {
                SampleReading reading = new SampleReading(sample, markers, limits);
                for (int first = next.getAndAdd(atOnce); first < starts.length; first = next.getAndAdd(atOnce)) {
                    reading.read(first, Math.min(first + atOnce, starts.length), kinds, starts);
                }
                return null;
            });
        }
        Parallel.run(tasks);
        return complete(starts);
    }

    private static ColumnStart[] complete(@Nullable ColumnStart[] starts) {
        ColumnStart[] complete = new ColumnStart[starts.length];
        for (int i = 0; i < starts.length; i++) {
            ColumnStart start = starts[i];
            if (start == null) {
                throw new AssertionError("column " + i + " was not read");
            }
            complete[i] = start;
        }
        return complete;
    }

    /** Counts the rows that one thread reads. */
    private static final class CountingVisitor implements PartWorkers.Visitor {
        private final ColumnCounter[] counters;
        private final int[] indexes;
        private final MissingMarkers markers;

        CountingVisitor(ColumnStart[] starts, int[] indexes, MissingMarkers markers) {
            this.indexes = indexes;
            this.markers = markers;
            this.counters = new ColumnCounter[starts.length];
            for (int i = 0; i < starts.length; i++) {
                counters[i] = starts[i].newCounter();
            }
        }

        @Override
        public void visit(CsvRows rows, int file) {
            byte[] text = rows.bytes();
            for (int i = 0; i < counters.length; i++) {
                int from = rows.from(indexes[i]);
                int to = rows.to(indexes[i]);
                boolean counted = counters[i].add(text, from, markers.matches(text, from, to) ? from : to);
                // The first one of a thread is its lowest, because threads take parts in ascending order.
                if (!counted && counters[i].firstMalformed() == null) {
                    counters[i].note(new ColumnCounter.Place(file, rows.rowOffset(), rows.name(), rows.line()));
                }
            }
        }
    }
}
