package io.tidemark.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.alerts.delivery.DeliveryQueue.Due;
import io.tidemark.alerts.delivery.DeliveryQueue.Undelivered;
import io.tidemark.alerts.format.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryQueueTest {
    private static final DeliveryResult DELIVERED = new DeliveryResult.Delivered();
    private static final long HOUR = 3_600_000;

    private final DeliveryQueue queue = new DeliveryQueue(RetryPolicy.DEFAULT, new CircuitBreaker());

    @Test
    void messagesOfOneLaneGoInOrderAndLanesDoNotWaitForEachOther() {
        queue.add(0, "a", bodies("0"), 0);
        queue.add(1, "a", bodies("1"), 0);
        queue.add(2, "b", bodies("2"), 0);
        List<Due> first = queue.due(10);
        assertThat(first).extracting(Due::position).containsExactly(0L, 2L);
        assertThat(queue.due(10)).isEmpty();
        queue.finish(first.get(1), DELIVERED, 11);
        assertThat(queue.committable()).isZero();
        queue.finish(first.get(0), DELIVERED, 11);
        assertThat(queue.committable()).isEqualTo(1);
        assertThat(queue.due(12)).extracting(Due::position).containsExactly(1L);
    }

    @Test
    void everyBodyOfAMessageIsSentInTurn() {
        queue.add(0, "a", bodies("x", "y", "z"), 0);
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Due due = queue.due(i).get(0);
            sent.add(due.payload().id());
            queue.finish(due, DELIVERED, i);
        }
        assertThat(sent).containsExactly("x", "y", "z");
        assertThat(queue.size()).isZero();
        assertThat(queue.committable()).isEqualTo(1);
    }

    @Test
    void messageWithoutBodiesIsDone() {
        queue.add(7, "a", List.of(), 0);
        assertThat(queue.committable()).isEqualTo(8);
    }

    @Test
    void quietMessageWaitsForItsTime() {
        queue.add(0, "a", bodies("0"), 100);
        assertThat(queue.due(99)).isEmpty();
        assertThat(queue.due(100)).hasSize(1);
    }

    @Test
    void urgentMessageTakesWhatWasPutOffBeforeItAlong() {
        queue.add(0, "a", bodies("0"), 8 * HOUR);
        queue.add(1, "b", bodies("1"), 8 * HOUR);
        queue.add(2, "a", bodies("2"), 3 * HOUR);
        List<Due> first = queue.due(3 * HOUR);
        assertThat(first).extracting(Due::position).containsExactly(0L);
        queue.finish(first.get(0), DELIVERED, 3 * HOUR);
        assertThat(queue.due(3 * HOUR)).extracting(Due::position).containsExactly(2L);
    }

    @Test
    void failureIsTriedAgainLaterAndLater() {
        DeliveryQueue patient = new DeliveryQueue(RetryPolicy.DEFAULT, new CircuitBreaker(100, Duration.ZERO));
        patient.add(0, "a", bodies("0"), 0);
        List<Long> attempts = new ArrayList<>();
        for (long now = 0; attempts.size() < 6; now += 10) {
            for (Due due : patient.due(now)) {
                attempts.add(now);
                assertThat(due.attempt()).isEqualTo(attempts.size());
                patient.finish(due, DeliveryResult.failed("500"), now);
            }
        }
        for (int i = 1; i < attempts.size(); i++) {
            long full = 1_000L << (i - 1);
            assertThat(attempts.get(i) - attempts.get(i - 1)).isBetween(full / 2, full + 10);
        }
    }

    @Test
    void receiverMayAskForMorePatience() {
        queue.add(0, "a", bodies("0"), 0);
        queue.finish(queue.due(0).get(0), new DeliveryResult.Failed("429", Optional.of(Duration.ofSeconds(90))), 0);
        assertThat(queue.due(89_999)).isEmpty();
        assertThat(queue.due(90_000)).hasSize(1);
    }

    @Test
    void receiverCannotAskForMoreThanTheLongestWait() {
        queue.add(0, "a", bodies("0"), 0);
        queue.finish(queue.due(0).get(0), new DeliveryResult.Failed("429", Optional.of(Duration.ofDays(9))), 0);
        assertThat(queue.due(15 * 60_000)).hasSize(1);
    }

    @Test
    void refusedBodyIsToldAndDoesNotHoldUpTheNext() {
        queue.add(0, "a", bodies("0", "1"), 0);
        Optional<Undelivered> told = queue.finish(queue.due(0).get(0), new DeliveryResult.Refused("400"), 0);
        assertThat(told.orElseThrow().reason()).isEqualTo("400");
        assertThat(queue.due(0).get(0).payload().id()).isEqualTo("1");
    }

    @Test
    void afterADayItIsGivenUpAndTold() {
        queue.add(0, "a", bodies("0"), 0);
        long now = 0;
        Optional<Undelivered> told = Optional.empty();
        int attempts = 0;
        while (told.isEmpty()) {
            for (Due due : queue.due(now)) {
                attempts++;
                told = queue.finish(due, DeliveryResult.failed("down"), now);
            }
            now += 1_000;
        }
        assertThat(now).isBetween(23 * HOUR, 24 * HOUR + 1_000);
        assertThat(told.orElseThrow().attempts()).isEqualTo(attempts).isGreaterThan(90);
        assertThat(queue.size()).isZero();
    }

    @Test
    void brokenReceiverIsProbedOnceInAnInterval() {
        for (int i = 0; i < 100; i++) {
            queue.add(i, "lane" + i, bodies("m" + i), 0);
        }
        int attempts = 0;
        for (long now = 0; now < 10 * 60_000; now += 500) {
            for (Due due : queue.due(now)) {
                attempts++;
                queue.finish(due, DeliveryResult.failed("down"), now);
            }
        }
        assertThat(queue.isBroken()).isTrue();
        assertThat(attempts).isLessThan(100 + 30);
    }

    @Test
    void laneWithMuchToSayDoesNotHoldUpTheOthers() {
        for (int i = 0; i < 3; i++) {
            queue.add(i, "a", bodies("a" + i), 0);
        }
        queue.add(3, "b", bodies("b"), 0);
        List<String> sent = new ArrayList<>();
        for (List<Due> due = queue.due(0, 1); !due.isEmpty(); due = queue.due(0, 1)) {
            assertThat(due).hasSize(1);
            sent.add(due.get(0).payload().id());
            queue.finish(due.get(0), DELIVERED, 0);
        }
        assertThat(sent).containsExactly("a0", "b", "a1", "a2");
    }

    @Test
    void breakerThatOpensIsHeededByWhatIsTakenOneByOne() {
        for (int i = 0; i < 20; i++) {
            queue.add(i, "lane" + i, bodies("m" + i), 0);
        }
        int attempts = 0;
        for (List<Due> due = queue.due(0, 1); !due.isEmpty(); due = queue.due(0, 1)) {
            attempts++;
            queue.finish(due.get(0), DeliveryResult.failed("down"), 0);
        }
        assertThat(attempts).isEqualTo(CircuitBreaker.FAILURES);
    }

    @Test
    void memoryIsCountedUntilABodyIsDone() {
        queue.add(0, "a", bodies("x", "y"), 0);
        long both = queue.bytes();
        queue.finish(queue.due(0).get(0), DELIVERED, 0);
        assertThat(queue.bytes()).isPositive().isEqualTo(both / 2);
        queue.finish(queue.due(0).get(0), new DeliveryResult.Refused("no"), 0);
        assertThat(queue.bytes()).isZero();
    }

    @Test
    void whatWasPutOffCanBeLetGoAndWhatFailedKeepsItsWait() {
        queue.add(0, "a", bodies("0"), 8 * HOUR);
        queue.add(1, "b", bodies("1"), 0);
        queue.finish(queue.due(0).get(0), DeliveryResult.failed("down"), 0);
        queue.sendEarly(1);
        assertThat(queue.due(1)).extracting(Due::position).containsExactly(0L);
    }

    @Test
    void misuseIsADefect() {
        queue.add(5, "a", bodies("0"), 0);
        assertThatThrownBy(() -> queue.add(5, "a", bodies("0"), 0)).hasMessageContaining("position 5");
        Due unknown = new Due(9, bodies("9").get(0), 1);
        assertThatThrownBy(() -> queue.finish(unknown, DELIVERED, 0)).hasMessageContaining("is not under way");
    }

    /** The receiver is down for an hour, then fails now and then, and sometimes reads a body and hangs up. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void everythingArrivesInOrderAndRepeatsHaveTheSameId(long seed) {
        Random random = new Random(seed);
        Map<String, List<String>> arrived = new HashMap<>();
        Set<String> expected = new TreeSet<>();
        long now = 0;
        long position = 0;
        while (position < 200 || queue.size() > 0) {
            if (position < 200 && random.nextInt(3) == 0) {
                String lane = "lane" + random.nextInt(5);
                String id = "%s-%03d".formatted(lane, position);
                expected.add(id);
                queue.add(position++, lane, bodies(id), now);
            }
            for (Due due : queue.due(now)) {
                queue.finish(due, answer(due, now, random, arrived), now);
            }
            now += random.nextInt(60_000);
            assertThat(now).as("seed %d ends", seed).isLessThan(23 * HOUR);
        }
        Set<String> got = new TreeSet<>();
        arrived.forEach((lane, ids) -> {
            List<String> distinct = new ArrayList<>(new java.util.LinkedHashSet<>(ids));
            assertThat(distinct).as("seed %d, order of %s", seed, lane).isSorted();
            got.addAll(new HashSet<>(ids));
        });
        assertThat(got).as("seed %d", seed).isEqualTo(expected);
        assertThat(queue.committable()).isEqualTo(200);
    }

    private static DeliveryResult answer(Due due, long now, Random random, Map<String, List<String>> arrived) {
        boolean isDown = now < HOUR;
        int luck = random.nextInt(10);
        if (isDown || luck < 3) {
            return DeliveryResult.failed("down");
        }
        String id = due.payload().id();
        arrived.computeIfAbsent(id.substring(0, 5), l -> new ArrayList<>()).add(id);
        return luck < 5 ? DeliveryResult.failed("hung up after reading") : DELIVERED;
    }

    private static List<Payload> bodies(String... ids) {
        List<Payload> bodies = new ArrayList<>();
        for (String id : ids) {
            bodies.add(new Payload(id, Payload.JSON, "{}"));
        }
        return bodies;
    }
}
