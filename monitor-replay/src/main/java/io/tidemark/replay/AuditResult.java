package io.tidemark.replay;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.Evaluation;
import io.tidemark.core.evaluation.VerdictHash;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.core.evaluation.WindowState;
import io.tidemark.core.quality.ModelReport;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an audit found. It depends on the records, the baseline and the configuration only: not on the order of files or
 * lines, the number of threads or compression. Names of files appear in dead letters alone.
 *
 * @param runHash the hash over the verdicts of all windows, those on the model included
 * @param baselineHash the baseline compared with; of several, that of the plan, and each report names its own
 * @param configHash the configuration that judged
 * @param evaluations every window in the order of endpoint, variant and start, those without data between two others
 *     included
 * @param accounting where every record went
 * @param deadLetters the first {@link #DEAD_LETTERS_SHOWN} dead letters by file and line; the output folder has all
 * @param ignored display names of what lay in the folder and was not read: links, and files that are no JSONL
 * @param ofModel what was found of the model, or null if only its input was judged
 */
public record AuditResult(
        ContentHash runHash,
        ContentHash baselineHash,
        ContentHash configHash,
        List<Evaluation> evaluations,
        Accounting accounting,
        List<DeadLetter> deadLetters,
        List<String> ignored,
        @Nullable ModelAudit ofModel) {
    /** How many dead letters a result holds at most. */
    public static final int DEAD_LETTERS_SHOWN = 100;

    public AuditResult {
        evaluations = List.copyOf(evaluations);
        deadLetters = List.copyOf(deadLetters);
        ignored = List.copyOf(ignored);
    }

    /** The hash over the verdicts of all windows, those on the model included. */
    static ContentHash runHash(List<Evaluation> evaluations, @Nullable ModelAudit ofModel) {
        Stream<ContentHash> drift = evaluations.stream().map(one -> one.report().verdictHash());
        Stream<ContentHash> quality =
                ofModel == null ? Stream.of() : ofModel.reports().stream().map(ModelReport::verdictHash);
        return VerdictHash.ofRun(Stream.concat(drift, quality).toList());
    }

    /** This with other verdicts. */
    AuditResult judgedAs(List<Evaluation> others, @Nullable ModelAudit model) {
        return new AuditResult(
                runHash(others, model), baselineHash, configHash, others, accounting, deadLetters, ignored, model);
    }

    /** Returns the report of every window, in order. */
    public List<WindowReport> reports() {
        return evaluations.stream().map(Evaluation::report).toList();
    }

    /** Returns the number of windows by state; states without a window are left out. */
    public Map<WindowState, Long> windowsByState() {
        EnumMap<WindowState, Long> counts = new EnumMap<>(WindowState.class);
        evaluations.forEach(evaluation -> counts.merge(evaluation.report().state(), 1L, Long::sum));
        return Collections.unmodifiableMap(counts);
    }

    /** Returns what was found of the model, if it was judged. */
    public Optional<ModelAudit> model() {
        return Optional.ofNullable(ofModel);
    }

    /** Returns the number of violations in all windows, those of the model included. */
    public long violations() {
        return allViolations().size();
    }

    /** Returns every violation: those of the input in the order of windows, then those of the model. */
    public List<Violation> allViolations() {
        Stream<Violation> ofInput = evaluations.stream().flatMap(one -> one.violations().stream());
        Stream<Violation> ofAnswers = model().stream()
                .flatMap(model -> model.evaluations().stream())
                .flatMap(one -> one.violations().stream());
        return Stream.concat(ofInput, ofAnswers).toList();
    }
}
