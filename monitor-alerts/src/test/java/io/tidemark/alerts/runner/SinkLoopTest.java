package io.tidemark.alerts.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.alerts.delivery.DeliveryResult;
import io.tidemark.alerts.delivery.Sink;
import io.tidemark.alerts.format.Payload;
import io.tidemark.alerts.message.AlertMessage;
import io.tidemark.alerts.message.MessageWriter;
import io.tidemark.alerts.message.Messages;
import io.tidemark.alerts.routing.QuietHours;
import io.tidemark.alerts.runner.SinkBench.Shape;
import io.tidemark.core.episode.EpisodeBook;
import io.tidemark.core.episode.EpisodeMachine;
import io.tidemark.core.episode.EpisodePolicy;
import io.tidemark.core.evaluation.Severity;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SinkLoopTest {
    private static final DeliveryResult DELIVERED = new DeliveryResult.Delivered();
    private static final long HOUR = 3_600_000;

    private final AtomicLong clock =
            new AtomicLong(Instant.parse("2026-03-02T01:00:00Z").toEpochMilli());
    private final List<String> sent = new ArrayList<>();
    private final Messages messages = new Messages();
    private DeliveryResult answer = DELIVERED;

    private final Sink sink = payload -> {
        sent.add(payload.id());
        return answer;
    };

    @Test
    void messageIsSentOnceAndItsOffsetCommitted() {
        SinkBench bench = SinkBench.of(sink, Shape.USUAL, clock, 1);
        AlertMessage message = messages.next(Severity.MAJOR, 1);
        bench.publish(0, message);
        bench.loop.step();
        bench.loop.step();
        assertThat(sent).containsExactly(message.id().hex());
        assertThat(bench.committed(0)).isEqualTo(1);
        assertThat(bench.reports).isEmpty();
    }

    @Test
    void whatHasNotArrivedIsNotCommittedAndSentAgainAfterACrash() {
        answer = DeliveryResult.failed("down");
        SinkBench bench = SinkBench.of(sink, Shape.USUAL, clock, 1);
        bench.publish(0, messages.next(Severity.MAJOR, 1));
        bench.loop.step();
        assertThat(bench.committed(0)).isZero();
        bench.loop.close();
        assertThat(bench.consumer.closed()).isTrue();
    }

    @Test
    void newSinkBeginsAtTheEndAndCommitsThatBeforeItReads() {
        SinkBench bench = SinkBench.late(
                sink, new Shape(Shape.USUAL.format(), SinkSetup.Start.LATEST, QuietHours.NONE), clock, 40);
        assertThat(bench.committed(0)).isEqualTo(40);
        bench.publish(0, messages.next(Severity.MAJOR, 1));
        bench.loop.step();
        assertThat(sent).hasSize(1);
        assertThat(bench.committed(0)).isEqualTo(41);
    }

    @Test
    void newSinkMayBeginWithWhatIsThere() {
        assertThat(SinkBench.late(sink, Shape.USUAL, clock, 40).committed(0)).isZero();
    }

    @Test
    void partitionThatGoesAwayIsForgottenAndWhatIsDoneIsCommitted() {
        SinkBench bench = SinkBench.of(sink, Shape.USUAL, clock, 2);
        bench.publish(0, messages.next(Severity.MAJOR, 1));
        bench.loop.step();
        answer = DeliveryResult.failed("down");
        bench.publish(1, messages.next(Severity.CRITICAL, 1));
        bench.loop.step();
        assertThat(bench.loop.waiting()).isEqualTo(1);
        bench.consumer.rebalance(Set.of(new TopicPartition(SinkBench.TOPIC, 0)));
        assertThat(bench.loop.waiting()).isZero();
        assertThat(bench.committed(0)).isEqualTo(1);
        int before = sent.size();
        clock.addAndGet(HOUR);
        bench.loop.step();
        assertThat(sent).hasSize(before);
    }

    @Test
    void refusedBodyIsToldOnceAndTheNextIsSent() {
        answer = new DeliveryResult.Refused("400: no");
        SinkBench bench = SinkBench.of(sink, Shape.USUAL, clock, 1);
        bench.publish(0, messages.next(Severity.MAJOR, 1));
        bench.loop.step();
        assertThat(bench.reports).singleElement().satisfies(report -> {
            assertThat(report.sink()).isEqualTo(SinkBench.NAME);
            assertThat(report.undelivered()).isEqualTo(1);
            assertThat(report.reason()).isEqualTo("400: no");
            assertThat(report.toMs()).isGreaterThan(report.fromMs());
        });
        assertThat(bench.committed(0)).isEqualTo(1);
    }

    @Test
    void sinkThatWorksAgainSaysSo() {
        answer = new DeliveryResult.Refused("400: no");
        SinkBench bench = SinkBench.of(sink, Shape.USUAL, clock, 1);
        bench.publish(0, messages.next(Severity.MAJOR, 1));
        bench.loop.step();
        answer = DELIVERED;
        bench.publish(0, messages.next(Severity.CRITICAL, 1));
        bench.loop.step();
        assertThat(bench.reports).hasSize(1);
        bench.stepUntil(() -> bench.reports.size() > 1, 2 * SinkWatch.EVERY_MS);
        SinkReport last = bench.reports.get(1);
        assertThat(last.undelivered()).isZero();
        assertThat(last.delivered()).isEqualTo(1);
        assertThat(last.fromMs()).isEqualTo(bench.reports.get(0).toMs());
    }

    @Test
    void sinkWithNothingToSendSaysNothing() {
        SinkBench bench = SinkBench.of(sink, Shape.USUAL, clock, 1);
        bench.stepUntil(() -> false, HOUR);
        assertThat(bench.reports).isEmpty();
    }

    @Test
    void recordThatNobodyCanReadIsToldAndPassedOver() {
        SinkBench bench = SinkBench.of(sink, Shape.USUAL, clock, 1);
        bench.publish(0, new byte[] {1});
        bench.publish(0, messages.next(Severity.MAJOR, 1));
        bench.loop.step();
        assertThat(sent).hasSize(1);
        assertThat(bench.committed(0)).isEqualTo(2);
        assertThat(bench.reports.get(0).reason()).contains("could not be read");
    }

    @Test
    void quietHoursPutOffAndWhatIsUrgentGoes() {
        QuietHours night = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), ZoneId.of("UTC"));
        SinkBench bench =
                SinkBench.of(sink, new Shape(Shape.USUAL.format(), SinkSetup.Start.EARLIEST, night), clock, 1);
        bench.publish(0, messages.next(Severity.MAJOR, 1));
        bench.stepUntil(() -> false, HOUR);
        assertThat(sent).isEmpty();
        bench.publish(0, messages.next(Severity.CRITICAL, 1));
        bench.loop.step();
        assertThat(sent).hasSize(2);
    }

    @Test
    void fullMemoryHoldsReadingBackAndLetsGoWhatWasPutOff() {
        QuietHours night = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), ZoneId.of("UTC"));
        String large = "x".repeat(1 << 20);
        Shape shape = new Shape(
                message -> List.of(new Payload(message.id().hex(), Payload.JSON, large)),
                SinkSetup.Start.EARLIEST,
                night);
        answer = DeliveryResult.failed("down");
        SinkBench bench = SinkBench.of(sink, shape, clock, 1);
        for (int i = 0; i < 20; i++) {
            bench.publish(0, messages.next(i % 2 == 0 ? Severity.MINOR : Severity.MAJOR, 1));
        }
        bench.loop.step();
        assertThat(bench.consumer.paused()).hasSize(1);
        assertThat(bench.loop.bytes()).isGreaterThanOrEqualTo(SinkLoop.MOST_BYTES);
        assertThat(sent).isNotEmpty();
        answer = DELIVERED;
        bench.stepUntil(() -> bench.loop.waiting() == 0, HOUR);
        bench.loop.step();
        assertThat(bench.consumer.paused()).isEmpty();
        assertThat(bench.committed(0)).isEqualTo(20);
    }

    @Test
    void sinkInTroubleIsNotAskedToTellItItselfAndAnotherIs() {
        AlertMessage aboutHook = aboutSink(SinkBench.NAME);
        AlertMessage aboutOther = aboutSink("other");
        SinkBench bench = SinkBench.of(sink, Shape.USUAL, clock, 1);
        bench.publish(0, aboutHook);
        bench.publish(0, aboutOther);
        bench.loop.step();
        assertThat(sent).containsExactly(aboutOther.id().hex());
        assertThat(bench.committed(0)).isEqualTo(2);
    }

    private static AlertMessage aboutSink(String name) {
        SinkReport report = new SinkReport(name, 0, 1_000, 0, 1, "500");
        var judged = OperationRecords.of(report).toWindow(2_000);
        return new MessageWriter("")
                .write(new EpisodeBook(judged.stream())
                        .take(judged, new EpisodeMachine(new EpisodePolicy(1, 1, 1)))
                        .notification()
                        .orElseThrow());
    }
}
