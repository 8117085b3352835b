package io.tidemark.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.window.Watermark;
import org.junit.jupiter.api.Test;

class ArrivalBoundsTest {
    private static final long SILENCE = 1_000;

    private final ArrivalBounds.Seen id = new ArrivalBounds.Seen();

    private static void pass(ArrivalBounds bounds, String endpoint, long timeMs) {
        for (int i = 0; i < 8; i++) {
            bounds.observe(endpoint, timeMs);
        }
    }

    @Test
    void anIdWhoseRecordsCameBeforeAnythingWasLetGoDependsOnNoOrder() {
        ArrivalBounds bounds = new ArrivalBounds(SILENCE, Watermark.NONE);
        bounds.capture("a", 10);
        bounds.capture(id, "a", 10, 500);
        bounds.label(11);
        bounds.label(id, 100, 11, 400);
        pass(bounds, "a", 10_000);
        bounds.finish();

        assertThat(bounds.isIndependent(id)).isTrue();
    }

    @Test
    void aCaptureBehindTheTimeForWhichItsLabelWaitedCannotBeTold() {
        ArrivalBounds bounds = new ArrivalBounds(SILENCE, Watermark.NONE);
        pass(bounds, "a", 401);
        bounds.capture("a", 10);
        bounds.capture(id, "a", 10, 500);
        bounds.label(11);
        bounds.label(id, 100, 11, 400);
        bounds.finish();

        assertThat(bounds.isIndependent(id)).isFalse();
    }

    /** Labels that are read far ahead of captures let nothing go. */
    @Test
    void labelsReadAheadMatterOnlyAsFarAsCapturesHaveCome() {
        ArrivalBounds bounds = new ArrivalBounds(SILENCE, Watermark.NONE);
        pass(bounds, "a", 300);
        bounds.endLabels(90_000);
        bounds.label(11);
        bounds.label(id, 100, 11, 400);
        bounds.finish();

        assertThat(bounds.isIndependent(id)).isTrue();
    }

    @Test
    void aSilenceMattersOnlyIfTheApplicationSaysThatItDecided() {
        for (boolean isDecided : new boolean[] {false, true}) {
            ArrivalBounds bounds = new ArrivalBounds(SILENCE, isDecided ? 1_000_000 : Watermark.NONE);
            ArrivalBounds.Seen seen = new ArrivalBounds.Seen();
            bounds.capture("a", 10);
            bounds.capture(seen, "a", 10, 500);
            bounds.label(5_000);
            bounds.label(seen, 100, 5_000, 400);
            bounds.finish();
            assertThat(bounds.isIndependent(seen)).isEqualTo(!isDecided);
        }
    }

    @Test
    void anotherEndpointMayHaveStoodInForOneThatWasNotKnownYet() {
        ArrivalBounds bounds = new ArrivalBounds(SILENCE, Watermark.NONE);
        bounds.capture("live", 5);
        pass(bounds, "live", 90_000);
        bounds.capture("past", 10);
        bounds.capture(id, "past", 10, 500);
        bounds.finish();

        assertThat(bounds.isIndependent(id)).isFalse();
    }

    @Test
    void silencesOfBothInputsAreWhereTheyOverlap() {
        SilentTimes one = new SilentTimes(SILENCE);
        one.saw(0);
        one.saw(10_000);
        SilentTimes other = new SilentTimes(SILENCE);
        other.saw(5_000);
        other.saw(6_500);

        assertThat(SilentTimes.both(one, other))
                .contains(new SilentTimes.Span(900, 5_000), new SilentTimes.Span(5_900, 6_500))
                .contains(new SilentTimes.Span(7_400, 10_000), new SilentTimes.Span(10_900, Long.MAX_VALUE));
    }
}
