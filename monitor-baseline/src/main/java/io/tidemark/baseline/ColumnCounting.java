package io.tidemark.baseline;

import io.tidemark.baseline.csv.BadRows;
import io.tidemark.core.feature.FeatureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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
    private final ColumnListeners listeners;
    private final BadRows badRows;
    private int passes;

    ColumnCounting(TrainingTable table, BaselinePlan plan, Progress progress, ColumnListeners listeners) {
        this.table = table;
        this.plan = plan;
        this.markers = new MissingMarkers(plan.missingMarkers());
        this.limits = TableLimits.of(table);
        this.progress = progress;
        this.badRows = new BadRows(plan.csv().maxBadRows());
        this.listeners = listeners;
    }

    /**
     * Counts these columns.
     *
     * @param indexes of the columns in the table
     * @param kinds how each of them is to be counted, or null where the sample decides
     * @return a counter for each, in the same order
     */
    ColumnCounter[] count(int[] indexes, @Nullable FeatureKind[] kinds) throws InterruptedException {
        ColumnStart[] starts = startsOf(indexes, kinds);
        @Nullable ColumnListener[] listening = listenersOf(starts, indexes);
        boolean isHeard = Stream.of(listening).anyMatch(Objects::nonNull);
        // A file in which rows may be bad is not cut, so threads share its columns instead.
        boolean isUncut = plan.csv().maxBadRows() > 0 && table.parts().size() < plan.threads();
        return isHeard || isUncut ? countByColumns(starts, indexes, listening) : countByRows(starts, indexes);
    }

    /** Rows that were left out; complete after the first {@link #count}. */
    BadRows badRows() {
        return badRows;
    }

    /** Each thread counts all columns of some rows. */
    private ColumnCounter[] countByRows(ColumnStart[] starts, int[] indexes) throws InterruptedException {
        List<CountingVisitor> visitors =
                newPass().read(() -> new CountingVisitor(newCounters(starts), indexes, markers));
        ColumnCounter[] merged = visitors.get(0).counters();
        for (CountingVisitor other : visitors.subList(1, visitors.size())) {
            for (int i = 0; i < merged.length; i++) {
                merged[i].merge(other.counters()[i]);
            }
        }
        return merged;
    }

    /** Each thread counts some columns of all rows, so that every column is seen in the order of the table. */
    private ColumnCounter[] countByColumns(ColumnStart[] starts, int[] indexes, @Nullable ColumnListener[] listening)
            throws InterruptedException {
        ColumnCounter[] counters = newCounters(starts);
        int threads = Math.min(plan.threads(), counters.length);
        List<ListeningVisitor> visitors = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            ListeningVisitor visitor = new ListeningVisitor(markers);
            for (int i = thread; i < counters.length; i += threads) {
                visitor.take(indexes[i], counters[i], listening[i]);
            }
            visitors.add(visitor);
        }
        newPass().readInOrder(visitors);
        tellAgain(counters, indexes, listening);
        return counters;
    }

    /** Tells the values of some columns once more, to those who ask for it when they know the counts. */
    private void tellAgain(ColumnCounter[] counters, int[] indexes, @Nullable ColumnListener[] listening)
            throws InterruptedException {
        List<RepeatingVisitor> visitors = new ArrayList<>();
        int taken = 0;
        for (int i = 0; i < counters.length; i++) {
            ColumnListener listener = listening[i];
            if (listener != null && listener.wantsAgain(counters[i].counts())) {
                if (visitors.size() < plan.threads()) {
                    visitors.add(new RepeatingVisitor(markers));
                }
                visitors.get(taken++ % visitors.size()).take(indexes[i], listener);
            }
        }
        if (!visitors.isEmpty()) {
            newPass().readInOrder(visitors);
        }
    }

    private @Nullable ColumnListener[] listenersOf(ColumnStart[] starts, int[] indexes) {
        @Nullable ColumnListener[] listening = new ColumnListener[starts.length];
        for (int i = 0; i < starts.length; i++) {
            listening[i] = listeners.listen(table.nameOf(indexes[i]), starts[i].kind());
        }
        return listening;
    }

    private static ColumnCounter[] newCounters(ColumnStart[] starts) {
        return Stream.of(starts).map(ColumnStart::newCounter).toArray(ColumnCounter[]::new);
    }

    private PartWorkers newPass() {
        boolean isFirst = ++passes == 1 && plan.csv().maxBadRows() > 0;
        return new PartWorkers(table, plan, progress, passes, isFirst ? badRows : null);
    }

    private ColumnStart[] startsOf(int[] indexes, @Nullable FeatureKind[] kinds) throws InterruptedException {
        RowSample sample = sampleOf(indexes);
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

    private RowSample sampleOf(int[] indexes) throws InterruptedException {
        RowSample guessed = new RowSample(indexes, table.guessedRows());
        newPass().read(() -> guessed::offer);
        guessed.complete();
        if (!guessed.isTooSmall()) {
            return guessed;
        }
        RowSample sample = new RowSample(indexes);
        newPass().read(() -> sample::offer);
        sample.complete();
        return sample;
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
}
