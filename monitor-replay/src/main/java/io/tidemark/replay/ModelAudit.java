package io.tidemark.replay;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.WindowState;
import io.tidemark.core.quality.ModelEvaluation;
import io.tidemark.core.quality.ModelReport;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What an audit found of a model. All evaluations are final: the files have ended, so no label comes any more. It depends
 * on the records, labels, baseline and configuration only, as {@link AuditResult} does.
 *
 * @param modelHash the model baseline compared with
 * @param configHash the configuration that judged
 * @param evaluations every window with predictions, in the order of endpoint, variant and start; of a window all rows
 *     first, then its segments
 * @param labels where every label went
 * @param deadLetters the first {@link AuditResult#DEAD_LETTERS_SHOWN} labels that could not be read; the output folder has
 *     all
 * @param firstUnusable the first captured record whose answer could not be read, as {@code file:line: why}, or empty
 * @param ignored display names of what lay in the folder of labels and was not read
 */
public record ModelAudit(
        ContentHash modelHash,
        ContentHash configHash,
        List<ModelEvaluation> evaluations,
        LabelAccounting labels,
        List<DeadLetter> deadLetters,
        String firstUnusable,
        List<String> ignored) {
    /** The order of evaluations. */
    static final Comparator<ModelEvaluation> ORDER = Comparator.comparing(
                    (ModelEvaluation one) -> one.report().window().window())
            .thenComparing(one -> one.report().window().segment());

    public ModelAudit {
        evaluations = List.copyOf(evaluations);
        deadLetters = List.copyOf(deadLetters);
        ignored = List.copyOf(ignored);
    }

    /** This with other evaluations. */
    ModelAudit judgedAs(List<ModelEvaluation> others) {
        return new ModelAudit(modelHash, configHash, others, labels, deadLetters, firstUnusable, ignored);
    }

    /** Returns the report of every window and segment, in order. */
    public List<ModelReport> reports() {
        return evaluations.stream().map(ModelEvaluation::report).toList();
    }

    /** Returns the number of windows by state, segments not counted; states without a window are left out. */
    public Map<WindowState, Long> windowsByState() {
        EnumMap<WindowState, Long> counts = new EnumMap<>(WindowState.class);
        reports().stream()
                .filter(report -> report.window().segment().isEmpty())
                .forEach(report -> counts.merge(report.state(), 1L, Long::sum));
        return Collections.unmodifiableMap(counts);
    }

    /** Returns the number of violations in all windows and segments. */
    public long violations() {
        return evaluations.stream().mapToLong(one -> one.violations().size()).sum();
    }
}
