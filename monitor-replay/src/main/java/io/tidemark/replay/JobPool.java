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
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shares jobs out to threads: each takes the next one when it is done with its last. The first failure ends all. */
final class JobPool {
    private final int threads;

    /**
     * Does jobs on one thread.
     *
     * @param <J> a job
     * @param <R> what all jobs of a worker come to
     */
    interface Worker<J, R> {
        /** Does a job. */
        void work(J job) throws IOException, InterruptedException;

        /** Returns what the jobs of this worker came to, after the last of them. */
        R finish();
    }

    JobPool(int threads) {
        this.threads = threads;
    }

    /**
     * Does all jobs, in the order given, with a worker for each thread; returns what the workers came to.
     *
     * @param isStopped whether no further job is to be begun; asked by several threads
     */
    <J, R> List<R> run(List<J> jobs, Supplier<Worker<J, R>> workers, BooleanSupplier isStopped)
            throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        Callable<R> loop = () -> {
            Worker<J, R> worker = workers.get();
            for (int i = next.getAndIncrement(); i < jobs.size() && !isStopped.getAsBoolean(); ) {
                worker.work(jobs.get(i));
                i = next.getAndIncrement();
            }
            return worker.finish();
        };
        return runAll(loop, Math.min(threads, Math.max(1, jobs.size())));
    }

    private static <R> List<R> runAll(Callable<R> loop, int copies) throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(copies, JobPool::newThread);
        CompletionService<R> running = new ExecutorCompletionService<>(pool);
        try {
            List<R> results = new ArrayList<>();
            for (int i = 0; i < copies; i++) {
                running.submit(loop);
            }
            for (int i = 0; i < copies; i++) {
                results.add(running.take().get());
            }
            return results;
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
