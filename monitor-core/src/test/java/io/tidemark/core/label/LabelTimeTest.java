package io.tidemark.core.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTimeTest {
    private static OptionalLong at(String time) {
        return OptionalLong.of(Instant.parse(time).toEpochMilli());
    }

    @Test
    void anHourFolderIsItsBeginning() {
        assertThat(LabelTime.ofPath("labels/2026/03/02/01/12-22-000.jsonl.gz")).isEqualTo(at("2026-03-02T01:00:00Z"));
        assertThat(LabelTime.ofPath("2026/03/02/23/x")).isEqualTo(at("2026-03-02T23:00:00Z"));
        assertThat(LabelTime.ofPath("/a/2025/01/01/00/b/2026/03/02/23/x")).isEqualTo(at("2026-03-02T23:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-02.jsonl", "x/2024-02.jsonl.gz", "2024-02.json.zst", "/2024-02.csv"})
    void aMonthFileIsItsLastMillisecond(String path) {
        assertThat(LabelTime.ofPath(path)).isEqualTo(at("2024-02-29T23:59:59.999Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "labels.jsonl",
                "2026/03/02/24/x",
                "2026/13/02/01/x",
                "2026/02/30/01/x",
                "2026/3/2/1/x",
                "2026-13.jsonl",
                "2026-03.txt",
                "2026/03/02/x",
                "1969/12/31/23/x",
                "a2026/03/02/01/x",
                "2026-03-01.jsonl"
            })
    void anyOtherPathSaysNothing(String path) {
        assertThat(LabelTime.ofPath(path)).isEmpty();
    }

    @Test
    void aHeaderIsMillisecondsOrADateWithAnOffset() {
        assertThat(LabelTime.parse(" 1772424306000 ")).isEqualTo(at("2026-03-02T04:05:06Z"));
        assertThat(LabelTime.parse("2026-03-02T05:05:06.25+01:00")).isEqualTo(at("2026-03-02T04:05:06.250Z"));
        assertThat(LabelTime.parse("0")).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "1e3",
                "2026-03-02",
                "2026-03-02T04:05:06",
                "999999999999999",
                "9999999999999999999",
                "+12026-03-02T04:05:06Z",
                "1969-12-31T23:59:59Z",
                "٣"
            })
    void anyOtherHeaderIsNoTime(String text) {
        assertThat(LabelTime.parse(text)).isEmpty();
    }

    @Test
    void theHeaderGoesBeforeThePathAndThePathBeforeTheAppendTime() {
        assertThat(LabelTime.of("5", "2026/03/02/01/x", 7)).isEqualTo(5);
        assertThat(LabelTime.of("", "1970/01/01/01/x", 7)).isEqualTo(3_600_000);
        assertThat(LabelTime.of("no time", "x", 7)).isEqualTo(7);
    }
}
