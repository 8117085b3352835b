package io.tidemark.app.options;

import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.core.label.ConflictRule;
import io.tidemark.core.label.LabelRules;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How labels and predictions meet. Live, audit and the check of the ledger must agree on these. */
public final class LabelRuleOptions {
    @Option(
            names = "--label-horizon",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How long after the end of its window a prediction's label counts. Default: 30d")
    private @Nullable Duration horizon;

    @Option(
            names = "--label-orphans",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How long before its prediction a label may be dated. Default: 7d")
    private @Nullable Duration orphans;

    @Option(
            names = "--label-conflict",
            paramLabel = "RULE",
            description =
                    "Which of several labels counts: last, first, or reject (none, if they differ). Default: last")
    private @Nullable ConflictRule conflict;

    /** The rules. */
    public LabelRules rules() {
        return rules(LabelRules.defaults());
    }

    /** The rules of a monitor's file, changed as far as options outrank it. */
    public LabelRules rules(LabelRules base) {
        LabelRules rules = base;
        try {
            rules = horizon == null ? rules : rules.withHorizon(horizon);
            rules = orphans == null ? rules : rules.withOrphans(orphans);
        } catch (IllegalArgumentException e) {
            throw UserError.usage(Problem.of(String.valueOf(e.getMessage())));
        }
        return conflict == null ? rules : rules.withConflict(conflict);
    }

    /** Whether any of the options was given. */
    public boolean isGiven() {
        return horizon != null || orphans != null || conflict != null;
    }
}
