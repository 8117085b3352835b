package io.tidemark.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WatermarkBoardTest {
    private static final String ENDPOINT = "credit";

    private final WatermarkBoard board = new WatermarkBoard();

    @Test
    void anEmptyBoardHoldsEveryWindow() {
        assertThat(board.lowWatermark(ENDPOINT)).isEqualTo(Watermark.NONE);
    }

    @Test
    void theLowestPartitionCounts() {
        board.accept(busy(0, 3, 500));
        board.accept(busy(1, 3, 300));
        board.accept(busy(2, 3, 400));

        assertThat(board.lowWatermark(ENDPOINT)).isEqualTo(300);
    }

    @Test
    void aPartitionThatHasNotSpokenHoldsEveryWindow() {
        board.accept(busy(0, 3, 500));
        board.accept(busy(2, 3, 400));

        assertThat(board.lowWatermark(ENDPOINT)).isEqualTo(Watermark.NONE);
    }

    @Test
    void anIdlePartitionIsSkipped() {
        board.accept(busy(0, 2, 500));
        board.accept(idle(1, 2, 100, 9_000));

        assertThat(board.lowWatermark(ENDPOINT)).isEqualTo(500);
    }

    @Test
    void aPartitionThatIsBusyButKnowsNoTimeYetHoldsEveryWindow() {
        board.accept(busy(0, 2, 500));
        board.accept(busy(1, 2, Watermark.NONE));

        assertThat(board.lowWatermark(ENDPOINT)).isEqualTo(Watermark.NONE);
    }

    @Test
    void whereAllAreIdleTheSlowestClockCounts() {
        board.accept(idle(0, 2, 500, 9_000));
        board.accept(idle(1, 2, Watermark.NONE, 8_000));

        assertThat(board.lowWatermark(ENDPOINT)).isEqualTo(8_000);
    }

    @Test
    void whereAllAreIdleNoTimeThatWasSeenIsUndone() {
        board.accept(idle(0, 2, 10_000, 9_000));
        board.accept(idle(1, 2, 20, 8_000));

        assertThat(board.lowWatermark(ENDPOINT)).isEqualTo(10_000);
    }

    @Test
    void anUnnamedEndpointIsIdleOnlyWhereOthersAre() {
        board.accept(busy(0, 2, 500));
        board.accept(new Heartbeat(1, 2, 0, 9_000, true, List.of()));
        assertThat(board.lowWatermark(ENDPOINT)).isEqualTo(500);

        board.accept(new Heartbeat(1, 2, 0, 9_000, false, List.of()));
        assertThat(board.lowWatermark(ENDPOINT)).isEqualTo(Watermark.NONE);
    }

    @Test
    void theNewestHeartbeatOfAPartitionReplacesTheOneBefore() {
        board.accept(busy(0, 1, 500));
        board.accept(busy(0, 1, 700));

        assertThat(board.lowWatermark(ENDPOINT)).isEqualTo(700);
    }

    @Test
    void endpointsDoNotDisturbEachOther() {
        board.accept(new Heartbeat(
                0,
                1,
                0,
                9_000,
                false,
                List.of(new EndpointMark("fraud", 100, false), new EndpointMark(ENDPOINT, 900, false))));

        assertThat(board.lowWatermark(ENDPOINT)).isEqualTo(900);
        assertThat(board.lowWatermark("fraud")).isEqualTo(100);
    }

    @Test
    void clearForgetsEveryPartition() {
        board.accept(busy(0, 1, 500));
        board.clear();

        assertThat(board.lowWatermark(ENDPOINT)).isEqualTo(Watermark.NONE);
        board.accept(busy(0, 1, 5));
        assertThat(board.lowWatermark(ENDPOINT)).isEqualTo(5);
    }

    @Test
    void theOrderOfPartitionsDoesNotMatter() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            List<Heartbeat> beats = new ArrayList<>();
            for (int partition = 0; partition < 6; partition++) {
                beats.add(
                        random.nextBoolean()
                                ? busy(partition, 6, random.nextInt(1_000))
                                : idle(partition, 6, random.nextInt(1_000), random.nextInt(2_000)));
            }
            long expected = lowOf(beats);
            Collections.shuffle(beats, random);
            assertThat(lowOf(beats)).as("seed 5, round %d", round).isEqualTo(expected);
        }
    }

    private static long lowOf(List<Heartbeat> beats) {
        WatermarkBoard fresh = new WatermarkBoard();
        beats.forEach(fresh::accept);
        return fresh.lowWatermark(ENDPOINT);
    }

    private static Heartbeat busy(int partition, int of, long watermarkMs) {
        return new Heartbeat(partition, of, 0, 0, false, List.of(new EndpointMark(ENDPOINT, watermarkMs, false)));
    }

    private static Heartbeat idle(int partition, int of, long watermarkMs, long asOfMs) {
        return new Heartbeat(partition, of, 0, asOfMs, false, List.of(new EndpointMark(ENDPOINT, watermarkMs, true)));
    }
}
