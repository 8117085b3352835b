package io.tidemark.core.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.Severity;
import io.tidemark.core.retrain.RetrainBook.DriftWindow;
import io.tidemark.core.retrain.RetrainBook.QualityWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetrainBookTest {
    private static final long HOUR = 3_600_000;
    private static final RetrainRule.Quality AUC = new RetrainRule.Quality("auc-low", "auc", 0.85, true, 3);
    private static final RetrainRule.Drift DRIFT = new RetrainRule.Drift("drift", Severity.CRITICAL, 2);
    private static final RetrainRule.Labels LABELS = new RetrainRule.Labels("fresh", 250);

    @Test
    void qualityBelowTheLimitSpeaksAfterItsWindowsAndOnce() {
        RetrainBook book = new RetrainBook("adult", "AllTraffic", List.of(AUC));
        assertThat(auc(book, 0, 0.8)).isEmpty();
        assertThat(auc(book, 1, 0.8)).isEmpty();
        List<RetrainEvent> events = auc(book, 2, 0.81);
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.rule()).isEqualTo("auc-low");
            assertThat(event.fromMs()).isZero();
            assertThat(event.toMs()).isEqualTo(3 * HOUR);
            assertThat(event.text()).isEqualTo("auc was below 0.85 in 3 windows in a row, 0.8100 in the last");
            assertThat(event.evidence())
                    .extracting(RetrainEvent.Evidence::value)
                    .containsExactly(0.8, 0.8, 0.81);
        });
        assertThat(auc(book, 3, 0.7)).as("it goes on: no news").isEmpty();
    }

    @Test
    void aGoodWindowBetweenStartsTheCountAnewAndLetsTheRuleSpeakAgain() {
        RetrainBook book = new RetrainBook("adult", "AllTraffic", List.of(AUC));
        auc(book, 0, 0.8);
        auc(book, 1, 0.8);
        auc(book, 2, 0.9);
        auc(book, 3, 0.8);
        assertThat(auc(book, 4, 0.8)).isEmpty();
        RetrainEvent first = auc(book, 5, 0.8).get(0);
        assertThat(first.fromMs()).isEqualTo(3 * HOUR);
        auc(book, 6, 0.86);
        auc(book, 7, 0.8);
        auc(book, 8, 0.8);
        assertThat(auc(book, 9, 0.8))
                .singleElement()
                .satisfies(event -> assertThat(event.id()).isNotEqualTo(first.id()));
    }

    @Test
    void theLimitItselfIsGoodAndAnUndefinedFigureSaysNothing() {
        RetrainBook book =
                new RetrainBook("adult", "AllTraffic", List.of(new RetrainRule.Quality("q", "auc", 0.85, true, 1)));
        assertThat(auc(book, 0, 0.85)).isEmpty();
        assertThat(auc(book, 1, Double.NaN)).isEmpty();
        assertThat(book.take(new QualityWindow(2 * HOUR, 3 * HOUR, Map.of(), 10, hash(2))))
                .isEmpty();
        assertThat(auc(book, 3, Math.nextDown(0.85))).hasSize(1);
    }

    @Test
    void anErrorIsBadWhenItIsLarge() {
        RetrainBook book =
                new RetrainBook("bike", "AllTraffic", List.of(new RetrainRule.Quality("q", "rmse", 40, false, 1)));
        assertThat(book.take(new QualityWindow(0, HOUR, Map.of("rmse", 40.0), 10, hash(0))))
                .isEmpty();
        assertThat(book.take(new QualityWindow(HOUR, 2 * HOUR, Map.of("rmse", 40.5), 10, hash(1))))
                .singleElement()
                .satisfies(event -> assertThat(event.text()).contains("above 40 in 1"));
    }

    @Test
    void driftNeedsItsSeverityInARowAndWindowsWithoutDataSayNothing() {
        RetrainBook book = new RetrainBook("adult", "AllTraffic", List.of(DRIFT));
        assertThat(drift(book, 0, Severity.CRITICAL, true)).isEmpty();
        assertThat(drift(book, 1, null, false)).as("no data").isEmpty();
        assertThat(drift(book, 2, Severity.CRITICAL, true)).hasSize(1);
        assertThat(drift(book, 3, Severity.MAJOR, true)).isEmpty();
        assertThat(drift(book, 4, Severity.CRITICAL, true)).isEmpty();
        assertThat(drift(book, 5, Severity.CRITICAL, true)).hasSize(1);
    }

    @Test
    void labelsAreCountedAnewAfterEachEvent() {
        RetrainBook book = new RetrainBook("adult", "AllTraffic", List.of(LABELS));
        assertThat(labels(book, 0, 100)).isEmpty();
        assertThat(labels(book, 1, 0)).isEmpty();
        assertThat(labels(book, 2, 149)).isEmpty();
        assertThat(labels(book, 3, 1)).singleElement().satisfies(event -> {
            assertThat(event.text()).isEqualTo("250 new labelled rows since the last time");
            assertThat(event.evidence()).hasSize(3);
        });
        assertThat(labels(book, 4, 249)).isEmpty();
        assertThat(labels(book, 5, 300))
                .singleElement()
                .satisfies(event -> assertThat(event.fromMs()).isEqualTo(4 * HOUR));
    }

    @Test
    void readingEverythingAgainGivesTheSameEventsAndWithinABookNothingNew() {
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            List<RetrainRule> rules = List.of(AUC, DRIFT, LABELS);
            List<QualityWindow> quality = new ArrayList<>();
            List<DriftWindow> drift = new ArrayList<>();
            for (int hour = 0; hour < 60; hour++) {
                quality.add(new QualityWindow(
                        hour * HOUR,
                        (hour + 1) * HOUR,
                        Map.of("auc", 0.8 + random.nextInt(3) * 0.05),
                        random.nextInt(200),
                        hash(hour)));
                drift.add(new DriftWindow(
                        hour * HOUR,
                        (hour + 1) * HOUR,
                        random.nextBoolean() ? Optional.of(Severity.CRITICAL) : Optional.empty(),
                        random.nextInt(5) > 0,
                        hash(hour)));
            }
            RetrainBook one = new RetrainBook("adult", "AllTraffic", rules);
            RetrainBook other = new RetrainBook("adult", "AllTraffic", rules);
            List<RetrainEvent> events = read(one, quality, drift);
            assertThat(read(other, quality, drift)).as("seed %d", seed).isEqualTo(events);
            assertThat(read(one, quality, drift)).as("seed %d, again", seed).isEmpty();
            assertThat(events.stream().map(RetrainEvent::id).distinct())
                    .as("seed %d", seed)
                    .hasSameSizeAs(events);
        }
    }

    @Test
    void evidenceIsBounded() {
        RetrainBook book =
                new RetrainBook("adult", "AllTraffic", List.of(new RetrainRule.Drift("d", Severity.MINOR, 400)));
        List<RetrainEvent> events = new ArrayList<>();
        for (int hour = 0; hour < 400; hour++) {
            events.addAll(drift(book, hour, Severity.MINOR, true));
        }
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.fromMs()).isZero();
            assertThat(event.evidence()).hasSize(RetrainEvent.MOST_EVIDENCE);
            assertThat(event.evidence().get(RetrainEvent.MOST_EVIDENCE - 1).startMs())
                    .isEqualTo(399 * HOUR);
        });
    }

    @Test
    void mistakesInRulesAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetrainBook("adult", "AllTraffic", List.of(DRIFT, DRIFT)))
                .withMessage("two retrain rules are called drift");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetrainRule.Drift("d", Severity.MINOR, 0))
                .withMessage("windows = 0 is not at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetrainRule.Quality("q", "auc", Double.NaN, true, 1))
                .withMessage("limit = NaN is not a finite number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetrainRule.Labels("l", 0))
                .withMessage("labels = 0 is not at least 1");
    }

    private static List<RetrainEvent> read(RetrainBook book, List<QualityWindow> quality, List<DriftWindow> drift) {
        List<RetrainEvent> events = new ArrayList<>();
        for (int i = 0; i < quality.size(); i++) {
            events.addAll(book.take(drift.get(i)));
            events.addAll(book.take(quality.get(i)));
        }
        return events;
    }

    private static List<RetrainEvent> auc(RetrainBook book, int hour, double value) {
        return book.take(new QualityWindow(hour * HOUR, (hour + 1) * HOUR, Map.of("auc", value), 10, hash(hour)));
    }

    private static List<RetrainEvent> labels(RetrainBook book, int hour, long labelled) {
        return book.take(new QualityWindow(hour * HOUR, (hour + 1) * HOUR, Map.of(), labelled, hash(hour)));
    }

    private static List<RetrainEvent> drift(RetrainBook book, int hour, @Nullable Severity worst, boolean isJudged) {
        return book.take(
                new DriftWindow(hour * HOUR, (hour + 1) * HOUR, Optional.ofNullable(worst), isJudged, hash(hour)));
    }

    private static ContentHash hash(int hour) {
        return ContentHash.of(new CanonicalOutput(8).putInt(hour));
    }
}
