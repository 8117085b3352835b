package io.tidemark.core.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.model.Prediction;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JoinEntryTest {
    private static final int NAMES = "adult".length() + "AllTraffic".length();

    private static Prediction withThreeFacets() {
        return new Prediction(1, 0.8125, new double[0], 0b10_01_10, -1, -1);
    }

    @Test
    void anOpenBinaryPredictionIsSmall() {
        JoinRun run = new JoinRun(ALabel.RULES).add(ALabel.predicted(ALabel.START, withThreeFacets()));
        int open = run.storedBytes();
        run.add(ALabel.label(ALabel.START + ALabel.DAY, "1"));
        int labelled = run.storedBytes();
        run.expire(ALabel.START + 31 * ALabel.DAY);

        assertThat(open - NAMES).isEqualTo(32);
        assertThat(labelled - NAMES).isEqualTo(43);
        assertThat(run.storedBytes() - NAMES).isLessThan(40);
    }

    @Test
    void anEmptyEntryIsEmptyAndComesBackSo() {
        JoinEntry entry = JoinEntry.decode(new JoinEntry().encode());

        assertThat(entry.isEmpty()).isTrue();
        assertThat(entry.captureCount()).isZero();
        assertThat(entry.labelCount()).isZero();
        assertThat(new LabelJoin(ALabel.HOURS, ALabel.RULES).nextDueMs(entry)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void everyRandomEntryComesBackAsItWas() {
        for (long seed = 0; seed < 200; seed++) {
            JoinCase records = new JoinCase(seed, (int) (seed % 12));
            byte[] bytes = records.run(records.shuffled(new Random(seed)), true)
                    .entry()
                    .encode();

            assertThat(JoinEntry.decode(bytes).encode()).as("seed %d", seed).isEqualTo(bytes);
        }
    }

    @Test
    void endpointsAndTextsOfEveryScriptComeBack() {
        Label label = Label.of(5, 0, List.of("Ä", "日本", "", "a,b\n")).forEndpoint("é");
        JoinEntry entry = new JoinEntry();
        new LabelJoin(ALabel.HOURS, ALabel.RULES).addLabel(entry, label);

        JoinEntry back = JoinEntry.decode(entry.encode());

        assertThat(back.labels().get(0).label()).isEqualTo(label);
    }

    @Test
    void damagedBytesAreRefusedAndNeverHang() {
        JoinCase records = new JoinCase(7, 8);
        byte[] bytes =
                records.run(records.shuffled(new Random(7)), false).entry().encode();
        Random random = new Random(11);
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = Arrays.copyOf(bytes, i % 2 == 0 ? bytes.length : random.nextInt(bytes.length));
            for (int flips = i % 2; flips < 2 && damaged.length > 0; flips++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                JoinEntry.decode(damaged);
            } catch (IllegalArgumentException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(2_500);
    }

    @Test
    void anotherVersionIsRefusedWithWhatToDo() {
        byte[] bytes = new JoinEntry().encode();
        bytes[0] = 9;

        assertThatThrownBy(() -> JoinEntry.decode(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stored join entry has version 9");
    }
}
