package io.tidemark.app.audit;

import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Figures;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.replay.Audit;
import io.tidemark.replay.AuditPlan;
import io.tidemark.replay.AuditResult;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;

/** An audit that nobody watches: it ends as the command would, and says in a sentence what it found. */
public final class ScheduledAudit {
    private ScheduledAudit() {}

    /**
     * How it ended.
     *
     * @param exitCode as the command would exit
     * @param text what was found, in a sentence
     */
    public record Outcome(ExitCode exitCode, String text) {}

    /**
     * Audits, and leaves the plan's files.
     *
     * @param plan what to audit, and where files go
     * @param failOn as the option of the command: alarm, minor, major, critical or never
     * @throws IOException if captures cannot be read or files cannot be written
     * @throws IllegalArgumentException if there is no such level, or the plan cannot be carried out
     */
    public static Outcome run(AuditPlan plan, String failOn) throws IOException, InterruptedException {
        FailOn level = FailOn.valueOf(failOn.toUpperCase(Locale.ROOT));
        AuditResult result = Audit.run(plan);
        String worst = result.allViolations().stream()
                .min(ViolationTable.WORST_FIRST)
                .map(Violation::description)
                .map(text -> "; worst: " + text)
                .orElse("");
        String states = result.windowsByState().entrySet().stream()
                .map(entry -> Figures.grouped(entry.getValue()) + " " + AuditSummary.words(entry.getKey()))
                .collect(Collectors.joining(", "));
        String text = Figures.count(result.evaluations().size(), "window") + (states.isEmpty() ? "" : ": " + states)
                + "; " + Figures.count(result.violations(), "violation") + worst + "; run hash "
                + result.runHash().hex();
        return new Outcome(level.exitCode(result), text);
    }
}
