package io.tidemark.alerts.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.alerts.aws.CloudWatchFormat;
import io.tidemark.alerts.aws.EventBridgeFormat;
import io.tidemark.alerts.aws.SnsFormat;
import io.tidemark.alerts.delivery.DeliveryResult;
import io.tidemark.alerts.format.AlertmanagerFormat;
import io.tidemark.alerts.format.CloudEventFormat;
import io.tidemark.alerts.format.CloudEventRecordFormat;
import io.tidemark.alerts.format.MailFormat;
import io.tidemark.alerts.format.PagerDutyFormat;
import io.tidemark.alerts.format.Payload;
import io.tidemark.alerts.format.PayloadFormat;
import io.tidemark.alerts.format.SlackFormat;
import io.tidemark.alerts.format.TeamsFormat;
import io.tidemark.alerts.format.TextFormat;
import io.tidemark.alerts.format.WebhookFormat;
import io.tidemark.alerts.message.AlertMessage;
import io.tidemark.alerts.message.Messages;
import io.tidemark.alerts.routing.QuietHours;
import io.tidemark.alerts.runner.SinkBench.Shape;
import io.tidemark.core.episode.Notification;
import io.tidemark.core.evaluation.Severity;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fault 37, the sender's side: 100,000 violations of one window are one message of bounded size, for every receiver. */
class Fault37EverythingDriftsTest {
    private static final AlertMessage EVERYTHING = new Messages().next(Severity.CRITICAL, 100_000);
    private static final int MOST_BYTES = 256 << 10;

    static Stream<PayloadFormat> formats() {
        return Stream.of(
                new WebhookFormat(),
                new SlackFormat(),
                new TeamsFormat(),
                new PagerDutyFormat("key"),
                new AlertmanagerFormat(Duration.ofHours(4)),
                new CloudEventFormat(),
                new CloudEventRecordFormat(),
                new TextFormat(),
                new MailFormat(),
                new EventBridgeFormat("bus"),
                new SnsFormat("arn"),
                new CloudWatchFormat("s"));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void bodiesAreBounded(PayloadFormat format) {
        List<Payload> bodies = format.of(EVERYTHING);
        int most = format instanceof PagerDutyFormat ? Notification.MOST_CHANGES : 1;
        assertThat(bodies).hasSizeBetween(1, most);
        assertThat(bodies).allMatch(body -> body.body().length() < MOST_BYTES);
    }

    @Test
    void restIsCounted() {
        assertThat(EVERYTHING.items()).hasSize(Notification.MOST_CHANGES);
        assertThat(EVERYTHING.title()).endsWith("and 99999 more");
        assertThat(EVERYTHING.hidden()).isEqualTo(99_990);
    }

    @Test
    void thousandOfThemInARowDoNotFillTheMemory() {
        AtomicInteger sent = new AtomicInteger();
        AtomicLong most = new AtomicLong();
        SinkBench bench = SinkBench.of(
                payload -> {
                    sent.incrementAndGet();
                    return new DeliveryResult.Delivered();
                },
                new Shape(new WebhookFormat(), SinkSetup.Start.EARLIEST, QuietHours.NONE),
                new AtomicLong(),
                1);
        for (int i = 0; i < 1_000; i++) {
            bench.publish(0, EVERYTHING);
            if (i % 100 == 99) {
                // As many as one poll brings.
                int published = i + 1;
                bench.stepUntil(
                        () -> {
                            most.accumulateAndGet(bench.loop.bytes(), Math::max);
                            return bench.committed(0) == published;
                        },
                        3_600_000);
            }
        }
        assertThat(sent).hasValue(1_000);
        assertThat(most.get()).isLessThan(SinkLoop.MOST_BYTES + 100L * 2 * MOST_BYTES);
    }
}
