package io.tidemark.core.quality;

import io.tidemark.core.evaluation.Direction;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.RuleState;
import io.tidemark.core.model.AttributionReference;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.quality.AttributionFigures.Feature;
import io.tidemark.stats.attribution.AttributionTable;
import io.tidemark.stats.attribution.RankingGain;
import io.tidemark.stats.attribution.RankingNoise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Attributions of a window, and the rule on their ranking: {@code FA001} or {@code FA002}. */
final class AttributionJudge {
    /** The metric of both rules. */
    static final String RANKING_GAIN = "ndcg";

    private AttributionJudge() {}

    /** The figures; without those of the ranking if the model baseline knows no attributions. */
    static AttributionFigures figures(ModelProfile window, Optional<AttributionReference> reference) {
        List<String> names = window.spec().attributions().features();
        if (names.isEmpty() || window.attributions().rows() == 0) {
            return AttributionFigures.NONE;
        }
        AttributionTable table = window.attributions();
        double[] live = table.meanMagnitudes();
        List<Feature> features = new ArrayList<>();
        for (int i = 0; i < live.length; i++) {
            double before =
                    reference.isEmpty() ? Double.NaN : reference.get().means().get(i);
            features.add(new Feature(names.get(i), live[i], before));
        }
        if (reference.isEmpty()) {
            return new AttributionFigures(table.rows(), Double.NaN, Double.NaN, features);
        }
        double[] means = reference.get().meansArray();
        double noise = RankingNoise.level(means, table.standardErrors(), AttributionReference.SEED);
        return new AttributionFigures(table.rows(), RankingGain.normalised(means, live), noise, features);
    }

    /** The outcome; none if either side has no attributions. */
    static Optional<RuleOutcome> judge(
            AttributionFigures figures, Optional<AttributionReference> reference, ModelRules rules) {
        if (reference.isEmpty() || figures.rows() == 0) {
            return Optional.empty();
        }
        boolean isService = rules.attribution() == AttributionRule.SERVICE;
        double limit = isService
                ? RankingGain.SERVICE_THRESHOLD
                : Math.min(RankingGain.SERVICE_THRESHOLD, figures.rankingNoise());
        double gain = figures.rankingGain();
        boolean isInsufficient = figures.rows() < rules.minRows() || Double.isNaN(gain) || Double.isNaN(limit);
        RuleState state = gain < limit ? RuleState.ALARM : RuleState.OK;
        return Optional.of(new RuleOutcome(
                isService ? "FA001" : "FA002",
                "",
                RANKING_GAIN,
                isInsufficient ? RuleState.INSUFFICIENT_DATA : state,
                gain,
                limit,
                Direction.BAD_WHEN_LOWER,
                isInsufficient ? 0 : effect(gain, limit)));
    }

    static double effect(double gain, double limit) {
        return gain < limit ? limit - gain : 0;
    }
}
