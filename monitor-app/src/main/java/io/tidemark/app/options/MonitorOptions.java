package io.tidemark.app.options;

import io.tidemark.core.config.Deduplication;
import io.tidemark.core.config.MonitorConfig;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Windows, and the rules that judge them. Live and audit must agree on these, or nothing is comparable. */
public final class MonitorOptions {
    @Mixin
    private WindowOptions windows = new WindowOptions();

    @Mixin
    private FormOptions form = new FormOptions();

    @Option(
            names = "--rule",
            paramLabel = "CODE=LIMIT",
            split = ",",
            splitSynopsisLabel = ",",
            description = "A rule with another limit, switched on (DR003=0.1) or off (DR006=off). Repeatable.")
    private List<String> rules = new ArrayList<>();

    @Option(names = "--no-dedup", description = "Count a record each time it comes, not once.")
    private boolean countsRepeats;

    /** The configuration with these windows, rules and form of captures, and default timing. */
    public MonitorConfig config() {
        MonitorConfig config = MonitorConfig.of(windows.spec());
        return config.withEvaluation(RuleSettings.apply(rules, config.evaluation()))
                .withDuplicates(countsRepeats ? Deduplication.off() : Deduplication.defaults())
                .withCapture(form.form());
    }
}
