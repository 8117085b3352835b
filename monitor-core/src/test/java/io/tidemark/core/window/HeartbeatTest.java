package io.tidemark.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeartbeatTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void comesBackFromItsBytes(long seed) {
        Random random = new Random(seed);
        List<EndpointMark> marks = new ArrayList<>();
        for (int i = random.nextInt(20); i > 0; i--) {
            marks.add(new EndpointMark("endpoint-ü-" + i, random.nextLong(), random.nextBoolean()));
        }
        Heartbeat beat = new Heartbeat(
                random.nextInt(12), 12, random.nextLong(), random.nextLong(), random.nextBoolean(), marks);

        assertThat(Heartbeat.decode(beat.encode())).isEqualTo(beat);
    }

    @Test
    void keepsItsMarksWhateverTheCallerDoesWithTheList() {
        List<EndpointMark> marks = new ArrayList<>(List.of(new EndpointMark("credit", 1, false)));
        Heartbeat beat = new Heartbeat(0, 1, 0, 0, true, marks);
        marks.clear();

        assertThat(beat.marks()).hasSize(1);
    }

    @Test
    void aPartitionThatDoesNotExistIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Heartbeat(3, 3, 0, 0, true, List.of()))
                .withMessage("inputPartition = 3 is not in [0, 3)");
        assertThatIllegalArgumentException().isThrownBy(() -> new Heartbeat(-1, 3, 0, 0, true, List.of()));
    }

    @Test
    void anotherVersionIsRefused() {
        byte[] bytes = new Heartbeat(0, 1, 0, 0, true, List.of()).encode();
        bytes[0] = 2;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Heartbeat.decode(bytes))
                .withMessageStartingWith("heartbeat has version 2");
    }
}
