package io.tidemark.app.demo;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.Style;
import io.tidemark.app.demo.Scoreboard.Score;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.Severity;
import io.tidemark.core.evaluation.VerdictHash;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.core.feature.FeatureKind;
import io.tidemark.replay.AuditResult;
import io.tidemark.replay.ReplayResult;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What the demo prints: one screen's worth of story, each line a fact. */
final class DemoReport {
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("MMM dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Console console;
    private int steps;
    private long lastWindow = Long.MIN_VALUE;

    DemoReport(Console console) {
        this.console = console;
    }

    void step(String title) {
        steps++;
        line("");
        line(console.paint(Style.STRONG, steps + ". " + title));
        console.flush();
    }

    void working(String what) {
        if (console.showsProgress()) {
            console.say("   " + what + console.glyph(" …", " ..."));
        }
    }

    void baseline(Baseline baseline, long bytes) {
        long numeric = baseline.features().stream()
                .filter(feature -> feature.type().kind() == FeatureKind.NUMERIC)
                .count();
        line(format(
                "   %,d rows of census data, %d numeric and %d categorical features, label %s",
                baseline.rows(),
                numeric,
                baseline.featureCount() - numeric,
                baseline.label().map(label -> label.name()).orElse("none")));
        line(format("   baseline %s, %,d KB", baseline.hash().brief(), bytes / 1_000));
    }

    void started(String bootstrap) {
        line("   broker " + bootstrap + ", topics tidemark.*, exactly once, windows of 1 hour");
        line("");
        line(console.paint(Style.FAINT, "   window (UTC)   severity  rule   what"));
        console.flush();
    }

    void violation(Violation violation) {
        long start = violation.window().startMs();
        String when = start == lastWindow ? " ".repeat(12) : HOUR.format(Instant.ofEpochMilli(start));
        lastWindow = start;
        String severity = format("%-8s", violation.severity().name().toLowerCase(Locale.ROOT));
        line("   " + when + "   " + console.paint(styleOf(violation.severity()), severity) + "  "
                + violation.outcome().code() + "  " + violation.description());
        console.flush();
    }

    void replayed(ReplayResult sent, int violations, Duration took) {
        line("");
        line(format(
                "   %,d captures replayed in %.1f s, %d violations; %d records could not be read: dead letters",
                sent.sent(), took.toMillis() / 1_000.0, violations, sent.unparseable()));
    }

    void scores(Scoreboard board, MonitorConfig config) {
        List<Score> scores = board.scores();
        int widest = scores.stream()
                .mapToInt(score -> score.injection().title().length())
                .max()
                .orElse(0);
        for (Score score : scores) {
            line("   " + HOUR.format(score.injection().from()) + "  "
                    + format("%-" + widest + "s", score.injection().title()) + "  " + answer(score));
        }
        long clean = board.cleanWindows(config.windows().sizeMs());
        int falseAlarms = board.falseAlarms().size();
        line("");
        line(format("   %d clean hours, ", clean)
                + console.paint(falseAlarms == 0 ? Style.GOOD : Style.WARNING, falseAlarms + " false alarms"));
    }

    private String answer(Score score) {
        if (!score.injection().isInInputs()) {
            return console.paint(
                    Style.FAINT,
                    console.glyph("– ", "- ") + "not in the inputs: "
                            + (score.isMissed() ? "drift rules say nothing, as they should" : "yet something fired"));
        }
        if (score.isMissed()) {
            return console.paint(
                    Style.WARNING,
                    console.glyph("✗ ", "x ") + "missed: "
                            + String.join(", ", score.injection().columns()));
        }
        String mark = score.isComplete() ? console.glyph("✓ ", "+ ") : console.glyph("◐ ", "~ ");
        String hours = score.windows() + " of "
                + Duration.between(score.injection().from(), score.injection().to())
                        .toHours() + " h";
        return console.paint(score.isComplete() ? Style.GOOD : Style.WARNING, mark + String.join(", ", score.found()))
                + "  in " + hours;
    }

    boolean comparison(LiveDemo.Proof live, AuditResult audit) {
        line("   live   " + live.windows() + " windows, runHash "
                + live.runHash().hex());
        // The audit's own run hash covers the model too.
        ContentHash audited = VerdictHash.ofRun(
                audit.reports().stream().map(WindowReport::verdictHash).toList());
        line("   audit  " + audit.reports().size() + " windows, runHash " + audited.hex());
        boolean same = live.runHash().equals(audited);
        line("   "
                + (same
                        ? console.paint(Style.GOOD, console.glyph("✓ ", "+ ") + "equal, byte for byte")
                        : console.paint(
                                Style.ERROR,
                                console.glyph("✗ ", "x ") + "they differ: that is a defect, please report it")));
        line(format(
                "   ledger: %,d records read = %,d counted + %,d dead letters + %,d late",
                live.read(), live.counted(), live.deadLettered(), live.late()));
        return same;
    }

    void ending(Duration took) {
        line("");
        line(console.paint(Style.STRONG, "Next") + format("  (this took %.0f s)", took.toMillis() / 1_000.0));
        line("   ./tidemark baseline train.csv --label COLUMN -o baseline.json    a baseline of your own");
        line("   ./tidemark audit captures/ --baseline baseline.json              verdicts without Kafka");
        line("   ./tidemark run --bootstrap HOST:9092                             live, on your cluster");
    }

    private static Style styleOf(Severity severity) {
        return switch (severity) {
            case CRITICAL -> Style.ERROR;
            case MAJOR -> Style.WARNING;
            case MINOR -> Style.FAINT;
        };
    }

    private void line(String text) {
        console.out().println(text);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
