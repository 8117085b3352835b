package io.tidemark.app.live;

import io.tidemark.alerts.schedule.CronTimes;
import io.tidemark.alerts.schedule.Schedule;
import io.tidemark.alerts.schedule.ScheduleSettings;
import io.tidemark.alerts.schedule.ScheduledWork;
import io.tidemark.alerts.schedule.WorkResult;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.Fire;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What tests of schedules have in common: a schedule of every minute, a clock that is set, work that publishes. */
final class ScheduleBench {
    static final Instant START = Instant.parse("2026-03-02T00:00:30Z");
    static final Schedule MINUTELY = new Schedule("adult", "minutely", CronTimes.of("* * * * *", ZoneOffset.UTC), true);

    /** How many records the work publishes together. */
    static final int PIECES = 5;

    private ScheduleBench() {}

    /** A clock that stands where it is put. */
    static final class SetClock extends Clock {
        private volatile Instant now = START;

        void set(Instant instant) {
            now = instant;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    static ScheduleSettings settings(String bootstrapServers, String prefix, String instance, Clock clock) {
        return new ScheduleSettings(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "session.timeout.ms",
                        6_000,
                        "heartbeat.interval.ms",
                        1_000),
                new Topics(prefix),
                instance,
                clock,
                Duration.ofSeconds(20));
    }

    /** Name of the topic that the work publishes to. */
    static String outcomes(String prefix) {
        return prefix + "outcomes";
    }

    /** Work that publishes some records that belong together. */
    static ScheduledWork publishing(String prefix) {
        return (fire, lastDone) -> new WorkResult(
                true,
                0,
                "",
                "published",
                IntStream.range(0, PIECES)
                        .mapToObj(piece -> new ProducerRecord<>(
                                outcomes(prefix), bytes(key(fire)), bytes(fire.getInstance() + "/" + piece)))
                        .toList());
    }

    static String key(Fire fire) {
        return fire.getSchedule() + "@" + fire.getDue();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
