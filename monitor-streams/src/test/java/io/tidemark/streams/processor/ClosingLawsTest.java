package io.tidemark.streams.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.window.ClosingPolicy;
import io.tidemark.core.window.ClosingTerms;
import io.tidemark.core.window.EndpointMark;
import io.tidemark.core.window.EndpointProgress;
import io.tidemark.core.window.Heartbeat;
import io.tidemark.core.window.Watermark;
import io.tidemark.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Watermarks, idle notes and closing together, in a world of seconds that a seed decides: traffic comes and goes on
 * each partition, tasks fall behind, die and come back, the broker does not answer. No record that was less than the
 * grace under way may be late, and when all is quiet every window is closed.
 */
class ClosingLawsTest {
    private static final WindowSpec WINDOWS = new WindowSpec(10_000, 0);
    private static final int GRACE_MS = 2_000;
    private static final long TIMEOUT_MS = 5_000;
    private static final int PARTITIONS = 3;
    private static final int BUSY_SECONDS = 300;
    private static final int QUIET_SECONDS = 90;
    private static final String ENDPOINT = "fraud";

    private final List<List<Long>> logs = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private static final ClosingTerms TERMS = new ClosingTerms(WINDOWS, GRACE_MS, IdleWatch.freshMs(TIMEOUT_MS));

    private final ClosingPolicy policy = new ClosingPolicy(endpoint -> TERMS);
    private final TreeSet<Long> open = new TreeSet<>();
    private Random random = new Random(0);
    private boolean isBrokerAway;
    private long nowMs;
    private long closedThroughMs = Watermark.NONE;
    private int late;
    private int closed;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noRecordThatWasInTimeIsLateAndEveryWindowCloses(long seed) {
        random = new Random(seed);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            logs.add(new ArrayList<>());
            tasks.add(new Task(partition));
        }
        boolean[] isTalking = new boolean[PARTITIONS];
        for (int second = 0; second < BUSY_SECONDS; second++) {
            nowMs += 1_000;
            isBrokerAway = random.nextInt(isBrokerAway ? 5 : 60) == 0 ^ isBrokerAway;
            for (int partition = 0; partition < PARTITIONS; partition++) {
                isTalking[partition] ^= random.nextInt(20) == 0;
                append(partition, isTalking[partition] ? random.nextInt(4) : 0);
                tasks.get(partition).live(random.nextInt(4));
            }
        }
        isBrokerAway = false;
        for (int second = 0; second < QUIET_SECONDS; second++) {
            nowMs += 1_000;
            tasks.forEach(task -> task.live(Integer.MAX_VALUE));
        }

        assertThat(late).as("late, seed %d", seed).isZero();
        assertThat(open).as("open, seed %d", seed).isEmpty();
        assertThat(closed).as("closed, seed %d", seed).isPositive();
    }

    private void append(int partition, int records) {
        for (int i = 0; i < records; i++) {
            logs.get(partition).add(nowMs - random.nextInt(GRACE_MS));
        }
    }

    private void merge(List<Long> counted, Heartbeat heartbeat) {
        for (long eventMs : counted) {
            long start = WINDOWS.startOf(eventMs);
            if (WINDOWS.endOf(start) <= closedThroughMs) {
                late++;
            } else {
                open.add(start);
            }
        }
        policy.accept(heartbeat);
        if (!open.isEmpty()) {
            close(policy.closableThrough(ENDPOINT, closedThroughMs, open.last(), heartbeat));
        }
    }

    private void close(long throughMs) {
        closedThroughMs = Math.max(closedThroughMs, throughMs);
        while (!open.isEmpty() && WINDOWS.endOf(open.first()) <= closedThroughMs) {
            open.pollFirst();
            closed++;
        }
    }

    /** An intake task: what it has read and its watermark survive its death, the rest does not. */
    private final class Task implements Backlog {
        private final int partition;
        private final Watermark watermark = new Watermark();
        private final EndpointProgress progress = new EndpointProgress(endpoint -> TERMS);
        private final List<Long> counted = new ArrayList<>();
        private IdleWatch idleWatch;
        private long startMs;
        private int read;
        private int deadSeconds;

        Task(int partition) {
            this.partition = partition;
            this.idleWatch = new IdleWatch(this, partition, TIMEOUT_MS);
        }

        void live(int most) {
            boolean isBusyTime = most != Integer.MAX_VALUE;
            if (deadSeconds == 0 && isBusyTime && random.nextInt(80) == 0) {
                deadSeconds = 1 + random.nextInt(20);
            }
            if (deadSeconds > 0) {
                if (--deadSeconds == 0 || !isBusyTime) {
                    rise();
                }
                return;
            }
            List<Long> log = logs.get(partition);
            for (int i = 0; i < most && read < log.size() && !isBrokerAway; i++) {
                take(log.get(read++));
            }
            beat();
        }

        private void rise() {
            deadSeconds = 0;
            startMs = nowMs;
            idleWatch = new IdleWatch(this, partition, TIMEOUT_MS);
            progress.clear();
            if (read > 0) {
                progress.touch(ENDPOINT, 0);
            }
        }

        private void take(long eventMs) {
            watermark.observe(eventMs);
            progress.touch(ENDPOINT, nowMs - startMs);
            counted.add(eventMs);
            if (progress.crossesClose(ENDPOINT, watermark.value())) {
                beat();
            }
        }

        private void beat() {
            long running = nowMs - startMs;
            long nextOffset = read == 0 ? -1 : read;
            idleWatch.look(running, nextOffset);
            List<EndpointMark> marks = new ArrayList<>();
            if (read > 0) {
                boolean idle = idleWatch.isIdle(progress.silentMs(ENDPOINT, running), running);
                marks.add(new EndpointMark(ENDPOINT, watermark.value(), idle));
            }
            boolean othersIdle = idleWatch.isIdle(running, running);
            merge(counted, new Heartbeat(partition, PARTITIONS, nextOffset, nowMs, othersIdle, marks));
            counted.clear();
        }

        @Override
        public OptionalLong endOffset(int asked) {
            return isBrokerAway
                    ? OptionalLong.empty()
                    : OptionalLong.of(logs.get(asked).size());
        }

        @Override
        public boolean isEmpty(int asked, long nextOffset, long endOffset) {
            return !isBrokerAway && Math.max(0, nextOffset) >= endOffset;
        }
    }
}
