package io.tidemark.app.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class DurationConverterTest {
    private final DurationConverter converter = new DurationConverter();

    @ParameterizedTest
    @CsvSource({
        "0,PT0S",
        "0h,PT0S",
        "30s,PT30S",
        "90m,PT1H30M",
        "1h,PT1H",
        "1h30m,PT1H30M",
        "7d,P7D",
        "500ms,PT0.5S",
        "PT1H,PT1H",
        "P1D,P1D",
        "' 1h ',PT1H"
    })
    void durationsAreReadAsPeopleWriteThem(String text, Duration expected) {
        assertThat(converter.convert(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1 hour", "1hour", "h", "1", "-1h", "1h 30m", "1.5h", "9999999999s", "1w"})
    void anythingElseNamesTheExpectedForms(String text) {
        assertThatThrownBy(() -> converter.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("\"" + text + "\" is no duration: write 30s, 90m, 1h, 1h30m, 7d or PT1H");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "30s", "1h30m", "7d", "1d2h3m4s5ms"})
    void textOfADurationIsReadBack(String text) {
        assertThat(DurationConverter.text(converter.convert(text))).isEqualTo(text);
    }
}
