package io.tidemark.core.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.Evaluation;
import io.tidemark.core.evaluation.EvaluationConfig;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.profile.NumericProfile;
import io.tidemark.core.testing.ABaseline;
import io.tidemark.core.testing.AWindow;
import io.tidemark.stats.distribution.GridEdges;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A baseline of our own, written as the service's files and imported again, judges as it did. */
class BaselineExportTest {
    private static final MonitorConfig EVERY_DISTANCE = everyDistance();

    private static MonitorConfig everyDistance() {
        MonitorConfig defaults = MonitorConfig.defaults();
        EvaluationConfig rules = EvaluationConfig.defaults();
        for (String code : List.of("DR003", "DR004", "DR005", "DR007", "DQ006")) {
            rules = rules.with(code, 0.2);
        }
        return new MonitorConfig(defaults.windows(), rules, defaults.timing());
    }

    static Stream<Arguments> gridsAndSeeds() {
        List<Arguments> cases = new ArrayList<>();
        for (int cells : List.of(1, 2, 16, 64, 255, 1_023)) {
            for (long seed = 1; seed <= 3; seed++) {
                cases.add(Arguments.of(cells, seed));
            }
        }
        return cases.stream();
    }

    /** One smooth column, one of whole numbers, one of a few values that carry much weight. */
    private static List<String> row(Random random) {
        return List.of(
                Double.toString(random.nextGaussian()),
                Integer.toString((int) Math.floor(Math.exp(2 * random.nextGaussian()))),
                random.nextInt(3) == 0 ? "0" : Double.toString(random.nextInt(40) / 10.0));
    }

    private static Baseline own(int cells, long seed) {
        Random random = new Random(seed);
        List<String> smooth = new ArrayList<>();
        List<String> whole = new ArrayList<>();
        List<String> heavy = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            List<String> row = row(random);
            smooth.add(row.get(0));
            whole.add(row.get(1));
            heavy.add(row.get(2));
        }
        return ABaseline.aBaseline()
                .onCells(cells)
                .fractional("smooth", smooth)
                .integral("whole", whole)
                .fractional("heavy", heavy)
                .build();
    }

    private static Baseline imported(Baseline own) {
        ServiceStatistics statistics = BaselineExport.statistics(own, false);
        return BaselineImport.of(statistics, ConstraintSuggestion.of(statistics), null);
    }

    private static Evaluation judge(Baseline baseline, long seed, double shift) {
        Random random = new Random(seed);
        AWindow window = AWindow.aWindow(baseline);
        for (int i = 0; i < 2_000; i++) {
            List<String> row = new ArrayList<>(row(random));
            row.set(0, Double.toString(Double.parseDouble(row.get(0)) + shift));
            window.row(row);
        }
        return EVERY_DISTANCE.newEvaluator().evaluate(AWindow.KEY, window.profile(), baseline);
    }

    /** Wasserstein aside: on a coarse grid it fires for the heavy tail of a column, before the export and after. */
    @ParameterizedTest
    @MethodSource("gridsAndSeeds")
    void windowsOfTheSameDistributionStayQuietAndOthersDoNot(int cells, long seed) {
        Baseline imported = imported(own(cells, seed));

        assertThat(judge(imported, seed + 100, 0).violations())
                .extracting(violation -> violation.outcome().code())
                .as("%d cells, seed %d", cells, seed)
                .doesNotContain("DR002", "DR003", "DR004", "DR005", "DR006", "DQ001", "DQ002", "DQ006");
        if (cells >= 16) {
            assertThat(judge(imported, seed + 100, 2).violations())
                    .as("%d cells, seed %d, moved", cells, seed)
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("gridsAndSeeds")
    void gridCountsAndOutcomesAreThoseOfTheBaselineItself(int cells, long seed) {
        Baseline own = own(cells, seed);
        Baseline imported = imported(own);

        for (int i = 0; i < own.featureCount(); i++) {
            NumericProfile before = (NumericProfile) own.features().get(i).profile();
            NumericProfile after = (NumericProfile) imported.features().get(i).profile();
            assertThat(after.edges()).as("seed %d", seed).isEqualTo(before.edges());
            assertThat(after.cellCounts()).isEqualTo(before.cellCounts());
        }
        assertThat(numbers(judge(imported, seed + 7, 0.3))).isEqualTo(numbers(judge(own, seed + 7, 0.3)));
    }

    /** Wasserstein's unit is the standard deviation, which a file rounds. */
    private static List<String> numbers(Evaluation evaluation) {
        return evaluation.report().outcomes().stream()
                .filter(outcome -> !outcome.code().equals("DR007"))
                .map(BaselineExportTest::number)
                .toList();
    }

    private static String number(RuleOutcome outcome) {
        return outcome.code() + " " + outcome.feature() + " " + outcome.value() + " " + outcome.state();
    }

    @Test
    void aGridThatDoesNotReachOverTheValuesIsRefused() {
        ServiceStatistics statistics = BaselineExport.statistics(own(64, 1), false);
        ColumnStatistics.Numeric column =
                (ColumnStatistics.Numeric) statistics.columns().get(0);
        ColumnStatistics narrow = new ColumnStatistics.Numeric(
                column.name(),
                column.type(),
                column.present(),
                column.missing(),
                column.moments(),
                column.buckets(),
                column.sketch(),
                GridEdges.of(new double[] {0, 1}));
        ServiceStatistics changed = new ServiceStatistics(statistics.rows(), List.of(narrow));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaselineImport.of(changed, ConstraintSuggestion.of(changed), null))
                .withMessageContaining("feature 'smooth': the grid reaches from 0.0 to 1.0, min is ");
    }
}
