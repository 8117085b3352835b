package io.tidemark.core.evaluation;

import io.tidemark.core.feature.FeatureKind;
import java.util.Arrays;
import java.util.List;

/** The rules that can be switched on, by their codes. */
public final class RuleCatalog {
    private RuleCatalog() {}

    /**
     * Returns the rules behind a code: one, or one for each kind of feature.
     *
     * @param code a stable code, for example {@code DR003}
     * @param limit the rule's one parameter: the tolerance of DQ001, the least share of DQ002, the largest share of DQ003 to
     *     DQ007, the largest distance of DR002 to DR007 and DR009, the least p-value of DR008
     * @throws IllegalArgumentException for an unknown code, with the known ones, or a limit out of range
     */
    public static List<Rule> of(String code, double limit) {
        return switch (code) {
            case "DQ001" -> List.of(new CompletenessRule(limit));
            case "DQ002" -> List.of(new DataTypeRule(limit));
            case "DQ003" -> List.of(new UnseenCategoryRule(limit));
            case "DQ004" -> List.of(new MissingColumnRule(limit));
            case "DQ005" -> List.of(new ExtraColumnRule(limit));
            case "DQ006" -> List.of(new RangeRule(limit));
            case "DQ007" -> List.of(new NonNegativeRule(limit));
            case "DR002" ->
                List.of(
                        new DistanceRule(code, Distance.KS, Basis.ROBUST, limit, FeatureKind.NUMERIC),
                        new DistanceRule(code, Distance.L_INFINITY, Basis.ROBUST, limit, FeatureKind.CATEGORICAL));
            case "DR003" -> List.of(new DistanceRule(code, Distance.KS, Basis.RAW, limit, FeatureKind.NUMERIC));
            case "DR004" -> onBothKinds(code, Distance.JS, Basis.SQUARE_ROOT, limit);
            case "DR005" -> onBothKinds(code, Distance.KL, Basis.RAW, limit);
            case "DR006" -> onBothKinds(code, Distance.PSI, Basis.RAW, limit);
            case "DR007" ->
                List.of(new DistanceRule(code, Distance.WASSERSTEIN, Basis.RAW, limit, FeatureKind.NUMERIC));
            case "DR008" -> onBothKinds(code, Distance.CHI_SQUARE, Basis.P_VALUE, limit);
            case "DR009" ->
                List.of(new DistanceRule(code, Distance.L_INFINITY, Basis.RAW, limit, FeatureKind.CATEGORICAL));
            default ->
                throw new IllegalArgumentException("rule '" + code + "' is none of "
                        + Arrays.stream(CheckType.values())
                                .filter(RuleCatalog::isSettable)
                                .toList());
        };
    }

    /** Lost input cannot be set, and what judges models is set with the model's rules. */
    private static boolean isSettable(CheckType type) {
        return type != CheckType.SC002 && !type.isOfModels();
    }

    private static List<Rule> onBothKinds(String code, Distance distance, Basis basis, double limit) {
        return List.of(
                new DistanceRule(code, distance, basis, limit, FeatureKind.NUMERIC),
                new DistanceRule(code, distance, basis, limit, FeatureKind.CATEGORICAL));
    }
}
