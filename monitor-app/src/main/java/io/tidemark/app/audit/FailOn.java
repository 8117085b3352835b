package io.tidemark.app.audit;

import io.tidemark.app.console.ExitCode;
import io.tidemark.core.evaluation.Severity;
import io.tidemark.core.evaluation.WindowState;
import io.tidemark.replay.AuditResult;
import java.util.EnumMap;
import java.util.Map;

/** The value of {@code --fail-on}: from which severity on violations make the command exit with 1. */
enum FailOn {
    /** Any violation. */
    ALARM,
    MINOR,
    MAJOR,
    CRITICAL,
    NEVER;

    boolean fails(Severity severity) {
        return switch (this) {
            case ALARM, MINOR -> true;
            case MAJOR -> severity.compareTo(Severity.MAJOR) >= 0;
            case CRITICAL -> severity == Severity.CRITICAL;
            case NEVER -> false;
        };
    }

    /** How an audit with this result ends. */
    ExitCode exitCode(AuditResult result) {
        if (result.allViolations().stream().anyMatch(violation -> fails(violation.severity()))) {
            return ExitCode.VIOLATIONS;
        }
        Map<WindowState, Long> states = new EnumMap<>(WindowState.class);
        states.putAll(result.windowsByState());
        result.model().ifPresent(ofModel -> states.putAll(ofModel.windowsByState()));
        boolean isJudged = states.containsKey(WindowState.OK) || states.containsKey(WindowState.ALARM);
        return isJudged ? ExitCode.CLEAN : ExitCode.INSUFFICIENT_DATA;
    }
}
