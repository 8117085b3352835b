package io.tidemark.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shares files out to threads: each takes the next one when it is done with its last. The first failure ends all. */
final class FilePool {
    private final int threads;

    /**
     * A file to count.
     *
     * @param index its position in the order of display names
     * @param file the file
     */
    record Job(int index, CaptureFile file) {}

    FilePool(int threads) {
        this.threads = threads;
    }

    /** Counts all files, in the order given, with a worker for each thread; returns the sum of their tallies. */
    Tally countAll(List<Job> jobs, Supplier<AuditWorker> workers, AuditProgress progress)
            throws IOException, InterruptedException {
        progress.begun(
                jobs.size(), jobs.stream().mapToLong(job -> job.file().bytes()).sum());
        AtomicInteger next = new AtomicInteger();
        Object oneAtATime = new Object();
        Callable<Tally> loop = () -> {
            AuditWorker worker = workers.get();
            for (int i = next.getAndIncrement(); i < jobs.size() && !progress.isStopped(); i = next.getAndIncrement()) {
                Job job = jobs.get(i);
                long records = worker.count(job.file(), job.index());
                synchronized (oneAtATime) {
                    progress.fileDone(job.file(), records);
                }
            }
            return worker.finish();
        };
        return runAll(loop, Math.min(threads, Math.max(1, jobs.size())));
    }

    private static Tally runAll(Callable<Tally> loop, int copies) throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(copies, FilePool::newThread);
        CompletionService<Tally> running = new ExecutorCompletionService<>(pool);
        try {
            List<Tally> tallies = new ArrayList<>();
            for (int i = 0; i < copies; i++) {
                running.submit(loop);
            }
            for (int i = 0; i < copies; i++) {
                tallies.add(running.take().get());
            }
            Tally sum = new Tally();
            tallies.forEach(sum::add);
            return sum;
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } finally {
            pool.shutdownNow();
            awaitEnd(pool);
        }
    }

    /** Whoever cleans up after a failure must not meet a thread that still writes. */
    private static void awaitEnd(ExecutorService pool) {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = pool.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "tidemark-audit");
        thread.setDaemon(true);
        return thread;
    }

    private static IOException rethrown(@Nullable Throwable cause) {
        if (cause instanceof RuntimeException failure) {
            throw failure;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException failure ? failure : new IOException(cause);
    }
}
