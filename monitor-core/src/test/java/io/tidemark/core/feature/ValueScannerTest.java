package io.tidemark.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueScannerTest {
    private final ValueScanner scanner = new ValueScanner();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "0|INTEGRAL|0",
                "41|INTEGRAL|41",
                "+7|INTEGRAL|7",
                "-7|INTEGRAL|-7",
                "007|INTEGRAL|7",
                "9223372036854775808|INTEGRAL|9.223372036854775808e18",
                "12.5|FRACTIONAL|12.5",
                "-0.25|FRACTIONAL|-0.25",
                "1e5|FRACTIONAL|1e5",
                "1E-3|FRACTIONAL|1e-3",
                "2.5e+10|FRACTIONAL|2.5e10",
                "4.9e-324|FRACTIONAL|4.9e-324",
                "2.2250738585072011e-308|FRACTIONAL|2.2250738585072011e-308",
                "1.7976931348623157e308|FRACTIONAL|1.7976931348623157e308",
                "9007199254740993|INTEGRAL|9007199254740992",
                "0.1000000000000000055511151231257827|FRACTIONAL|0.1",
                ".5|STRING|0.5",
                "5.|STRING|5",
                "5.e1|STRING|50",
                " 1|STRING|1",
                "1 |STRING|1",
                "  -1.5e1  |STRING|-15",
            })
    void numberIsReadWhateverItsClass(String text, ValueClass valueClass, double number) {
        int code = scan(text);

        assertThat(scanner.valueClass()).isEqualTo(valueClass);
        assertThat(scanner.numeric()).isEqualTo(Numeric.FINITE);
        assertThat(scanner.value()).isEqualTo(number);
        assertThat(ValueScanner.isFinite(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "red",
                "0x1F",
                "0x1p3",
                "1_000",
                "1,5",
                "1 000",
                "1e",
                "1e+",
                "e5",
                ".",
                "-",
                "+",
                "-.",
                "+-1",
                "--1",
                "1.2.3",
                "12abc",
                "1d",
                "1f",
                "NaNs",
                "in",
                "infin",
                "infinity1",
                "nan nan",
                " ",
                "   ",
                "\t1",
                "1\n",
                "TRUE",
                "True",
                " true",
                "true ",
                "-true",
                "null",
                "\u0661\u0662",
                "\uff11",
                "1\u0000",
                "1e5.0",
                "- .5"
            })
    void textThatIsNoNumberIsMalformedAndAString(String text) {
        int code = scan(text);

        assertThat(scanner.valueClass()).isEqualTo(ValueClass.STRING);
        assertThat(scanner.numeric()).isEqualTo(Numeric.MALFORMED);
        assertThat(scanner.value()).isNaN();
        assertThat(ValueScanner.isFinite(code)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void lowerCaseBooleansAreBooleanAndNoNumber(String text) {
        scan(text);

        assertThat(scanner.valueClass()).isEqualTo(ValueClass.BOOLEAN);
        assertThat(scanner.numeric()).isEqualTo(Numeric.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({"- 5, INTEGRAL", "+ 5, INTEGRAL", "- 5.5, FRACTIONAL", "- 1e5, FRACTIONAL"})
    void spaceAfterTheSignKeepsTheClassButIsNoNumber(String text, ValueClass valueClass) {
        scan(text);

        assertThat(scanner.valueClass()).isEqualTo(valueClass);
        assertThat(scanner.numeric()).isEqualTo(Numeric.MALFORMED);
    }

    @Test
    void twoSpacesAfterTheSignAreAString() {
        scan("-  5");

        assertThat(scanner.valueClass()).isEqualTo(ValueClass.STRING);
        assertThat(scanner.numeric()).isEqualTo(Numeric.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nan", "NaN", "NAN", "-nan", "+NaN", " nan "})
    void nanIsReadInAnyCase(String text) {
        scan(text);

        assertThat(scanner.valueClass()).isEqualTo(ValueClass.STRING);
        assertThat(scanner.numeric()).isEqualTo(Numeric.NAN);
        assertThat(scanner.value()).isNaN();
    }

    @ParameterizedTest
    @CsvSource({
        "inf, POSITIVE_INFINITY, STRING",
        "+Inf, POSITIVE_INFINITY, STRING",
        "Infinity, POSITIVE_INFINITY, STRING",
        "-INF, NEGATIVE_INFINITY, STRING",
        "-infinity, NEGATIVE_INFINITY, STRING",
        "1e999, POSITIVE_INFINITY, FRACTIONAL",
        "-1e999, NEGATIVE_INFINITY, FRACTIONAL",
        "1.7976931348623159e308, POSITIVE_INFINITY, FRACTIONAL",
        "1e99999999999999999999, POSITIVE_INFINITY, FRACTIONAL"
    })
    void infinityIsReadFromWordsAndFromOverflow(String text, Numeric numeric, ValueClass valueClass) {
        scan(text);

        assertThat(scanner.numeric()).isEqualTo(numeric);
        assertThat(scanner.valueClass()).isEqualTo(valueClass);
        assertThat(scanner.value())
                .isEqualTo(numeric == Numeric.POSITIVE_INFINITY ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0", "-0.0", "-0e10", "0e99999999999", "-1e-400", "1e-99999999999", "-0.000e5"})
    void zeroHasNoSign(String text) {
        scan(text);

        assertThat(scanner.numeric()).isEqualTo(Numeric.FINITE);
        assertThat(Double.doubleToRawLongBits(scanner.value())).isZero();
    }

    @Test
    void emptyTextIsMissingAndCodedAsZero() {
        assertThat(scan("")).isZero();

        assertThat(scanner.valueClass()).isEqualTo(ValueClass.MISSING);
        assertThat(scanner.numeric()).isEqualTo(Numeric.NONE);
        assertThat(scanner.value()).isNaN();
    }

    @Test
    void eightHundredDigitsAreReadExactlyAndMoreAreMalformed() {
        String digits = "1".repeat(800);
        scan("0." + digits.substring(1));
        double expected = new BigDecimal("0." + digits.substring(1)).doubleValue();
        assertThat(scanner.value()).isEqualTo(expected);

        scan(digits + "1");

        assertThat(scanner.valueClass()).isEqualTo(ValueClass.INTEGRAL);
        assertThat(scanner.numeric()).isEqualTo(Numeric.MALFORMED);
    }

    @Test
    void longTailDecidesTheRoundingOfAMidpoint() {
        // 2^53 + 1 lies between two doubles; the last of many digits tells which one is nearer.
        String midpoint = "9007199254740993." + "0".repeat(700);

        scan(midpoint + "0");
        assertThat(scanner.value()).isEqualTo(9007199254740992.0);
        scan(midpoint + "1");
        assertThat(scanner.value()).isEqualTo(9007199254740994.0);
    }

    @Test
    void onlyTheRangeIsRead() {
        byte[] row = "9,12.5,7".getBytes(StandardCharsets.US_ASCII);

        scanner.scan(row, 2, 6);

        assertThat(scanner.value()).isEqualTo(12.5);
        assertThat(scanner.valueClass()).isEqualTo(ValueClass.FRACTIONAL);
    }

    @Test
    void codeHoldsBothIndexes() {
        int code = scan("-1e999");

        assertThat(ValueScanner.classIndex(code)).isEqualTo(ValueClass.FRACTIONAL.index());
        assertThat(ValueScanner.numericIndex(code)).isEqualTo(Numeric.NEGATIVE_INFINITY.index());
    }

    private int scan(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return scanner.scan(bytes, 0, bytes.length);
    }
}
