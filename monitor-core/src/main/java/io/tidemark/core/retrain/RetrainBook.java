package io.tidemark.core.retrain;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.Severity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Follows the windows of one variant of an endpoint and says when a rule has a reason to train again. A rule that has
 * spoken is quiet until its cause was gone once ({@link RetrainRule.Labels} starts counting anew), so a bad month is one event. Windows
 * come in the order of their start; older ones and repeats change nothing, so reading everything again gives the same
 * events with the same ids. Mutable; not thread-safe.
 */
public final class RetrainBook {
    private final String endpoint;
    private final String variant;
    private final List<Follower> followers = new ArrayList<>();
    private long lastDriftMs = Long.MIN_VALUE;
    private long lastQualityMs = Long.MIN_VALUE;

    /**
     * @param endpoint whose windows
     * @param variant the endpoint's variant
     * @param rules with names of their own
     */
    public RetrainBook(String endpoint, String variant, List<RetrainRule> rules) {
        this.endpoint = endpoint;
        this.variant = variant;
        for (RetrainRule rule : rules) {
            if (followers.stream().anyMatch(follower -> follower.rule.name().equals(rule.name()))) {
                throw new IllegalArgumentException("two retrain rules are called " + rule.name());
            }
            followers.add(new Follower(rule));
        }
    }

    /**
     * A window of the drift application.
     *
     * @param startMs inclusive start in epoch milliseconds
     * @param endMs exclusive end
     * @param worst severity of its worst violation; empty if there is none
     * @param isJudged whether it had data and a baseline: else it says nothing
     * @param verdict hash of its verdict
     */
    public record DriftWindow(
            long startMs, long endMs, Optional<Severity> worst, boolean isJudged, ContentHash verdict) {}

    /**
     * A final window of the labels application.
     *
     * @param startMs inclusive start in epoch milliseconds
     * @param endMs exclusive end
     * @param figures quality by name; undefined ones are NaN or left out
     * @param labelled rows that have a label
     * @param verdict hash of its verdict
     */
    public record QualityWindow(
            long startMs, long endMs, Map<String, Double> figures, long labelled, ContentHash verdict) {
        public QualityWindow {
            figures = Map.copyOf(figures);
        }
    }

    /** Takes a window of the drift application; returns the events it gives rise to. */
    public List<RetrainEvent> take(DriftWindow window) {
        if (window.startMs() <= lastDriftMs) {
            return List.of();
        }
        lastDriftMs = window.startMs();
        List<RetrainEvent> events = new ArrayList<>();
        for (Follower follower : followers) {
            if (follower.rule instanceof RetrainRule.Drift rule && window.isJudged()) {
                double worst = window.worst().map(RetrainBook::place).orElse(-1);
                Step step = new Step(window.startMs(), window.endMs(), worst, window.verdict());
                follower.inARow(step, worst >= place(rule.from()), rule.windows(), events);
            }
        }
        return events;
    }

    /** Takes a final window of the labels application; returns the events it gives rise to. */
    public List<RetrainEvent> take(QualityWindow window) {
        if (window.startMs() <= lastQualityMs) {
            return List.of();
        }
        lastQualityMs = window.startMs();
        List<RetrainEvent> events = new ArrayList<>();
        for (Follower follower : followers) {
            if (follower.rule instanceof RetrainRule.Quality rule) {
                double value = window.figures().getOrDefault(rule.metric(), Double.NaN);
                if (!Double.isNaN(value)) {
                    Step step = new Step(window.startMs(), window.endMs(), value, window.verdict());
                    follower.inARow(step, rule.isMet(value), rule.windows(), events);
                }
            } else if (follower.rule instanceof RetrainRule.Labels rule && window.labelled() > 0) {
                Step step = new Step(window.startMs(), window.endMs(), window.labelled(), window.verdict());
                follower.sum(step, rule.labels(), events);
            }
        }
        return events;
    }

    /** The figure that stands for a severity in the evidence. */
    private static int place(Severity severity) {
        return switch (severity) {
            case MINOR -> 0;
            case MAJOR -> 1;
            case CRITICAL -> 2;
        };
    }

    private record Step(long startMs, long endMs, double value, ContentHash verdict) {}

    /** One rule and how near it is. */
    private final class Follower {
        private final RetrainRule rule;
        private final Deque<RetrainEvent.Evidence> evidence = new ArrayDeque<>();
        private long fromMs;
        private long count;
        private boolean hasSpoken;

        Follower(RetrainRule rule) {
            this.rule = rule;
        }

        void inARow(Step step, boolean isMet, int windows, List<RetrainEvent> events) {
            if (!isMet) {
                restart();
                hasSpoken = false;
                return;
            }
            note(step, 1);
            if (!hasSpoken && count >= windows) {
                hasSpoken = true;
                events.add(event(step));
            }
        }

        void sum(Step step, long enough, List<RetrainEvent> events) {
            note(step, (long) step.value());
            if (count >= enough) {
                events.add(event(step));
                restart();
            }
        }

        private void note(Step step, long weight) {
            if (count == 0) {
                fromMs = step.startMs();
            }
            count += weight;
            evidence.addLast(new RetrainEvent.Evidence(step.startMs(), step.value(), step.verdict()));
            if (evidence.size() > RetrainEvent.MOST_EVIDENCE) {
                evidence.removeFirst();
            }
        }

        private void restart() {
            count = 0;
            evidence.clear();
        }

        private RetrainEvent event(Step last) {
            return new RetrainEvent(
                    endpoint, variant, rule.name(), fromMs, last.endMs(), text(last), List.copyOf(evidence));
        }

        private String text(Step last) {
            if (rule instanceof RetrainRule.Quality quality) {
                return String.format(
                        Locale.ROOT,
                        "%s was %s %s in %d windows in a row, %.4f in the last",
                        quality.metric(),
                        quality.isWorseBelow() ? "below" : "above",
                        plain(quality.limit()),
                        count,
                        last.value());
            }
            if (rule instanceof RetrainRule.Drift drift) {
                return String.format(
                        Locale.ROOT,
                        "drift of severity %s or more in %d windows in a row",
                        drift.from().name().toLowerCase(Locale.ROOT),
                        count);
            }
            return String.format(Locale.ROOT, "%,d new labelled rows since the last time", count);
        }

        private String plain(double number) {
            return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
        }
    }
}
