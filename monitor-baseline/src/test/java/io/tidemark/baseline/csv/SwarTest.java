package io.tidemark.baseline.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SwarTest {
    private static final byte[] NEAR = {0, 1, 0x0a, 0x0d, 0x1f, 0x20, 0x21, 0x22, 0x23, 0x2b, 0x2c, 0x2d, 0x7f, -128, -1
    };

    @Test
    void marksAreExactInEveryByte() {
        for (long seed = 0; seed < 20_000; seed++) {
            byte[] bytes = bytes(seed, 8);
            long word = Swar.word(bytes, 0);
            for (int i = 0; i < 8; i++) {
                assertThat(marked(Swar.matches(word, Swar.pattern(',')), i))
                        .as("seed %d", seed)
                        .isEqualTo(bytes[i] == ',');
                assertThat(marked(Swar.controls(word), i)).as("seed %d", seed).isEqualTo((bytes[i] & 0xff) < 0x20);
            }
            assertThat((Swar.matches(word, Swar.pattern('"')) | Swar.controls(word)) & 0x7f7f7f7f7f7f7f7fL)
                    .isZero();
        }
    }

    @Test
    void firstIsTheLowestMark() {
        assertThat(Swar.first(
                        Swar.matches(Swar.word("ab,d,fgh".getBytes(StandardCharsets.US_ASCII), 0), Swar.pattern(','))))
                .isEqualTo(2);
        assertThat(Swar.first(0)).isEqualTo(8);
    }

    @Test
    void countEqualsAByteByByteCountForEveryRange() {
        for (long seed = 0; seed < 200; seed++) {
            byte[] bytes = bytes(seed, 40);
            for (int from = 0; from <= bytes.length; from++) {
                for (int to = from; to <= bytes.length; to++) {
                    assertThat(Swar.count(bytes, from, to, Swar.pattern('"')))
                            .as("seed %d", seed)
                            .isEqualTo(plainCount(bytes, from, to));
                }
            }
        }
    }

    private static long plainCount(byte[] bytes, int from, int to) {
        long count = 0;
        for (int i = from; i < to; i++) {
            count += bytes[i] == '"' ? 1 : 0;
        }
        return count;
    }

    private static boolean marked(long marks, int index) {
        return (marks >>> (8 * index + 7) & 1) != 0;
    }

    private static byte[] bytes(long seed, int length) {
        Random random = new Random(seed);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = random.nextBoolean() ? NEAR[random.nextInt(NEAR.length)] : (byte) random.nextInt();
        }
        return bytes;
    }
}
