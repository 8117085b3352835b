package io.tidemark.streams.label;

import static io.tidemark.streams.label.ModelSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.label.ConflictRule;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When entries are let go: not before both inputs have passed their time, whichever is read ahead, or long silence. */
class JoinClockTest {
    private final LabelBench bench = new LabelBench(1);

    @Test
    void labelsReadFarAheadWaitForTheirCaptures() {
        for (int i = 0; i < 20; i++) {
            bench.label("id-" + i, NOW, "1");
        }
        for (int i = 0; i < 20; i++) {
            bench.label("later-" + i, NOW.plusSeconds(280), "1");
        }
        bench.beat();
        assertThat(bench.count("orphanExpired")).isZero();

        for (int i = 0; i < 20; i++) {
            bench.predict("fraud", "id-" + i, NOW, "F", 0.9);
        }
        bench.beat();

        assertThat(bench.count("joined")).isEqualTo(20);
    }

    @Test
    void capturesReadFarAheadWaitForTheirLabels() {
        predict("fraud", 0, 20, NOW);
        predict("fraud", 20, 40, NOW.plusSeconds(280));
        bench.beat();
        assertThat(bench.count("expiredUnlabelled")).isZero();
        assertThat(bench.openIds()).isEqualTo(40);
    }

    @Test
    void aReplayOfThePastBesideALiveEndpointKeepsItsEntries() {
        LabelBench two = new LabelBench(
                1,
                ConflictRule.LAST,
                new FakeModels().activate("fraud", ModelSamples.MODEL).activate("churn", ModelSamples.MODEL));
        Instant past = NOW.minus(Duration.ofDays(1));
        for (int i = 0; i < 20; i++) {
            two.predict("fraud", "live-" + i, NOW, "F", 0.9);
            two.label("live-" + i, NOW.plusSeconds(i), "1");
            two.predict("churn", "old-" + i, past, "F", 0.9);
        }
        two.beat();
        assertThat(two.count("expiredUnlabelled")).isZero();

        two.label("old-0", past.plusSeconds(20), "1");
        two.beat();

        assertThat(two.count("joined")).isEqualTo(21);
    }

    @Test
    void entriesOfInputsThatAreSilentForLongAreLetGoByTheClock() {
        everythingIsRead();
        predict("fraud", 0, 20, NOW);
        bench.label("nobody", NOW, "1");
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.count("unlabelled")).isEqualTo(20);

        bench.pass(Duration.ofMinutes(1));

        assertThat(bench.count("unlabelled")).isZero();
        assertThat(bench.count("expiredUnlabelled")).isEqualTo(20);
        assertThat(bench.count("orphanExpired")).isEqualTo(1);
        LabelJoinProcessorTest.assertIdentity(bench);
    }

    @Test
    void aBacklogIsNoSilence() {
        everythingIsRead();
        bench.groundTruth.endsAt(100);
        bench.groundTruth.holdsOnlyMarkers(false);
        predict("fraud", 0, 20, NOW);
        bench.pass(Duration.ofSeconds(200));

        assertThat(bench.finals()).isEmpty();
        assertThat(bench.count("expiredUnlabelled")).isZero();
    }

    @Test
    void aLabelEndsTheSilence() {
        everythingIsRead();
        predict("fraud", 0, 20, NOW);
        bench.endCaptures("fraud", NOW);
        for (int i = 0; i < 20; i++) {
            bench.pass(Duration.ofSeconds(10));
            bench.label("other-" + i, NOW.plusSeconds(1), "1");
        }

        assertThat(bench.finals()).as("never twenty seconds without a label").isEmpty();
    }

    private void predict(String endpoint, int from, int to, Instant time) {
        for (int i = from; i < to; i++) {
            bench.predict(endpoint, "id-" + i, time, "F", 0.9);
        }
    }

    private void everythingIsRead() {
        bench.captures.endsAt(0);
        bench.groundTruth.endsAt(0);
        bench.captures.holdsOnlyMarkers(true);
        bench.groundTruth.holdsOnlyMarkers(true);
    }
}
