package io.tidemark.core.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.feature.FeatureType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceChecksTest {
    @Test
    void theTrainingDataItselfViolatesNothing() {
        assertThat(check(numbers(0, 1000), numbers(0, 1000))).isEmpty();
        assertThat(check(repeated(500, "a", "b"), repeated(500, "a", "b"))).isEmpty();
        assertThat(check(List.of("", "1", "2"), List.of("", "1", "2"))).isEmpty();
    }

    @Test
    void aShareBelowTheTypeThresholdIsAViolationWithTheNewText() {
        List<String> window = new ArrayList<>(numbers(0, 999));
        window.add("x");

        assertThat(check(numbers(0, 1000), window))
                .containsExactly(new ServiceViolation(
                        "c",
                        "data_type_check",
                        "Data type match requirement is not met. Expected data type: Integral, Expected match: 100.0%."
                                + " Observed: Only 99.9% of data is Integral."));
    }

    @Test
    void aColumnThatFailsItsTypeIsNotComparedForDrift() {
        assertThat(check(numbers(0, 1000), repeated(500, "0.5", "0.6")))
                .extracting(ServiceViolation::check)
                .containsExactly("data_type_check");
    }

    @Test
    void wholeNumbersCountAsFractionalUnlessOnlyThePureClassDoes() {
        List<String> baseline = repeated(500, "0.5", "1.5");
        List<String> window = repeated(50, ("0.5 ".repeat(9) + "1.5 ".repeat(10) + "2").split(" "));

        assertThat(check(baseline, window)).isEmpty();
        assertThat(check(baseline, window, settings(MonitoringSettings.GENERATED), TypeMatching.PURE))
                .extracting(ServiceViolation::description)
                .containsExactly(
                        "Data type match requirement is not met. Expected data type: Fractional, Expected match:"
                                + " 100.0%. Observed: Only 95.0% of data is Fractional.");
    }

    @Test
    void missingValuesAreAViolationWithTheOldTextAndItsTrailingSpace() {
        List<String> window = new ArrayList<>(Collections.nCopies(1, ""));
        window.addAll(numbers(0, 3));

        assertThat(check(numbers(0, 4), window))
                .containsExactly(new ServiceViolation(
                        "c", "completeness_check", "Value: 0.75 does not meet the constraint requirement! "));
    }

    @Test
    void aWindowOfNullsOnlyFailsCompletenessAndNothingElse() {
        assertThat(check(numbers(0, 100), Collections.nCopies(50, "")))
                .extracting(ServiceViolation::description)
                .containsExactly("Value: 0.0 does not meet the constraint requirement! ");
    }

    @Test
    void valuesOutsideTheDomainAreAViolation() {
        assertThat(check(repeated(500, "a", "b"), repeated(100, "a", "b", "a", "z")))
                .contains(new ServiceViolation(
                        "c", "categorical_values_check", "Value: 0.75 does not meet the constraint requirement! "));
    }

    @Test
    void aColumnWithManySingleValuesHasNoDomainToLeave() {
        List<String> ids = IntStream.range(0, 100).mapToObj(i -> "id" + i).toList();

        assertThat(check(ids, List.of("other", "id1"))).isEmpty();
    }

    @Test
    void aShiftedWindowDriftsInTheServicesWords() {
        List<ServiceViolation> violations = check(numbers(0, 10_000), numbers(5_000, 15_000));

        assertThat(violations).hasSize(1);
        assertThat(violations.get(0).check()).isEqualTo("baseline_drift_check");
        assertThat(violations.get(0).description())
                .matches("Baseline drift distance: 0\\.47[0-9]+ exceeds threshold: 0\\.1");
    }

    @Test
    void theSimpleMethodTakesNoAllowanceOff() {
        MonitoringSettings simple = distribution(
                new DistributionSettings(true, 0.1, ComparisonMethod.LINF_SIMPLE, null, null, OtherKeys.NONE));

        assertThat(check(numbers(0, 1000), numbers(0, 800), settings(simple), TypeMatching.WIDENED))
                .extracting(ServiceViolation::check)
                .containsExactly("baseline_drift_check");
        assertThat(check(numbers(0, 1000), numbers(0, 800))).isNotEmpty();
        assertThat(check(numbers(0, 1000), numbers(0, 50))).isNotEmpty();
        assertThat(check(numbers(0, 100), numbers(20, 70))).isEmpty();
        assertThat(check(numbers(0, 100), numbers(20, 70), settings(simple), TypeMatching.WIDENED))
                .isNotEmpty();
    }

    @Test
    void categoriesDriftByTheirOwnThreshold() {
        MonitoringSettings strict =
                distribution(new DistributionSettings(true, 0.9, ComparisonMethod.SIMPLE, 0.01, null, OtherKeys.NONE));
        MonitoringSettings inherited =
                distribution(new DistributionSettings(true, 0.9, ComparisonMethod.SIMPLE, null, null, OtherKeys.NONE));
        List<String> window = repeated(100, "a", "a", "b");

        assertThat(check(repeated(500, "a", "b"), window, settings(strict), TypeMatching.WIDENED))
                .extracting(ServiceViolation::description)
                .containsExactly("Baseline drift distance: 0.16666666666666669 exceeds threshold: 0.01");
        assertThat(check(repeated(500, "a", "b"), window, settings(inherited), TypeMatching.WIDENED))
                .isEmpty();
    }

    @Test
    void chiSquaredFlagsASmallPValue() {
        MonitoringSettings chi = distribution(
                new DistributionSettings(true, 0.05, null, null, CategoricalDriftMethod.CHI_SQUARED, OtherKeys.NONE));

        assertThat(check(repeated(500, "a", "b"), repeated(100, "a", "a", "b"), settings(chi), TypeMatching.WIDENED))
                .extracting(ServiceViolation::description)
                .singleElement()
                .asString()
                .startsWith("Baseline drift p-value: ")
                .endsWith(" is below threshold: 0.05");
        assertThat(check(repeated(500, "a", "b"), repeated(100, "a", "b"), settings(chi), TypeMatching.WIDENED))
                .isEmpty();
    }

    @Test
    void aDisabledComparisonIsNotMade() {
        MonitoringSettings off = distribution(new DistributionSettings(false, null, null, null, null, OtherKeys.NONE));

        assertThat(check(numbers(0, 1000), numbers(5000, 6000), settings(off), TypeMatching.WIDENED))
                .isEmpty();
    }

    @Test
    void disabledConstraintsAreNotEvaluatedUnlessAColumnSaysSo() {
        MonitoringSettings off =
                new MonitoringSettings(false, null, 1.0, null, DistributionSettings.EMPTY, OtherKeys.NONE);
        MonitoringSettings on =
                new MonitoringSettings(true, null, null, null, DistributionSettings.EMPTY, OtherKeys.NONE);
        List<String> window = List.of("x");

        assertThat(check(numbers(0, 10), window, settings(off), TypeMatching.WIDENED))
                .isEmpty();
        ServiceBaseline overridden = settings(off).apply(profileOf(numbers(0, 10)));
        ColumnConstraints column = overridden.constraints().columns().get(0);
        ServiceConstraints constraints = new ServiceConstraints(
                List.of(new ColumnConstraints(
                        column.name(),
                        column.type(),
                        column.completeness(),
                        column.nonNegative(),
                        null,
                        new Overrides(Overrides.Place.COLUMN, on),
                        OtherKeys.NONE)),
                off,
                OtherKeys.NONE);
        assertThat(run(
                        new ServiceBaseline(overridden.statistics(), constraints, List.of(), true),
                        window,
                        TypeMatching.WIDENED))
                .extracting(ServiceViolation::check)
                .containsExactly("data_type_check");
    }

    @Test
    void fewerAndMoreColumnsAreCounted() {
        ServiceProfile training = ServiceProfile.ofColumns(List.of("a", "b"), List.of());
        Rows.add(training, List.of("1", "2"));
        ServiceStatistics statistics = training.dataset().statistics();
        ServiceBaseline baseline =
                new ServiceBaseline(statistics, ConstraintSuggestion.of(statistics), List.of(), true);
        Dataset fewer =
                new Dataset(5, ServiceProfile.against(baseline).dataset().columns(), 1);
        Dataset more = new Dataset(5, List.of(), 3);

        assertThat(ServiceChecks.check(baseline, fewer, TypeMatching.WIDENED).get(0))
                .isEqualTo(new ServiceViolation(
                        "Missing columns",
                        "missing_column_check",
                        "There are missing columns in current dataset. Number of columns in current dataset: 1,"
                                + " Number of columns in baseline constraints: 2"));
        assertThat(ServiceChecks.check(baseline, more, TypeMatching.WIDENED))
                .containsExactly(new ServiceViolation(
                        "Extra columns",
                        "extra_column_check",
                        "There are extra columns in current dataset. Number of columns in current dataset: 3,"
                                + " Number of columns in baseline constraints: 2"));
    }

    @Test
    void anEmptyWindowHasNoViolationsAndAFailedStatus() {
        assertThat(check(numbers(0, 10), List.of())).isEmpty();
        assertThat(ExecutionStatus.of(0, 0)).isEqualTo(ExecutionStatus.FAILED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|Completed|Completed: Job completed successfully with no violations.",
                "1|CompletedWithViolations|CompletedWithViolations: Job completed successfully with 1 violations.",
                "60|CompletedWithViolations|CompletedWithViolations: Job completed successfully with 60 violations."
            })
    void theStatusAndItsMessageAreTheServices(int violations, String status, String message) {
        ExecutionStatus known = ExecutionStatus.of(100, violations);

        assertThat(known.wireName()).isEqualTo(status);
        assertThat(known.message(violations)).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({
        "'1;2;-3;+ 4',INTEGRAL",
        "'1;2.5',FRACTIONAL",
        "'1e5',FRACTIONAL",
        "'1;x',STRING",
        "'true;false',STRING",
        "'true;1',STRING",
        "'.5',STRING",
        "'NaN',STRING",
        "' 1',STRING",
        "'',UNKNOWN"
    })
    void typesAreInferredAsTheServiceDoes(String values, FeatureType type) {
        ServiceProfile profile = ServiceProfile.ofColumns(List.of("c"), List.of());
        Rows.addColumn(profile, List.of(values.split(";", -1)));

        assertThat(profile.dataset().columns().get(0).statistics().type()).isEqualTo(type);
    }

    @Test
    void oneBadCellMakesANumericColumnAText() {
        List<String> values = new ArrayList<>(numbers(0, 50));
        values.add("inf");
        ColumnStatistics column = profileOf(values).columns().get(0);

        assertThat(column).isInstanceOf(ColumnStatistics.Text.class);
        assertThat(((ColumnStatistics.Text) column).values()).hasSize(51);
    }

    @Test
    void aTextColumnOfManyValuesHasAnEstimateAndNoHistogram() {
        List<String> values = IntStream.range(0, 5000).mapToObj(i -> "v" + i).toList();
        ColumnStatistics.Text column =
                (ColumnStatistics.Text) profileOf(values).columns().get(0);

        assertThat(column.values()).isNull();
        assertThat(column.distinct()).isBetween(4700.0, 5300.0);
    }

    @Test
    void presentAndMissingAddUpToTheRows() {
        ColumnStatistics column =
                profileOf(List.of("1", "", "1e999", "- 3", "2")).columns().get(0);

        assertThat(column.present()).isEqualTo(4);
        assertThat(column.missing()).isEqualTo(1);
        assertThat(((ColumnStatistics.Numeric) column).moments().max()).isEqualTo(2);
    }

    @Test
    void missingMarkersOfABaselineOfOursAreNulls() {
        ServiceProfile profile = ServiceProfile.ofColumns(List.of("c"), List.of("?"));
        Rows.addColumn(profile, List.of("?", "a"));

        assertThat(profile.dataset().columns().get(0).statistics().missing()).isEqualTo(1);
    }

    @Test
    void domainsAreSortedByFallingCount() {
        ServiceConstraints constraints = ConstraintSuggestion.of(profileOf(List.of("b", "a", "c", "c", "a", "b", "c")));

        assertThat(constraints.columns().get(0).domain()).containsExactly("c", "a", "b");
        assertThat(constraints.settings()).isEqualTo(MonitoringSettings.GENERATED);
    }

    @Test
    void aNegativeMinimumIsSuggestedAsSuch() {
        assertThat(ConstraintSuggestion.of(profileOf(List.of("-1", "2")))
                        .columns()
                        .get(0)
                        .nonNegative())
                .isFalse();
        assertThat(ConstraintSuggestion.of(profileOf(List.of("0", "2")))
                        .columns()
                        .get(0)
                        .nonNegative())
                .isTrue();
        assertThat(ConstraintSuggestion.of(profileOf(List.of("a", "a")))
                        .columns()
                        .get(0)
                        .nonNegative())
                .isNull();
    }

    private static List<ServiceViolation> check(List<String> training, List<String> window) {
        return check(training, window, settings(MonitoringSettings.GENERATED), TypeMatching.WIDENED);
    }

    private static List<ServiceViolation> check(
            List<String> training,
            List<String> window,
            Function<ServiceStatistics, ServiceBaseline> constraints,
            TypeMatching matching) {
        return run(constraints.apply(profileOf(training)), window, matching);
    }

    private static List<ServiceViolation> run(ServiceBaseline baseline, List<String> window, TypeMatching matching) {
        ServiceProfile profile = ServiceProfile.against(baseline);
        Rows.addColumn(profile, window);
        return ServiceChecks.check(baseline, profile.dataset(), matching);
    }

    private static Function<ServiceStatistics, ServiceBaseline> settings(MonitoringSettings settings) {
        return statistics -> new ServiceBaseline(
                statistics,
                new ServiceConstraints(ConstraintSuggestion.of(statistics).columns(), settings, OtherKeys.NONE),
                List.of(),
                true);
    }

    private static MonitoringSettings distribution(DistributionSettings distribution) {
        return new MonitoringSettings(true, true, 1.0, 1.0, distribution, OtherKeys.NONE);
    }

    private static ServiceStatistics profileOf(List<String> values) {
        ServiceProfile profile = ServiceProfile.ofColumns(List.of("c"), List.of());
        Rows.addColumn(profile, values);
        return profile.dataset().statistics();
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    private static List<String> repeated(int times, String... values) {
        return Collections.nCopies(times, List.of(values)).stream()
                .flatMap(List::stream)
                .toList();
    }
}
