package io.tidemark.alerts.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.alerts.duty.WrittenRecords;
import io.tidemark.core.evaluation.Severity;
import io.tidemark.core.retrain.RetrainEvent;
import io.tidemark.core.retrain.RetrainRule;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.avro.WindowVerdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RetrainFeedTest {
    private static final Map<String, List<RetrainRule>> RULES = Map.of(
            "churn",
            List.of(
                    new RetrainRule.Quality("auc low", "auc", 0.7, true, 2),
                    new RetrainRule.Drift("drift", Severity.MAJOR, 3),
                    new RetrainRule.Labels("labels", 250)));

    private final Topics topics = new Topics("t.");
    private final WrittenRecords written = new WrittenRecords(topics);
    private final RetrainFeed feed = new RetrainFeed(topics, RULES);

    @Test
    void driftInARowIsOneEvent() {
        drift(0, 0.15);
        drift(1, 0.25);
        assertThat(settled()).isEmpty();
        drift(2, 0.12);
        drift(3, 0.3);
        assertThat(settled()).singleElement().satisfies(event -> {
            assertThat(event.rule()).isEqualTo("drift");
            assertThat(event.fromMs()).isZero();
            assertThat(event.toMs()).isEqualTo(3 * WrittenRecords.HOUR);
            assertThat(event.evidence()).hasSize(3);
        });
    }

    @Test
    void minorDriftAndWindowsWithoutDataAreNoDriftOfThatSeverity() {
        drift(0, 0.15);
        drift(1, 0.05);
        drift(2, 0.15);
        drift(3, 0.15);
        assertThat(settled()).isEmpty();
        feed.take(written.report(
                WrittenRecords.drift("churn", 4, Double.NaN)
                        .setState(WindowVerdict.NO_DATA)
                        .build(),
                0));
        assertThat(settled()).as("says nothing either way").isEmpty();
        drift(5, 0.15);
        assertThat(settled()).hasSize(1);
    }

    @Test
    void qualityBelowItsLimitIsOneEvent() {
        quality(0, 0.65);
        quality(1, 0.6);
        assertThat(settled()).singleElement().satisfies(event -> {
            assertThat(event.rule()).isEqualTo("auc low");
            assertThat(event.text()).isEqualTo("auc was below 0.7 in 2 windows in a row, 0.6000 in the last");
        });
        quality(2, 0.5);
        assertThat(settled()).extracting(RetrainEvent::rule).containsExactly("labels");
    }

    @Test
    void figureThatNoReportHasIsNoted() {
        quality(0, 0.9);
        assertThat(feed.missing()).isEmpty();
        for (int window = 1; window < 4; window++) {
            feed.take(written.model(
                    WrittenRecords.quality("churn", window, 100, Map.of("rmse", 3.0))
                            .build(),
                    0));
        }
        assertThat(feed.missing())
                .containsExactly(
                        "rule \"auc low\" of endpoint churn asks for auc, which a final report does not have; it"
                                + " has [rmse]");
    }

    @Test
    void provisionalFiguresSegmentsAndOtherKindsOfFigureDoNotCount() {
        for (int window = 0; window < 3; window++) {
            Map<String, Double> low = Map.of("auc", 0.5);
            feed.take(written.model(
                    WrittenRecords.quality("churn", window, 1, low)
                            .setStatus("PROVISIONAL")
                            .build(),
                    0));
            feed.take(written.model(
                    WrittenRecords.quality("churn", window, 1, low)
                            .setSegment("de")
                            .build(),
                    0));
            feed.take(written.model(
                    WrittenRecords.quality("churn", window, 1, low)
                            .setPart(1)
                            .setParts(2)
                            .build(),
                    0));
            feed.take(written.model(
                    WrittenRecords.quality("churn", window, 1, Map.of())
                            .setFigures(List.of(WrittenRecords.figure("BASELINE", "auc", 0.5)))
                            .build(),
                    0));
        }
        assertThat(settled()).isEmpty();
    }

    @Test
    void endpointsWithoutRulesAreNotFollowed() {
        for (int window = 0; window < 9; window++) {
            feed.take(written.report(WrittenRecords.drift("fraud", window, 0.4).build(), 0));
            feed.take(written.model(
                    WrittenRecords.quality("fraud", window, 900, Map.of("auc", 0.1))
                            .build(),
                    0));
        }
        assertThat(settled()).isEmpty();
    }

    @Test
    void variantsAreFollowedApart() {
        for (int window = 0; window < 3; window++) {
            String variant = window % 2 == 0 ? "blue" : "green";
            feed.take(written.report(
                    WrittenRecords.drift("churn", window, 0.4)
                            .setVariant(variant)
                            .build(),
                    0));
        }
        assertThat(settled()).isEmpty();
    }

    @Test
    void reportInPartsCountsWhenItIsWhole() {
        drift(0, 0.3);
        drift(1, 0.3);
        Report.Builder summary =
                WrittenRecords.drift("churn", 2, 0.3).setParts(2).setOutcomes(List.of());
        feed.take(written.report(summary.build(), 0));
        assertThat(settled()).isEmpty();
        Report.Builder rest = WrittenRecords.drift("churn", 2, 0.3).setPart(1).setParts(2);
        feed.take(written.report(rest.build(), 0));
        assertThat(settled()).hasSize(1);
    }

    /** Windows are on several partitions: one may be seen before an earlier one that was written with it. */
    @Test
    void windowSeenTooEarlyWaitsForTheOneBefore() {
        drift(0, 0.3);
        drift(2, 0.3);
        assertThat(feed.events()).isEmpty();
        drift(1, 0.01);
        assertThat(feed.events()).as("0.01 lies between").isEmpty();
        drift(3, 0.3);
        assertThat(settled()).isEmpty();
        drift(4, 0.3);
        assertThat(settled())
                .singleElement()
                .satisfies(event -> assertThat(event.fromMs()).isEqualTo(2 * WrittenRecords.HOUR));
    }

    @Test
    void deletedRecordsSayNothing() {
        feed.take(new ConsumerRecord<>(topics.reports().name(), 0, 0, new byte[0], null));
        assertThat(settled()).isEmpty();
    }

    /** Law: whoever reads everything again, in any order of the partitions, comes to the same events. */
    @Test
    void readingEverythingAgainGivesTheSameEvents() {
        for (long seed = 1; seed <= 50; seed++) {
            Random random = new Random(seed);
            RetrainFeed live = new RetrainFeed(topics, RULES);
            List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
            List<RetrainEvent> told = new ArrayList<>();
            for (int window = 0; window < 60; window++) {
                double effect = random.nextInt(3) == 0 ? 0.01 : 0.3;
                all.add(written.report(
                        WrittenRecords.drift("churn", window, effect).build(), 0));
                all.add(written.model(
                        WrittenRecords.quality("churn", window, 40, Map.of("auc", 0.6 + 0.15 * random.nextDouble()))
                                .build(),
                        0));
                live.take(all.get(all.size() - 2));
                live.take(all.get(all.size() - 1));
                told.addAll(live.events());
            }
            told.addAll(live.events());
            Collections.shuffle(all, random);
            RetrainFeed again = new RetrainFeed(topics, RULES);
            all.forEach(again::take);
            List<RetrainEvent> toldAgain = new ArrayList<>(again.events());
            toldAgain.addAll(again.events());
            assertThat(toldAgain).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(told);
            assertThat(told).as("seed %d", seed).isNotEmpty();
        }
    }

    private void drift(int window, double effect) {
        feed.take(written.report(WrittenRecords.drift("churn", window, effect).build(), 0));
    }

    private void quality(int window, double auc) {
        feed.take(written.model(
                WrittenRecords.quality("churn", window, 100, Map.of("auc", auc)).build(), 0));
    }

    /** What comes of everything taken: each window waits one call. */
    private List<RetrainEvent> settled() {
        List<RetrainEvent> events = new ArrayList<>(feed.events());
        events.addAll(feed.events());
        return events;
    }
}
