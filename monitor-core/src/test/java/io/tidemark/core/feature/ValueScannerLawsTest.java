package io.tidemark.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The scanner against the platform's own parser and against patterns, over seeded random texts. */
class ValueScannerLawsTest {
    private static final Pattern INTEGRAL = Pattern.compile("([-+] ?)?[0-9]+");
    private static final Pattern FRACTIONAL =
            Pattern.compile("([-+] ?)?[0-9]+((\\.[0-9]+)|((\\.[0-9]+)?[Ee][-+]?[0-9]+))");
    private static final Pattern NUMBER = Pattern.compile(" *[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)? *");
    private static final Pattern NAN = Pattern.compile("(?i) *[-+]?nan *");
    private static final Pattern INFINITE = Pattern.compile("(?i) *[-+]?inf(inity)? *");
    private static final String ALPHABET = "00112233456789...eE+-- naifty_,x";
    private static final int TEXTS = 300_000;

    private final ValueScanner scanner = new ValueScanner();

    @Test
    void everyDoubleIsReadBackFromItsShortestText() {
        long seed = 5L;
        Random random = new Random(seed);

        for (int i = 0; i < TEXTS; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            assertReadAs(Double.toString(number), number, seed);
        }
    }

    @Test
    void shortDecimalsAreRoundedAsThePlatformRoundsThem() {
        long seed = 6L;
        Random random = new Random(seed);

        for (int i = 0; i < TEXTS; i++) {
            String digits = Long.toString(random.nextLong() >>> random.nextInt(64));
            int point = random.nextInt(digits.length() + 1);
            String exponent = random.nextInt(3) == 0 ? "e" + (random.nextInt(80) - 40) : "";
            String text = digits.substring(0, point) + "." + digits.substring(point) + exponent;
            if (!digits.startsWith("-")) {
                assertReadAs(text, Double.parseDouble(text), seed);
            }
        }
    }

    @Test
    void classAndReadingFollowThePatterns() {
        long seed = 7L;
        Random random = new Random(seed);

        for (int i = 0; i < TEXTS; i++) {
            String text = randomText(random);
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            scanner.scan(bytes, 0, bytes.length);

            assertThat(scanner.valueClass())
                    .as("seed %d, text '%s'", seed, text)
                    .isEqualTo(classOf(text));
            assertThat(scanner.numeric()).as("seed %d, text '%s'", seed, text).isEqualTo(numericOf(text));
        }
    }

    private void assertReadAs(String text, double number, long seed) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        scanner.scan(bytes, 0, bytes.length);
        long expected = Double.doubleToLongBits(number + 0.0);
        if (Double.doubleToLongBits(scanner.value()) != expected) {
            assertThat(scanner.value()).as("seed %d, text '%s'", seed, text).isEqualTo(number);
        }
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(9);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    private static ValueClass classOf(String text) {
        if (text.isEmpty()) {
            return ValueClass.MISSING;
        }
        if (INTEGRAL.matcher(text).matches()) {
            return ValueClass.INTEGRAL;
        }
        return FRACTIONAL.matcher(text).matches() ? ValueClass.FRACTIONAL : ValueClass.STRING;
    }

    private static Numeric numericOf(String text) {
        if (text.isEmpty()) {
            return Numeric.NONE;
        }
        if (NAN.matcher(text).matches()) {
            return Numeric.NAN;
        }
        boolean infinite = INFINITE.matcher(text).matches();
        if (!infinite && !NUMBER.matcher(text).matches()) {
            return Numeric.MALFORMED;
        }
        double number = infinite
                ? (text.toLowerCase(Locale.ROOT).contains("-") ? -1 : 1) * Double.POSITIVE_INFINITY
                : Double.parseDouble(text);
        return Double.isInfinite(number)
                ? number > 0 ? Numeric.POSITIVE_INFINITY : Numeric.NEGATIVE_INFINITY
                : Numeric.FINITE;
    }
}
