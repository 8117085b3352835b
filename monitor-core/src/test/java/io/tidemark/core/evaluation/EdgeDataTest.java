package io.tidemark.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.feature.ValueClass;
import io.tidemark.core.profile.NumericProfile;
import io.tidemark.core.profile.WindowProfile;
import io.tidemark.core.testing.ABaseline;
import io.tidemark.core.testing.AWindow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Data that other programs stumble over, on either side. */
class EdgeDataTest {
    private static final int ROWS = 120;

    static Stream<List<String>> columns() {
        return Stream.of(
                repeat("NaN", "1"),
                repeat("inf", "-inf", "2"),
                repeat("-0.0", "0.0"),
                repeat("4.9e-324", "-4.9e-324", "1e-310"),
                repeat("1e308", "-1e308"),
                repeat("1.7976931348623157e308", "-1.7976931348623157e308"),
                repeat("9007199254740993", "9007199254740992", "9223372036854775808"),
                repeat("1e999", "-1e999", "5"),
                repeat("1,5", "١٢", "true", "3"),
                repeat("7"),
                repeat("", "1"),
                repeat("-5", "5"));
    }

    @ParameterizedTest
    @MethodSource("columns")
    void everyPairOfBaselineAndWindowHasADefinedVerdict(List<String> training) {
        Baseline baseline = ABaseline.aBaseline().fractional("x", training).build();
        Stream<List<String>> windows = Stream.of(
                        columns(),
                        Stream.of(
                                repeat(""), repeat("NaN"), repeat("inf"), repeat("x"), List.of("1"), List.<String>of()))
                .flatMap(all -> all);
        windows.forEach(values -> assertDefined(baseline, values));
    }

    @ParameterizedTest
    @MethodSource("columns")
    void aBaselineOfOneRowHasADefinedVerdict(List<String> values) {
        assertDefined(ABaseline.aBaseline().fractional("x", List.of("3.5")).build(), values);
        assertDefined(ABaseline.aBaseline().text("x", List.of("3.5")).build(), values);
        assertDefined(ABaseline.aBaseline().text("x", List.of()).build(), values);
        assertDefined(ABaseline.aBaseline().text("x", List.of("", "")).build(), values);
    }

    @ParameterizedTest
    @CsvSource({
        "NaN,        nan,       STRING",
        "-nan,       nan,       STRING",
        "Infinity,   infinite,  STRING",
        "1e999,      infinite,  FRACTIONAL",
        "-0.0,       valid,     FRACTIONAL",
        "4.9e-324,   valid,     FRACTIONAL",
        "1e-999,     valid,     FRACTIONAL",
        "9223372036854775808, valid, INTEGRAL",
        "'1,5',      malformed, STRING",
        "١٢٣,        malformed, STRING",
        "true,       malformed, BOOLEAN",
        "0x1F,       malformed, STRING",
        "' 7',       valid,     STRING",
        ".5,         valid,     STRING",
        "'',         missing,   "
    })
    void everyTextHasItsCounter(String text, String counter, String spelling) {
        NumericProfile profile = new NumericProfile(ABaseline.grid(List.of("1", "2", "3")));
        ABaseline.count(text, profile);
        List<String> counted = new ArrayList<>();
        counted.addAll(Collections.nCopies((int) profile.valid(), "valid"));
        counted.addAll(Collections.nCopies((int) profile.missing(), "missing"));
        counted.addAll(Collections.nCopies((int) profile.nan(), "nan"));
        counted.addAll(Collections.nCopies((int) profile.infinite(), "infinite"));
        counted.addAll(Collections.nCopies((int) profile.malformed(), "malformed"));

        assertThat(counted).containsExactly(counter);
        for (ValueClass valueClass : ValueClass.values()) {
            assertThat(profile.classes().get(valueClass))
                    .isEqualTo(valueClass.name().equals(spelling) ? 1 : 0);
        }
    }

    @Test
    void aValueOnAnEdgeIsInTheCellBelowItAndTheNextInTheOneAbove() {
        NumericProfile profile = new NumericProfile(ABaseline.grid(List.of("1", "2")));
        for (String text : List.of("1", "2", Double.toString(Math.nextUp(2.0)), Double.toString(Math.nextDown(1.0)))) {
            ABaseline.count(text, profile);
        }
        int last = profile.edges().cells() - 1;

        assertThat(profile.cellCounts()[last]).isOne();
        assertThat(profile.cellCounts()[0]).isOne();
        assertThat(profile.sumAboveRange()).isEqualTo(Math.nextUp(2.0));
        assertThat(profile.sumBelowRange()).isEqualTo(Math.nextDown(1.0));
    }

    private static void assertDefined(Baseline baseline, List<String> values) {
        WindowProfile window =
                AWindow.of(baseline, values.stream().map(List::of).toList());
        Evaluation evaluation = MonitorConfig.defaults().newEvaluator().evaluate(AWindow.KEY, window, baseline);
        FeatureReport x = evaluation.report().features().get(0);

        assertThat(x.rows()).isEqualTo(values.size());
        assertThat(x.valid() + x.missing() + x.nan() + x.infinite() + x.malformed())
                .isEqualTo(x.rows());
        assertThat(evaluation.report().state())
                .isIn(
                        values.size() < 100
                                ? List.of(WindowState.INSUFFICIENT_DATA)
                                : List.of(WindowState.OK, WindowState.ALARM));
        assertThat(evaluation.report().outcomes()).allSatisfy(outcome -> {
            assertThat(outcome.effect()).isBetween(0.0, 1.0);
            assertThat(outcome.state() == RuleState.OK && Double.isNaN(outcome.value()))
                    .as("%s", outcome)
                    .isFalse();
        });
        for (Measured measured : x.distances()) {
            assertThat(measured.raw() >= 0 || Double.isNaN(measured.raw()))
                    .as("%s", measured)
                    .isTrue();
        }
    }

    private static List<String> repeat(String... values) {
        List<String> column = new ArrayList<>();
        while (column.size() < ROWS) {
            Collections.addAll(column, values);
        }
        return column;
    }
}
