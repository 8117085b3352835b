package io.tidemark.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.streams.processor.FakeBaselines;
import io.tidemark.streams.processor.Quarantine;
import io.tidemark.wire.avro.DeadLetter;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times that are none, in the capture and in Kafka's record: dead letters, no exception, and the others go on. */
class Fault14AbsurdTimestampsTest {
    private static final Instant NOW = DriftDriver.NOW;

    private final DriftDriver driver = new DriftDriver(new FakeBaselines(), new Quarantine(), Set.of());

    @AfterEach
    void close() {
        driver.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1969-12-31T23:59:59.999Z",
                "1970-01-01T00:00:00Z",
                "1970-01-01T01:00:00+01:00",
                "-1",
                "0",
                "9223372036854775807",
                "-292275055-05-16T16:47:04.192Z",
                "+292278994-08-17T07:12:55.807Z",
                "2026-02-30T00:00:00Z",
                "2026-03-02T24:00:00Z",
                "2026-03-02T12:00:00",
                ""
            })
    void anEventTimeThatIsNoneIsADeadLetter(String time) {
        String good = DriftDriver.capture(NOW);
        driver.sendRaw("fraud", good.replace(NOW.toString(), time));
        driver.send("fraud", NOW, 2);
        driver.end("fraud", NOW);

        assertThat(driver.letters()).extracting(DeadLetter::getReason).containsExactly("badTime");
        assertThat(driver.reports()).extracting(Report::getRecords).containsExactly(2L);
    }

    @Test
    void theLastEventTimeThatCanBeWrittenIsInTheFuture() {
        driver.send("fraud", Instant.parse("9999-12-31T23:59:59.999Z"), 20);
        driver.send("fraud", NOW, 2);
        driver.end("fraud", NOW);

        assertThat(driver.letters())
                .hasSize(20)
                .extracting(DeadLetter::getReason)
                .containsOnly("future");
        assertThat(driver.reports()).extracting(Report::getRecords).containsExactly(2L);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE})
    void anAppendTimeThatIsNoneIsADeadLetterAndMakesNoLaterRecordLate(long appendMs) {
        driver.sendAppended(appendMs, "fraud", DriftDriver.capture(NOW));
        driver.send("fraud", NOW, 2);
        driver.pass(Duration.ofSeconds(3));
        driver.end("fraud", NOW);

        assertThat(driver.letters()).extracting(DeadLetter::getReason).containsExactly("badTime");
        assertThat(driver.reports()).extracting(Report::getRecords).containsExactly(2L);
        assertThat(driver.ledger(LedgerScope.LATE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void aRecordThatKafkaHasNoTimeForReachesIntake(long timestamp) {
        assertThat(new AppendTime().extract(appended(timestamp), 77)).isZero();
        assertThat(new AppendTime().extract(appended(5), 77)).isEqualTo(5);
    }

    private static ConsumerRecord<Object, Object> appended(long timestamp) {
        return new ConsumerRecord<>(
                "captures",
                0,
                0,
                timestamp,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                "key",
                "value",
                new RecordHeaders(),
                Optional.empty());
    }
}
