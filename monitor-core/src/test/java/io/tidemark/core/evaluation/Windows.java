package io.tidemark.core.evaluation;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.profile.WindowProfile;
import io.tidemark.core.testing.ABaseline;
import io.tidemark.core.testing.AWindow;
import io.tidemark.core.window.WindowSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Small windows judged by chosen rules. */
final class Windows {
    static final long MIN_ROWS = 100;

    private Windows() {}

    /** A baseline of one number (1 to 10), one colour (half red, half blue); 1,000 rows, none missing. */
    static Baseline baseline() {
        List<String> numbers = new ArrayList<>();
        List<String> colours = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            numbers.add(Integer.toString(1 + i % 10));
            colours.add(i % 2 == 0 ? "red" : "blue");
        }
        return ABaseline.aBaseline()
                .integral("amount", numbers)
                .text("colour", colours)
                .build();
    }

    /** Rows like the baseline's. */
    static AWindow alike(Baseline baseline, int rows) {
        AWindow window = AWindow.aWindow(baseline);
        for (int i = 0; i < rows; i++) {
            window.row(List.of(Integer.toString(1 + i % 10), i % 2 == 0 ? "red" : "blue"));
        }
        return window;
    }

    static MonitorConfig config(Rule... rules) {
        return new MonitorConfig(
                WindowSpec.of(Duration.ofHours(1), Duration.ZERO),
                new EvaluationConfig(MIN_ROWS, List.of(rules)),
                MonitorConfig.Timing.defaults());
    }

    static Evaluation judge(WindowProfile profile, Baseline baseline, Rule... rules) {
        return config(rules).newEvaluator().evaluate(AWindow.KEY, profile, baseline);
    }

    /** The only outcome of a rule for a feature. */
    static RuleOutcome outcome(Evaluation evaluation, String feature) {
        return evaluation.report().outcomes().stream()
                .filter(outcome -> outcome.feature().equals(feature))
                .reduce((a, b) -> {
                    throw new AssertionError("two outcomes for " + feature);
                })
                .orElseThrow(() -> new AssertionError("no outcome for " + feature));
    }
}
