package io.tidemark.core.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.stats.sketch.EqualWidthBuckets.Bucket;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The published run of the service on the churn data: statistics and constraints of the baseline as far as they were
 * printed, and the violations of one hour. That hour held 1,977 records: the first 180 rows sent once, then all 334
 * rows again and again. Row 0 is garbled and came seven times, which is the published share 1970/1977. The scores are
 * not published but for three; none is a whole number.
 */
class ChurnNotebookTest {
    private static final int SENT_FIRST = 180;
    private static final int SENT_IN_ALL = 1977;
    private static final String PUBLISHED_SCORE = "0.036397725343704224";

    private static JsonNode published;
    private static ServiceStatistics statistics;
    private static List<ServiceViolation> violations;

    @BeforeAll
    static void run() throws IOException {
        try (InputStream in = ChurnNotebookTest.class.getResourceAsStream("/service/churn/published_outputs.json")) {
            published = new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
        List<List<String>> training = Rows.ofResource("churn/training-dataset-with-header.csv.gz");
        ServiceProfile baseline = ServiceProfile.ofColumns(training.get(0), List.of());
        training.stream().skip(1).forEach(row -> Rows.add(baseline, row));
        statistics = baseline.dataset().statistics();
        ServiceBaseline expected =
                new ServiceBaseline(statistics, ConstraintSuggestion.of(statistics), List.of(), true);
        ServiceProfile window = ServiceProfile.against(expected);
        sent().forEach(row -> Rows.add(window, row));
        violations = ServiceChecks.check(expected, window.dataset(), TypeMatching.WIDENED);
    }

    private static Stream<List<String>> sent() {
        List<List<String>> rows = Rows.ofResource("churn/test-dataset-input-cols.csv.gz");
        return Stream.iterate(0, i -> i < SENT_IN_ALL, i -> i + 1)
                .map(i -> rows.get(i < SENT_FIRST ? i : (i - SENT_FIRST) % rows.size()))
                .map(request -> {
                    List<String> row = new ArrayList<>(List.of(PUBLISHED_SCORE));
                    row.addAll(request);
                    return row;
                });
    }

    static Stream<JsonNode> printedStatistics() throws IOException {
        if (published == null) {
            run();
        }
        return StreamSupport.stream(published.get("statistics_head").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("printedStatistics")
    void aColumnHasThePrintedFiguresToTheirLastPrintedDigit(JsonNode printed) {
        ColumnStatistics.Numeric column = numeric(printed.get("name").textValue());

        assertThat(column.type().wireName())
                .isEqualTo(printed.get("inferred_type").textValue());
        assertPrinted(printed, "common.num_present", (double) column.present());
        assertPrinted(printed, "common.num_missing", (double) column.missing());
        assertPrinted(printed, "mean", column.moments().mean());
        assertPrinted(printed, "sum", column.moments().sum());
        assertPrinted(printed, "std_dev", column.moments().standardDeviation());
        assertPrinted(printed, "min", column.moments().min());
        assertPrinted(printed, "max", column.moments().max());
    }

    @ParameterizedTest
    @MethodSource("printedStatistics")
    void aColumnHasTheFirstBucketThatWasPrinted(JsonNode printed) {
        Bucket first = numeric(printed.get("name").textValue()).buckets().get(0);
        String shown = "[{'lower_bound': " + first.lower() + ", 'upper_bound': " + first.upper() + ", 'count': ";

        assertThat(shown).startsWith(cut(printed, "distribution.kll.buckets"));
    }

    @ParameterizedTest
    @MethodSource("printedStatistics")
    void aColumnHasTheSketchItemsThatWerePrinted(JsonNode printed) {
        ColumnStatistics.Numeric column = numeric(printed.get("name").textValue());
        double[] level = Objects.requireNonNull(column.sketch()).levels().get(0);

        assertThat("[" + Arrays.toString(level)).startsWith(cut(printed, "distribution.kll.sketch.data"));
    }

    @Test
    void theConstraintsAreThePrintedOnes() {
        ServiceConstraints constraints = ConstraintSuggestion.of(statistics);
        int at = 0;
        for (JsonNode printed : published.get("constraints_head")) {
            ColumnConstraints column = constraints.columns().get(at++);
            assertThat(column.name()).isEqualTo(printed.get("name").textValue());
            assertThat(column.type().wireName())
                    .isEqualTo(printed.get("inferred_type").textValue());
            assertThat(column.completeness()).isEqualTo(1.0);
            assertThat(column.nonNegative()).isTrue();
        }
        assertThat(at).isEqualTo(10);
    }

    @Test
    void thereAreAsManyViolationsAsPublished() {
        assertThat(violations).hasSize(published.get("violations_total").intValue());
        assertThat(violations).extracting(ServiceViolation::check).containsOnly("data_type_check");
    }

    @Test
    void everyPrintedViolationComesOutWordForWord() {
        for (JsonNode printed : published.get("violations_head")) {
            assertThat(violations)
                    .contains(new ServiceViolation(
                            printed.get("feature_name").textValue(),
                            printed.get("constraint_check_type").textValue(),
                            printed.get("description").textValue()));
        }
    }

    @Test
    void fractionalColumnsAndWholeNumbersOutsideTheGarbledRowAreClean() {
        assertThat(violations)
                .extracting(ServiceViolation::feature)
                .doesNotContain("Account Length", "Day Mins", "Day Calls", "Intl Mins", "CustServ Calls")
                .contains("Churn", "VMail Message", "State_AK", "VMail Plan_yes");
    }

    private static ColumnStatistics.Numeric numeric(String name) {
        return (ColumnStatistics.Numeric) statistics.column(name).orElseThrow();
    }

    /** The notebook printed as many decimals as stand there. */
    private static void assertPrinted(JsonNode printed, String key, double value) {
        BigDecimal shown =
                new BigDecimal(printed.get("numerical_statistics." + key).textValue());

        assertThat(new BigDecimal(value).setScale(shown.scale(), RoundingMode.HALF_EVEN))
                .as("%s of %s", key, printed.get("name"))
                .isEqualByComparingTo(shown);
    }

    private static String cut(JsonNode printed, String key) {
        String text = printed.get("numerical_statistics." + key).textValue();
        return text.substring(0, text.indexOf("..."));
    }
}
