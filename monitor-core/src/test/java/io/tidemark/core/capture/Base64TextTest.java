package io.tidemark.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64TextTest {
    @Test
    void everyLengthIsDecodedWithAndWithoutPadding() {
        long seed = 11L;
        Random random = new Random(seed);
        for (int length = 0; length < 300; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);

            assertThat(decode(Base64.getEncoder().encode(bytes)))
                    .as("seed %d", seed)
                    .isEqualTo(bytes);
            assertThat(decode(Base64.getEncoder().withoutPadding().encode(bytes)))
                    .as("seed %d, no padding", seed)
                    .isEqualTo(bytes);
        }
    }

    @Test
    void textCanBeDecodedInPlace() {
        byte[] text = "__QUJDRA==__".getBytes(StandardCharsets.US_ASCII);

        int end = Base64Text.decode(text, 2, 10, text, 2);

        assertThat(new String(text, 2, end - 2, StandardCharsets.US_ASCII)).isEqualTo("ABCD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "AAAAA",
                "AB",
                "AAB",
                "QUJD ",
                "QU\nJD",
                "Q=JD",
                "QUJ=D===",
                "====",
                "=",
                "QUJDR===",
                "-_AA",
                "\u00c4AAA"
            })
    void whatIsNoBase64IsRefused(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(Base64Text.decode(bytes, 0, bytes.length, new byte[100], 0)).isEqualTo(-1);
    }

    @Test
    void whatIsDecodedIsAlsoReadByTheLibrary() {
        long seed = 12L;
        Random random = new Random(seed);
        int decoded = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] text = new byte[random.nextInt(9)];
            for (int b = 0; b < text.length; b++) {
                text[b] = (byte) "ABw9+/=_ ".charAt(random.nextInt(9));
            }
            byte[] target = new byte[16];
            int end = Base64Text.decode(text, 0, text.length, target, 0);
            if (end >= 0) {
                decoded++;
                assertThat(Arrays.copyOf(target, end))
                        .as("seed %d, text %s", seed, new String(text, StandardCharsets.US_ASCII))
                        .isEqualTo(Base64.getDecoder().decode(text));
            }
        }
        assertThat(decoded).isGreaterThan(1_000);
    }

    private static byte[] decode(byte[] text) {
        byte[] target = new byte[text.length];
        int end = Base64Text.decode(text, 0, text.length, target, 0);
        return Arrays.copyOf(target, end);
    }
}
