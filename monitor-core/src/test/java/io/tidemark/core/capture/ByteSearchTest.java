package io.tidemark.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteSearchTest {
    @Test
    void searchesFindWhatAPlainLoopFinds() {
        long seed = 8L;
        Random random = new Random(seed);

        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = randomBytes(random);
            int from = random.nextInt(bytes.length + 1);

            assertThat(ByteSearch.stringStop(bytes, from, bytes.length))
                    .as("seed %d, case %d", seed, i)
                    .isEqualTo(plainStringStop(bytes, from));
            assertThat(ByteSearch.indexOf(bytes, from, bytes.length, '"'))
                    .as("seed %d, case %d", seed, i)
                    .isEqualTo(plainIndexOf(bytes, from));
        }
    }

    @Test
    void matchesMarksEveryMatchAndNothingElse() {
        // A comma before a minus is where the form with borrows would mark the minus as well.
        long word = ByteSearch.word(new byte[] {',', '-', ',', '+', (byte) 0xAC, ',', 0, '-'}, 0);

        assertThat(ByteSearch.matches(word, ',')).isEqualTo(0x0000_8000_0080_0080L);
    }

    private static byte[] randomBytes(Random random) {
        byte[] bytes = new byte[random.nextInt(40)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(12) == 0 ? random.nextInt(256) : 'a' + random.nextInt(26));
        }
        return bytes;
    }

    private static int plainStringStop(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '"' && bytes[at] != '\\' && (bytes[at] < 0 || bytes[at] >= ' ')) {
            at++;
        }
        return at;
    }

    private static int plainIndexOf(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '"') {
            at++;
        }
        return at;
    }
}
