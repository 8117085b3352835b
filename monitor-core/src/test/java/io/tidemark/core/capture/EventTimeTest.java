package io.tidemark.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-03-04T05:06:07Z, 2026-03-04T05:06:07Z",
        "2026-03-04T05:06:07.5Z, 2026-03-04T05:06:07.500Z",
        "2026-03-04T05:06:07.123456789Z, 2026-03-04T05:06:07.123Z",
        "2026-03-04T05:06:07+02:00, 2026-03-04T03:06:07Z",
        "2026-03-04T05:06:07-0330, 2026-03-04T08:36:07Z",
        "2026-03-04T05:06:07.250+14, 2026-03-03T15:06:07.250Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
        "2000-02-29T23:59:59Z, 2000-02-29T23:59:59Z",
        "1970-01-01T00:00:00.001Z, 1970-01-01T00:00:00.001Z",
        "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z"
    })
    void timeIsReadToTheMillisecond(String text, String instant) {
        assertThat(parse(text)).isEqualTo(Instant.parse(instant).toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{%s}",
                "2026-03-04",
                "2026-03-04T05:06:07",
                "2026-03-04 05:06:07Z",
                "2026-03-04T05:06:07z",
                "2026-03-04T05:06Z",
                "2026-13-04T05:06:07Z",
                "2026-00-04T05:06:07Z",
                "2026-02-29T05:06:07Z",
                "2026-04-31T05:06:07Z",
                "2026-03-00T05:06:07Z",
                "1900-02-29T05:06:07Z",
                "2100-02-29T05:06:07Z",
                "2026-03-04T24:00:00Z",
                "2026-03-04T05:60:07Z",
                "2026-03-04T05:06:60Z",
                "2026-03-04T05:06:07.Z",
                "2026-03-04T05:06:07.1234567890Z",
                "2026-03-04T05:06:07+19:00",
                "2026-03-04T05:06:07+18:01",
                "2026-03-04T05:06:07+02:60",
                "2026-03-04T05:06:07+2:00",
                "2026-03-04T05:06:07+02-00",
                "2026-03-04T05:06:07 +02",
                "2026-03-04T05:06:07Z ",
                " 2026-03-04T05:06:07Z",
                "2026-03-04T05:06:07ZZ",
                "+2026-03-04T05:06:07Z",
                "-026-03-04T05:06:07Z",
                "1772600767000",
                "2026-3-4T05:06:07Z",
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59Z",
                "0001-01-01T00:00:00Z",
                "1970-01-01T00:00:00+01:00"
            })
    void textThatIsNoTimeAfterTheEpochIsInvalid(String text) {
        assertThat(parse(text)).isEqualTo(EventTime.INVALID);
    }

    @Test
    void randomTimesAreReadAsThePlatformReadsThem() {
        long seed = 3L;
        Random random = new Random(seed);

        for (int i = 0; i < 50_000; i++) {
            long ms = 1 + random.nextLong(253_402_300_799_000L - 1);
            ZoneOffset offset = ZoneOffset.ofTotalSeconds((random.nextInt(2 * 18 * 60 + 1) - 18 * 60) * 60);
            OffsetDateTime time = Instant.ofEpochMilli(ms).atOffset(offset);
            // The text form drops seconds that are zero, and years outside four digits are not of this format.
            if (time.getSecond() != 0 && time.getYear() <= 9999 && time.getYear() >= 1970) {
                assertThat(parse(time.toString()))
                        .as("seed %d, time %s", seed, time)
                        .isEqualTo(ms);
            }
        }
    }

    private static long parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return EventTime.parse(bytes, 0, bytes.length);
    }
}
