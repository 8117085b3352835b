package io.tidemark.core.evaluation;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.feature.FeatureKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which rules judge a window.
 *
 * @param minRows rows that a verdict on a feature needs; below it is INSUFFICIENT_DATA, never OK
 * @param rules the rules, in any order: kept in the order of their codes, so that the same rules are the same
 *     configuration; no code twice for one kind of feature
 */
public record EvaluationConfig(long minRows, List<Rule> rules) {
    /** By code; distance rules of one code by the kind of feature they apply to. */
    private static final Comparator<Rule> ORDER =
            Comparator.comparing(Rule::code).thenComparing(EvaluationConfig::kindOf);

    public EvaluationConfig {
        if (minRows < 1) {
            throw new IllegalArgumentException("minRows = " + minRows + " is not at least 1");
        }
        rules = rules.stream().sorted(ORDER).toList();
        requireDistinct(rules);
    }

    /** Returns the rules that are on unless a configuration says otherwise. */
    public static EvaluationConfig defaults() {
        return new EvaluationConfig(
                100,
                List.of(
                        new CompletenessRule(0.02),
                        new DataTypeRule(0.99),
                        new UnseenCategoryRule(0.01),
                        new MissingColumnRule(0.01),
                        new ExtraColumnRule(0.01),
                        new DistanceRule("DR002", Distance.KS, Basis.ROBUST, 0.1, FeatureKind.NUMERIC),
                        new DistanceRule("DR002", Distance.L_INFINITY, Basis.ROBUST, 0.1, FeatureKind.CATEGORICAL),
                        new DistanceRule("DR006", Distance.PSI, Basis.RAW, 0.2, FeatureKind.NUMERIC)));
    }

    /** Returns this configuration with the rules of a code switched on at a limit, in place of any it had. */
    public EvaluationConfig with(String code, double limit) {
        List<Rule> others = new ArrayList<>(without(code).rules);
        others.addAll(RuleCatalog.of(code, limit));
        return new EvaluationConfig(minRows, others);
    }

    /** Returns this configuration without the rules of a code. */
    public EvaluationConfig without(String code) {
        CheckType.ofCode(code);
        return new EvaluationConfig(
                minRows,
                rules.stream().filter(rule -> !rule.code().equals(code)).toList());
    }

    /** Two such rules would give one violation id to two violations. */
    private static void requireDistinct(List<Rule> sorted) {
        for (int i = 1; i < sorted.size(); i++) {
            if (ORDER.compare(sorted.get(i - 1), sorted.get(i)) == 0) {
                throw new IllegalArgumentException("rule " + sorted.get(i).code() + " stands twice");
            }
        }
    }

    private static String kindOf(Rule rule) {
        return rule instanceof DistanceRule distance ? distance.kind().name() : "";
    }

    /** Writes everything that a verdict depends on. */
    public void writeTo(CanonicalOutput out) {
        out.putLong(minRows).putVarint(rules.size());
        rules.forEach(rule -> rule.writeTo(out));
    }
}
