package io.tidemark.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Murmur128Test {
    /** Published values of MurmurHash3_x64_128 with seed 0, as two unsigned numbers. */
    @Test
    void theHashIsMurmurHash3() {
        assertThat(hex("")).isEqualTo("00000000000000000000000000000000");
        assertThat(hex("hello")).isEqualTo("cbd8a7b341bd9b025b1e906a48ae1d19");
        assertThat(hex("The quick brown fox jumps over the lazy dog")).isEqualTo("e34bbc7bbc071b6c7a433ca9c49a9347");
    }

    @Test
    void piecesOfSixteenBytesGiveTheHashOfTheWhole() {
        for (int length = 16; length < 70; length++) {
            byte[] whole = new byte[length];
            new Random(length).nextBytes(whole);
            Murmur128 pieces = new Murmur128();
            pieces.begin().add(number(whole, 0), number(whole, 8)).end(whole, 16, length);
            Murmur128 atOnce = new Murmur128();
            atOnce.begin().end(whole, 0, length);

            assertThat(pieces.high()).as("seed and length %d", length).isEqualTo(atOnce.high());
            assertThat(pieces.low()).isEqualTo(atOnce.low());
        }
    }

    @Test
    void oneBitOfTheInputChangesHalfOfTheHash() {
        byte[] bytes = "order-2026-000017".getBytes(StandardCharsets.UTF_8);
        Murmur128 hash = new Murmur128();
        hash.begin().end(bytes, 0, bytes.length);
        long high = hash.high();
        long low = hash.low();
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            hash.begin().end(changed, 0, changed.length);
            int flipped = Long.bitCount(hash.high() ^ high) + Long.bitCount(hash.low() ^ low);
            assertThat(flipped).as("bit %d", bit).isBetween(36, 92);
        }
    }

    private static long number(byte[] bytes, int from) {
        long value = 0;
        for (int i = from + 7; i >= from; i--) {
            value = (value << 8) | (bytes[i] & 0xFF);
        }
        return value;
    }

    private static String hex(String text) {
        byte[] around = ("##" + text + "##").getBytes(StandardCharsets.UTF_8);
        Murmur128 hash = new Murmur128();
        hash.begin().end(around, 2, around.length - 2);
        assertThat(Arrays.copyOfRange(around, 0, 2)).containsOnly('#');
        return String.format("%016x%016x", hash.high(), hash.low());
    }
}
