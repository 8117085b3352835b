package io.tidemark.alerts.runner;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sink on a thread of its own, until it is closed. What goes wrong with the cluster ends the loop; it begins again
 * where it had committed, after a wait that doubles up to a minute.
 */
final class SinkRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SinkRunner.class);
    private static final long FIRST_WAIT_MS = 1_000;
    private static final long LONGEST_WAIT_MS = 60_000;
    private static final long LONGEST_END_MS = 30_000;

    private final SinkWork work;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final SinkReports reports;
    private final LongSupplier nowMs;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;
    private final String topic;

    SinkRunner(SinkWork work, RunnerSettings settings, SinkReports reports) {
        this.work = work;
        this.consumers = () -> settings.consumer(work.receiver().name());
        this.reports = reports;
        this.nowMs = settings.nowMs();
        this.topic = settings.topic();
        this.thread = new Thread(this::run, settings.kind() + work.receiver().name());
    }

    void start() {
        thread.start();
    }

    private void run() {
        long wait = FIRST_WAIT_MS;
        while (!isEnded(0)) {
            try {
                deliver();
                return;
            } catch (RuntimeException e) {
                // The one place that ends nothing but this attempt: a sink must not go silent for good.
                LOG.error("sink={} begins again in {} ms", work.receiver().name(), wait, e);
                if (isEnded(wait)) {
                    return;
                }
                wait = Math.min(2 * wait, LONGEST_WAIT_MS);
            }
        }
    }

    private void deliver() {
        Consumer<byte[], byte[]> consumer = consumers.get();
        SinkLoop loop = new SinkLoop(work, consumer, reports, nowMs);
        try {
            loop.start(topic);
            while (!isEnded(0)) {
                loop.step();
            }
            loop.close();
        } finally {
            consumer.close();
        }
    }

    private boolean isEnded(long waitMs) {
        try {
            return end.await(waitMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Asks the thread to end; {@link #close} waits for it. */
    void stop() {
        end.countDown();
    }

    /** Ends the attempt under way, commits what is done, and closes the sink. */
    @Override
    public void close() {
        stop();
        try {
            thread.join(LONGEST_END_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn(
                    "sink={} did not end in {} ms; what it sends now may be sent again",
                    work.receiver().name(),
                    LONGEST_END_MS);
        }
        if (work.receiver().sink() instanceof AutoCloseable closeable) {
            closeQuietly(closeable);
        }
    }

    private void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            LOG.warn(
                    "sink={} was not closed: {}",
                    work.receiver().name(),
                    e.getClass().getSimpleName());
        }
    }
}
