package io.tidemark.baseline.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvFormatTest {
    @Test
    void standardFormatHasCommaQuoteAndSixteenMebibytes() {
        assertThat(CsvFormat.rfc4180()).isEqualTo(new CsvFormat(',', '"', 16 << 20));
    }

    @ParameterizedTest
    @ValueSource(chars = {'\0', '\n', '\r', '"', '\u007f', 'é'})
    void delimiterThatCannotSeparateIsRefused(char delimiter) {
        CsvFormat format = CsvFormat.rfc4180();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> format.withDelimiter(delimiter))
                .withMessageStartingWith("delimiter = U+%04X ", (int) delimiter);
    }

    @ParameterizedTest
    @ValueSource(chars = {'\0', '\t', ' ', 'é'})
    void quoteThatIsNotPrintableIsRefused(char quote) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CsvFormat(',', quote, 100))
                .withMessage("quote = U+%04X is not printable ASCII", (int) quote);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, (1 << 29) + 1})
    void boundOutOfRangeIsRefused(int maxRowBytes) {
        CsvFormat format = CsvFormat.rfc4180();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> format.withMaxRowBytes(maxRowBytes))
                .withMessage("maxRowBytes = " + maxRowBytes + " is not in [1, 536870912]");
    }
}
