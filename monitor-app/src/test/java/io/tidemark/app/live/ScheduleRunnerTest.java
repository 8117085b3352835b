package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.alerts.schedule.FireListener;
import io.tidemark.alerts.schedule.ScheduleRunner;
import io.tidemark.alerts.schedule.ScheduleSettings;
import io.tidemark.alerts.schedule.ScheduledWork;
import io.tidemark.alerts.schedule.WorkResult;
import io.tidemark.app.broker.SharedBroker;
import io.tidemark.wire.TopicCreator;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.Fire;
import io.tidemark.wire.avro.FireState;
import io.tidemark.wire.avro.FireTrigger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.GroupState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each due time once, whatever happens to those who run it. */
@Tag("broker")
final class ScheduleRunnerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String prefix = SharedBroker.uniqueName("schedules") + ".";
    private final Topics topics = new Topics(prefix);
    private final ScheduleBench.SetClock clock = new ScheduleBench.SetClock();

    @BeforeEach
    void createTopics() {
        try (Admin admin = SharedBroker.admin()) {
            new TopicCreator(admin).ensure(topics, topics.ofSchedules(), 1);
        }
        SharedBroker.createTopic(ScheduleBench.outcomes(prefix), 1);
    }

    private ScheduleSettings settings(String instance) {
        return ScheduleBench.settings(SharedBroker.bootstrapServers(), prefix, instance, clock);
    }

    private ScheduleRunner start(String instance, ScheduledWork work) {
        return ScheduleRunner.start(settings(instance), List.of(ScheduleBench.MINUTELY), work, FireListener.NONE);
    }

    private List<Fire> fires(FireState state) {
        return SharedBroker.readCommitted(topics.fires().name()).stream()
                .map(record -> topics.fires().valueSerde().deserializer().deserialize("", record.value()))
                .filter(fire -> fire.getState() == state)
                .toList();
    }

    private void awaitFires(FireState state, int count) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(fires(state)).hasSize(count));
    }

    private List<String> outcomes() {
        return SharedBroker.readCommitted(ScheduleBench.outcomes(prefix)).stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private void minutes(int count) {
        clock.set(ScheduleBench.START.plusSeconds(60L * count));
    }

    @Test
    void ofTwoInstancesOneRunsAndTheOtherTakesOver() {
        AtomicInteger runs = new AtomicInteger();
        ScheduledWork work = (fire, lastDone) -> {
            runs.incrementAndGet();
            return WorkResult.done(0, "fine");
        };
        ScheduleRunner one = start("one", work);
        awaitFires(FireState.SEEN, 1);
        ScheduleRunner two = start("two", work);
        for (int minute = 1; minute <= 3; minute++) {
            minutes(minute);
            awaitFires(FireState.DONE, minute);
        }
        one.close();
        minutes(4);
        awaitFires(FireState.DONE, 4);
        two.close();
        assertThat(runs).hasValue(4);
        assertThat(fires(FireState.DONE)).extracting(Fire::getDue).doesNotHaveDuplicates();
        assertThat(fires(FireState.DONE)).extracting(Fire::getAttempt).containsOnly(1);
        assertThat(fires(FireState.DONE).get(3).getInstance()).isEqualTo("two");
        assertThat(fires(FireState.MISSED)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ScheduleProcess.Moment.class)
    void aKilledOwnersTimeIsRunByTheNextAndNothingIsPublishedByHalves(ScheduleProcess.Moment moment) throws Exception {
        try (AppProcess process =
                AppProcess.start(ScheduleProcess.class, 128, SharedBroker.bootstrapServers(), prefix, moment.name())) {
            process.awaitLine("still");
            process.killAfter(10);
        }
        assertThat(fires(FireState.CLAIMED)).hasSize(1);
        assertThat(fires(FireState.DONE)).isEmpty();
        assertThat(outcomes()).isEmpty();
        minutes(1);
        try (ScheduleRunner next = start("next", ScheduleBench.publishing(prefix))) {
            awaitFires(FireState.DONE, 1);
            assertThat(next).isNotNull();
        }
        Fire done = fires(FireState.DONE).get(0);
        assertThat(done.getAttempt()).isEqualTo(2);
        assertThat(done.getInstance()).isEqualTo("next");
        assertThat(done.getDue()).isEqualTo(fires(FireState.CLAIMED).get(0).getDue());
        assertThat(outcomes()).hasSize(ScheduleBench.PIECES).allMatch(outcome -> outcome.startsWith("next/"));
    }

    @Test
    void anOutageIsCaughtUpOnceAndTheRestIsRecordedAsMissed() {
        try (ScheduleRunner before = start("before", ScheduleBench.publishing(prefix))) {
            awaitFires(FireState.SEEN, 1);
            assertThat(before).isNotNull();
        }
        minutes(10);
        try (ScheduleRunner after = start("after", ScheduleBench.publishing(prefix))) {
            awaitFires(FireState.DONE, 1);
            assertThat(after).isNotNull();
        }
        assertThat(fires(FireState.MISSED))
                .singleElement()
                .satisfies(missed -> assertThat(missed.getCount()).isEqualTo(9));
        assertThat(fires(FireState.DONE).get(0).getTrigger()).isEqualTo(FireTrigger.CATCH_UP);
    }

    private boolean isGroupOf(int members) {
        String group = prefix + "schedules";
        try (Admin admin = SharedBroker.admin()) {
            return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                    .anyMatch(described -> described.groupState() == GroupState.STABLE
                            && described.members().size() == members);
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("the group cannot be described", e);
        }
    }

    @Test
    void longWorkIsNotDisturbedByWhoComesAndIsEndedByAGracefulStop() throws Exception {
        CountDownLatch isRunning = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        ScheduleRunner runner = start("long", (fire, lastDone) -> {
            isRunning.countDown();
            mayEnd.await();
            return WorkResult.done(0, "long");
        });
        awaitFires(FireState.SEEN, 1);
        minutes(1);
        isRunning.await();
        try (ScheduleRunner other = start("other", ScheduleBench.publishing(prefix))) {
            // A member joins only when the owner's thread answers the group, so it does not wait for the work.
            await().atMost(PATIENCE).until(() -> isGroupOf(2));
            Thread stop = new Thread(runner::close);
            stop.start();
            mayEnd.countDown();
            stop.join();
            assertThat(other.isRunning()).isTrue();
            assertThat(runner.isRunning()).isFalse();
        }
        assertThat(fires(FireState.DONE)).singleElement().satisfies(done -> {
            assertThat(done.getResult()).isEqualTo("long");
            assertThat(done.getAttempt()).isEqualTo(1);
        });
    }

    @Test
    void workThatThrowsHasFailedAndTheNextTimeRuns() {
        AtomicInteger runs = new AtomicInteger();
        try (ScheduleRunner runner = start("one", (fire, lastDone) -> {
            if (runs.incrementAndGet() == 1) {
                throw new IllegalStateException("no such folder");
            }
            return WorkResult.done(0, lastDone.map(Fire::getResult).orElse("none was done before"));
        })) {
            awaitFires(FireState.SEEN, 1);
            minutes(1);
            awaitFires(FireState.FAILED, 1);
            minutes(2);
            awaitFires(FireState.DONE, 1);
            assertThat(runner).isNotNull();
        }
        assertThat(fires(FireState.FAILED).get(0).getResult()).isEqualTo("no such folder");
        assertThat(fires(FireState.DONE).get(0).getResult()).isEqualTo("none was done before");
    }

    @Test
    void aRunByHandHasAFireOfItsOwnBesideTheOwner() throws Exception {
        try (ScheduleRunner runner = start("owner", ScheduleBench.publishing(prefix))) {
            awaitFires(FireState.SEEN, 1);
            Fire end = ScheduleRunner.runNow(
                    settings("ann"), ScheduleBench.MINUTELY, ScheduleBench.publishing(prefix), FireListener.NONE);
            assertThat(end.getTrigger()).isEqualTo(FireTrigger.BY_HAND);
            assertThat(end.getState()).isEqualTo(FireState.DONE);
            minutes(1);
            awaitFires(FireState.DONE, 2);
            assertThat(runner).isNotNull();
        }
        assertThat(outcomes()).hasSize(2 * ScheduleBench.PIECES);
        Optional<Fire> last = ScheduleRunner.read(settings("any")).lastDone(ScheduleBench.MINUTELY);
        assertThat(last).map(Fire::getTrigger).contains(FireTrigger.SCHEDULE);
    }
}
