package io.tidemark.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class ListenAddressTest {
    private final ListenAddress.Converter converter = new ListenAddress.Converter();

    @ParameterizedTest
    @CsvSource({
        "9400, 127.0.0.1:9400",
        "0, 127.0.0.1:0",
        "0.0.0.0:9400, 0.0.0.0:9400",
        "monitor-1.example:65535, monitor-1.example:65535",
        "[::]:9400, [::]:9400",
        "' 9400 ', 127.0.0.1:9400"
    })
    void addressIsReadAndAPortAloneIsOfThisMachine(String text, String expected) {
        assertThat(converter.convert(text)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", ":9400", "host:", "65536", "-1", "a b:1", "::1:9400", "host:1:2", "http://a:1"})
    void whatIsNoAddressIsRefusedWithTheForm(String text) {
        assertThatThrownBy(() -> converter.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("\"" + text + "\" is no address to listen on: write PORT or HOST:PORT");
    }

    @Test
    void portOutOfRangeIsRefused() {
        assertThatThrownBy(() -> ListenAddress.ofLoopback(70_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("port = 70000 is not in [0, 65535]");
    }
}
