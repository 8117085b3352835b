package io.tidemark.core.label;

import static io.tidemark.core.label.ALabel.HOUR;
import static io.tidemark.core.label.ALabel.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.window.WindowSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LabelsOfSeveralEndpointsTest {
    private static final LabelDeadline SHORT = new LabelDeadline(
            ALabel.HOURS,
            ALabel.RULES
                    .withHorizon(Duration.ofHours(1))
                    .withOrphans(Duration.ofHours(1))
                    .withConflict(ConflictRule.FIRST));
    private static final LabelDeadline LONG = new LabelDeadline(
            WindowSpec.of(Duration.ofHours(2), Duration.ZERO),
            ALabel.RULES.withHorizon(Duration.ofHours(9)).withOrphans(Duration.ofHours(3)));
    private static final Duration LONGEST_WAIT = Duration.ofHours(3);

    private final LabelJoin join = both();
    private final JoinEntry entry = new JoinEntry();

    private static LabelJoin both() {
        return new LabelJoin(endpoint -> endpoint.equals("short") ? SHORT : LONG, LONGEST_WAIT);
    }

    @Test
    void aLabelThatNamesNoEndpointCountsWhereTheDeadlineHasNotPassed() {
        predict("short");
        predict("long");

        assertThat(labelled(join.addLabel(entry, ALabel.label(START + 5 * HOUR, "1"))))
                .containsExactly("long@" + START + "=1");
    }

    @Test
    void eachEndpointChoosesByItsOwnRule() {
        predict("short");
        predict("long");
        join.addLabel(entry, ALabel.label(START + HOUR, "1"));

        assertThat(labelled(join.addLabel(entry, ALabel.label(START + HOUR + 1, "0"))))
                .as("the first one counts for short, the last one for long")
                .containsExactly("long@" + START + "=0");
    }

    @Test
    void aLabelWithoutEndpointWaitsAsLongAsAnyEndpointSaysAndANamedOneAsItsOwn() {
        join.addLabel(entry, ALabel.label(START, "1"));
        assertThat(join.nextDueMs(entry)).isEqualTo(START + 3 * HOUR);

        JoinEntry named = new JoinEntry();
        join.addLabel(named, ALabel.label(START, "1").forEndpoint("short"));
        assertThat(join.nextDueMs(named)).isEqualTo(START + HOUR);
    }

    @Test
    void aPredictionIsLetGoAtTheDeadlineOfItsEndpoint() {
        predict("short");
        assertThat(join.nextDueMs(entry)).isEqualTo(SHORT.ofPrediction(START));
        predict("long");
        Changes changes = join.expire(entry, SHORT.ofPrediction(START) + 1);

        assertThat(changes.predictions().count(PredictionFate.EXPIRED_UNLABELLED))
                .isEqualTo(1);
        assertThat(changes.predictions().count(PredictionFate.OPEN)).isEqualTo(-1);
    }

    @Test
    void togetherTheyGiveWhatEachGivesAloneInWhateverOrder() {
        long seed = 39;
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<Label> labels = random.ints(random.nextInt(5), 0, 12)
                    .mapToObj(hour -> ALabel.label(START + hour * HOUR, Integer.toString(random.nextInt(2))))
                    .collect(Collectors.toCollection(ArrayList::new));
            LabelJoin mixed = both();
            Pairs together = new Pairs();
            JoinEntry shared = new JoinEntry();
            together.take(mixed.addPredictions(shared, ALabel.predictedBy("short", START, ALabel.yes(0.9))));
            together.take(mixed.addPredictions(shared, ALabel.predictedBy("long", START, ALabel.yes(0.9))));
            Collections.shuffle(labels, random);
            labels.forEach(label -> together.take(mixed.addLabel(shared, label)));

            Pairs apart = new Pairs();
            apart.takeAll("short", SHORT, labels);
            apart.takeAll("long", LONG, labels);
            assertThat(together.pairs).as("seed %d, round %d", seed, round).isEqualTo(apart.pairs);
        }
    }

    /** Which label stands at which endpoint's row. */
    private static final class Pairs {
        private final TreeMap<String, String> pairs = new TreeMap<>();

        void take(Changes changes) {
            for (Change change : changes.rows()) {
                String place =
                        change.window().endpoint() + "@" + change.window().startMs();
                if (change.kind() == Change.Kind.LABELLED) {
                    pairs.put(place, change.label());
                } else if (change.kind() == Change.Kind.UNLABELLED) {
                    pairs.remove(place);
                }
            }
        }

        void takeAll(String endpoint, LabelDeadline deadline, List<Label> labels) {
            Function<String, LabelDeadline> always = any -> deadline;
            LabelJoin alone = new LabelJoin(always, deadline.rules().orphans());
            JoinEntry own = new JoinEntry();
            take(alone.addPredictions(own, ALabel.predictedBy(endpoint, START, ALabel.yes(0.9))));
            labels.forEach(label -> take(alone.addLabel(own, label)));
        }
    }

    private void predict(String endpoint) {
        join.addPredictions(entry, ALabel.predictedBy(endpoint, START, ALabel.yes(0.9)));
    }

    private static List<String> labelled(Changes changes) {
        return changes.rows().stream()
                .filter(change -> change.kind() == Change.Kind.LABELLED)
                .map(change ->
                        change.window().endpoint() + "@" + change.window().startMs() + "=" + change.label())
                .toList();
    }
}
