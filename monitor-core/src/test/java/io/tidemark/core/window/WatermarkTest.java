package io.tidemark.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatermarkTest {
    private static final int RANK = 8;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void isTheEighthLargestTimeOfASortedList(long seed) {
        Random random = new Random(seed);
        Watermark watermark = new Watermark();
        List<Long> seen = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            long time = random.nextInt(3) == 0 ? random.nextInt(50) : random.nextLong() >> random.nextInt(60);
            watermark.observe(time);
            seen.add(time);
            seen.sort(Comparator.reverseOrder());
            long expected = seen.size() < RANK ? Watermark.NONE : seen.get(RANK - 1);
            assertThat(watermark.value()).as("seed %d, time %d", seed, i).isEqualTo(expected);
        }
    }

    @Test
    void standsAtNoneUntilEightRecordsWereSeen() {
        Watermark watermark = new Watermark();
        for (int i = 0; i < 7; i++) {
            watermark.observe(1_000 + i);
            assertThat(watermark.value()).isEqualTo(Watermark.NONE);
        }
        watermark.observe(5);

        assertThat(watermark.value()).isEqualTo(5);
    }

    @Test
    void isDeafToSevenRecordsFromTheFutureAndHearsTheEighth() {
        Watermark watermark = new Watermark();
        for (int i = 0; i < 100; i++) {
            watermark.observe(i);
        }
        for (int i = 0; i < 7; i++) {
            watermark.observe(Long.MAX_VALUE);
        }
        assertThat(watermark.value()).isEqualTo(99);

        watermark.observe(Long.MAX_VALUE);
        assertThat(watermark.value()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void doesNotDependOnTheOrderOfRecords() {
        List<Long> times = new ArrayList<>();
        for (long i = 0; i < 200; i++) {
            times.add(i * 7919 % 1_000);
        }
        Watermark first = watermarkOf(times);
        for (long seed = 0; seed < 20; seed++) {
            Collections.shuffle(times, new Random(seed));
            assertThat(watermarkOf(times).encode()).as("seed %d", seed).isEqualTo(first.encode());
        }
    }

    @Test
    void aFloorLiftsItAndNeverLowersIt() {
        Watermark watermark = new Watermark();
        watermark.raiseTo(500);
        assertThat(watermark.value()).isEqualTo(500);

        watermark.raiseTo(400);
        assertThat(watermark.value()).isEqualTo(500);

        for (int i = 0; i < 8; i++) {
            watermark.observe(600);
        }
        assertThat(watermark.value()).isEqualTo(600);
    }

    @Test
    void whatIsStoredGoesOnAsIfNeverStored() {
        Random random = new Random(3);
        Watermark live = new Watermark();
        Watermark restored = new Watermark();
        live.raiseTo(-5);
        restored.raiseTo(-5);
        for (int i = 0; i < 300; i++) {
            long time = random.nextInt(1_000_000);
            live.observe(time);
            restored.observe(time);
            restored = Watermark.decode(restored.encode());
            assertThat(restored.value()).isEqualTo(live.value());
            assertThat(restored.encode()).isEqualTo(live.encode());
        }
    }

    @Test
    void damagedBytesAreRefused() {
        byte[] bytes = new Watermark().encode();
        bytes[0] = 9;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Watermark.decode(bytes))
                .withMessageStartingWith("stored watermark has version 9");
        assertThatIllegalArgumentException().isThrownBy(() -> Watermark.decode(new byte[] {1, 2}));
    }

    private static Watermark watermarkOf(List<Long> times) {
        Watermark watermark = new Watermark();
        times.forEach(watermark::observe);
        return watermark;
    }
}
