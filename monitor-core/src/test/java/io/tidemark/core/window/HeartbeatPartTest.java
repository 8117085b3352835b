package io.tidemark.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeartbeatPartTest {
    private static final int MOST_BYTES = 512 * 1024;

    private static Heartbeat heartbeat(int endpoints, int length, long asOfMs) {
        List<EndpointMark> marks = new ArrayList<>();
        for (int i = 0; i < endpoints; i++) {
            // Three bytes a character, as long as a name can be.
            String name = (i + "-" + "\u6e6f".repeat(length)).substring(0, length);
            marks.add(new EndpointMark(name, 1_000L + i, i % 3 == 0));
        }
        return new Heartbeat(3, 12, 77, asOfMs, true, marks);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 499, 500, 501, 1_000, 1_001, 10_000})
    void aHeartbeatOfAnyNumberOfLongNamesFitsIntoRecordsAndComesBack(int endpoints) {
        Heartbeat whole = heartbeat(endpoints, 256, 5);
        HeartbeatAssembly assembly = new HeartbeatAssembly();

        List<HeartbeatPart> parts = HeartbeatPart.split(whole);

        Optional<Heartbeat> last = Optional.empty();
        for (HeartbeatPart part : parts) {
            assertThat(last).as("only the last part completes it").isEmpty();
            byte[] bytes = part.encode();
            assertThat(bytes.length).isLessThan(MOST_BYTES);
            last = assembly.accept(HeartbeatPart.decode(bytes));
        }
        assertThat(last).contains(whole);
        assertThat(parts.size()).isBetween(1 + endpoints / 600, 1 + endpoints / 400);
    }

    @Test
    void aThousandEndpointsOfUsualNamesAreOneRecordInTheFormOfEarlierReleases() {
        Heartbeat whole = heartbeat(1_000, 40, 5);

        assertThat(HeartbeatPart.split(whole))
                .singleElement()
                .satisfies(part -> assertThat(part.encode()).isEqualTo(whole.encode()));
        assertThat(HeartbeatPart.decode(whole.encode())).isEqualTo(new HeartbeatPart(whole, 0, 1));
    }

    /** A task that failed between two parts left the first of a newer heartbeat beside the second of an older one. */
    @Test
    void partsOfTwoHeartbeatsMakeNone() {
        List<HeartbeatPart> older = HeartbeatPart.split(heartbeat(1_000, 256, 5));
        List<HeartbeatPart> newer = HeartbeatPart.split(heartbeat(1_000, 256, 6));
        HeartbeatAssembly assembly = new HeartbeatAssembly();

        assertThat(assembly.accept(newer.get(0))).isEmpty();
        assertThat(assembly.accept(older.get(1))).isEmpty();
        assertThat(assembly.accept(newer.get(1)))
                .as("what was on its way completes it")
                .isPresent();
    }

    @Test
    void aPartWithoutItsFirstIsNothingAndPartitionsDoNotMix() {
        List<HeartbeatPart> parts = HeartbeatPart.split(heartbeat(1_000, 256, 5));
        Heartbeat other = new Heartbeat(4, 12, 77, 5, false, List.of());
        HeartbeatAssembly assembly = new HeartbeatAssembly();

        assertThat(assembly.accept(parts.get(1))).isEmpty();
        assertThat(assembly.accept(parts.get(0))).isEmpty();
        assertThat(assembly.accept(new HeartbeatPart(other, 0, 1))).contains(other);
        assertThat(assembly.accept(parts.get(1))).isPresent();
        assembly.accept(parts.get(0));
        assembly.clear();
        assertThat(assembly.accept(parts.get(1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whateverIsLostOnTheWayNoHeartbeatIsMadeUp(long seed) {
        Random random = new Random(seed);
        List<Heartbeat> sent = new ArrayList<>();
        HeartbeatAssembly assembly = new HeartbeatAssembly();
        for (int i = 0; i < 50; i++) {
            Heartbeat whole = heartbeat(400 + random.nextInt(3) * 600, 256, i);
            sent.add(whole);
            for (HeartbeatPart part : HeartbeatPart.split(whole)) {
                if (random.nextInt(4) > 0) {
                    assembly.accept(part)
                            .ifPresent(
                                    made -> assertThat(made).as("seed %d", seed).isEqualTo(whole));
                }
            }
        }
        assertThat(sent).hasSize(50);
    }

    @Test
    void aPartThatDoesNotExistIsRefused() {
        Heartbeat whole = heartbeat(1, 10, 5);
        assertThatIllegalArgumentException().isThrownBy(() -> new HeartbeatPart(whole, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new HeartbeatPart(whole, -1, 1));
        byte[] bytes = HeartbeatPart.split(heartbeat(1_000, 256, 5)).get(0).encode();
        bytes[1] = 9;
        assertThatIllegalArgumentException().isThrownBy(() -> HeartbeatPart.decode(bytes));
    }
}
