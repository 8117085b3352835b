package io.tidemark.app.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SizeConverterTest {
    private final SizeConverter converter = new SizeConverter();

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1048576, 1048576",
        "5b, 5",
        "2kB, 2000",
        "500MB, 500000000",
        "64GiB, 68719476736",
        "1 TiB, 1099511627776",
        " 3mib , 3145728",
        "9TB, 9000000000000"
    })
    void sizesAreReadAsPeopleWriteThem(String text, long bytes) {
        assertThat(converter.convert(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1.5GB", "GiB", "10 parsecs", "9999999999999TiB", "1e9", "0x10"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> converter.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("is no size: write 500MB");
    }
}
