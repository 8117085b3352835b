package io.tidemark.stats.fairness;

import io.tidemark.stats.fairness.BiasValue.Defined;
import io.tidemark.stats.fairness.BiasValue.Reason;
import io.tidemark.stats.fairness.BiasValue.Undefined;
import io.tidemark.stats.quality.ExpectedConfusion;

/**
 * Generalized entropy with alpha = 2 of the benefits b = prediction - label + 1 in {0, 1, 2} (Speicher et al. 2018,
 * doi:10.1145/3219819.3220046): 1/(2n) Σ ((b/mean b)² - 1), at least 0; can be above 0.5. It ignores the facet.
 */
final class GeneralizedEntropy {
    private GeneralizedEntropy() {}

    static BiasValue of(FacetSides sides) {
        ExpectedConfusion c = sides.everyone().confusion().expected();
        double n = c.total();
        if (n == 0) {
            return new Undefined(Reason.NO_ROWS);
        }
        double ordinary = c.truePositives() + c.trueNegatives();
        double mean = (ordinary + 2 * c.falsePositives()) / n;
        if (mean == 0) {
            return new Undefined(Reason.NO_BENEFIT);
        }
        double squares = (ordinary + 4 * c.falsePositives()) / (mean * mean);
        return new Defined((squares - n) / (2 * n));
    }
}
