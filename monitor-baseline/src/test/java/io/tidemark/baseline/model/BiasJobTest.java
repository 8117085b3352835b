package io.tidemark.baseline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.baseline.csv.CsvException;
import io.tidemark.baseline.csv.CsvOptions;
import io.tidemark.core.model.FieldRef;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.fairness.BiasValue.Reason;
import io.tidemark.wire.json.BiasAnalysis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BiasJobTest {
    private static final List<String> ROWS =
            List.of("f,young,20,1,1", "f,old,60,0,1", "m,old,70,1,0", "m,young,30,1,1", "m,young,25,0,0");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void labelsAloneGiveTheFirstHalfOfTheFile() throws IOException, InterruptedException {
        BiasResult result = BiasJob.run(plan("sex=f"));

        assertThat(result.analysis().postTraining()).isEmpty();
        assertThat(metrics(result.analysis().preTraining()))
                .extracting(BiasAnalysis.Metric::name)
                .containsExactly("CDDL", "CI", "DPL", "JS", "KL", "KS", "LP", "TVD");
        assertThat(value(result, "sex", "f", "CI")).isEqualTo(0.2);
        assertThat(result.rows()).isEqualTo(5);
    }

    @Test
    void predictionsGiveTheSecondHalfByName() throws IOException, InterruptedException {
        BiasResult result = BiasJob.run(plan("sex=f").withPredictions("p"));

        assertThat(metrics(result.analysis().postTraining()))
                .extracting(BiasAnalysis.Metric::name)
                .containsExactly("AD", "CDDPL", "DAR", "DCA", "DCR", "DI", "DPPL", "DRR", "FT", "GE", "RD", "SD", "TE");
        assertThat(value(result, "sex", "f", "DPPL")).isEqualTo(1 / 3.0 - 1);
    }

    @Test
    void thresholdIsNotInTheGroupAndTheIntervalEndsAtTheGreatestValue() throws IOException, InterruptedException {
        BiasResult result = BiasJob.run(plan("age>30"));

        assertThat(result.groups().get(0).sides().disadvantaged().rows()).isEqualTo(2);
        assertThat(result.groups().get(0).facet().label()).isEqualTo("age>30");
        assertThat(result.analysis().metric("age", "(30, 70]", "CI")).isPresent();
    }

    @Test
    void severalBreaksAreSeveralIntervalsOfOneGroup() throws IOException, InterruptedException {
        BiasResult result = BiasJob.run(plan("age>60,25"));

        assertThat(result.analysis().metric("age", "(25, 60],(60, 70]", "CI")).isPresent();
        assertThat(result.groups().get(0).sides().disadvantaged().rows()).isEqualTo(3);
    }

    @Test
    void eachValueIsHeldAgainstTheRest() throws IOException, InterruptedException {
        BiasResult result = BiasJob.run(plan("sex"));

        assertThat(result.labels()).containsExactly("sex=f", "sex=m");
        assertThat(value(result, "sex", "f", "CI")).isEqualTo(-value(result, "sex", "m", "CI"));
    }

    @Test
    void labelsCanBeNumbersAboveAThreshold() throws IOException, InterruptedException {
        BiasPlan plan = new BiasPlan(
                table(ROWS),
                FieldRef.named("age"),
                List.of(),
                28,
                FieldRef.NONE,
                QualityPlan.Sides.of(FacetChoice.parse("sex=f")));

        BiasResult result = BiasJob.run(plan);

        assertThat(result.analysis().preTraining().orElseThrow().labelValue()).isEqualTo("(28, 70]");
        assertThat(result.groups().get(0).sides().advantaged().labels().positive())
                .isEqualTo(2);
    }

    @Test
    void severalPositiveValuesAreOneOutcome() throws IOException, InterruptedException {
        BiasPlan plan = new BiasPlan(
                table(ROWS),
                FieldRef.named("job"),
                List.of("young", "old"),
                Double.NaN,
                FieldRef.NONE,
                QualityPlan.Sides.of(FacetChoice.parse("sex=f")));

        BiasResult result = BiasJob.run(plan);

        assertThat(result.analysis().preTraining().orElseThrow().labelValue()).isEqualTo("young,old");
        assertThat(result.groups().get(0).sides().everyone().labels().negative())
                .isZero();
    }

    @Test
    void numbersAreOneValueHoweverTheyAreSpelled() throws IOException, InterruptedException {
        Path file = write(List.of("f,a,1,1.0,1", "m,a,1,1e0,0", "m,a,1,0,\"1\""));
        BiasPlan plan = BiasPlan.of(LabelledFiles.of(file), "y", "1", FacetChoice.parse("sex=f"));

        assertThat(BiasJob.run(plan).groups().get(0).sides().everyone().labels().positive())
                .isEqualTo(2);
    }

    @Test
    void missingFacetBelongsToTheRestAndMissingLabelsAreTold() throws IOException, InterruptedException {
        List<String> rows = new ArrayList<>(ROWS);
        rows.add(",young,20,1,1");
        rows.add("?,young,20,,1");
        LabelledFiles table = new LabelledFiles(List.of(write(rows)), CsvOptions.DEFAULT, List.of("?"));

        BiasResult result = BiasJob.run(
                BiasPlan.of(table, "y", "1", FacetChoice.parse("sex=f")).withPredictions("p"));

        assertThat(result.groups().get(0).sides().advantaged().rows()).isEqualTo(5);
        assertThat(result.groups().get(0).sides().everyone().labels().total()).isEqualTo(6);
        assertThat(result.groups().get(0).sides().everyone().predictions().total())
                .isEqualTo(7);
        assertThat(result.warnings())
                .anySatisfy(warning -> assertThat(warning).contains("1 rows have no usable label in column \"y\""));
    }

    @Test
    void facetWithoutRowsHasReasonsInsteadOfValues() throws IOException, InterruptedException {
        BiasResult result = BiasJob.run(plan("sex=x"));

        assertThat(result.groups().get(0).values().get("DPL")).isEqualTo(new BiasValue.Undefined(Reason.FACET_EMPTY));
        assertThat(result.analysis().metric("sex", "x", "DPL").orElseThrow().error())
                .isEqualTo("Facet set is empty");
        assertThat(result.warnings())
                .anySatisfy(warning -> assertThat(warning).contains("facet sex=x has no row in it"));
    }

    @Test
    void conditionalDisparityNeedsItsColumn() throws IOException, InterruptedException {
        assertThat(BiasJob.run(plan("sex=f")).groups().get(0).values().get("CDDL"))
                .isEqualTo(new BiasValue.Undefined(Reason.NO_GROUP_VARIABLE));
        QualityPlan.Sides byJob =
                QualityPlan.Sides.of(FacetChoice.parse("sex=f")).by("job");
        assertThat(figure(plan("sex=f").with(byJob), "CDDL")).isNotNaN();
    }

    @Test
    void flipTestIsLeftOutWithAWordWhereRowsAreTooMany() throws IOException, InterruptedException {
        List<String> rows = new ArrayList<>();
        Random random = new Random(9);
        for (int i = 0; i <= FlipTable.MOST_ROWS; i++) {
            rows.add((random.nextBoolean() ? "f" : "m") + ",1," + random.nextInt(90) + ",1," + random.nextInt(2));
        }
        BiasPlan plan =
                BiasPlan.of(table(rows), "y", "1", FacetChoice.parse("sex=f")).withPredictions("p");

        BiasResult result = BiasJob.run(plan);

        assertThat(result.groups().get(0).values()).doesNotContainKey("FT");
        assertThat(result.analysis().metric("sex", "f", "FT").orElseThrow().error())
                .isEqualTo("Too many rows");
        assertThat(result.warnings()).anySatisfy(warning -> assertThat(warning).contains("no flip test (FT)"));
    }

    @Test
    void textFeaturesHaveNoFlipTestUnlessTheyAreLeftOut() throws IOException, InterruptedException {
        BiasPlan plan = plan("sex=f").withPredictions("p");

        assertThat(BiasJob.run(plan).groups().get(0).values().get("FT"))
                .isEqualTo(new BiasValue.Undefined(Reason.FEATURE_NOT_NUMERIC));
        QualityPlan.Sides without = new QualityPlan.Sides(
                List.of(FacetChoice.parse("sex=f")), FieldRef.NONE, FieldRef.NONE, List.of("job"), false);
        assertThat(figure(plan.with(without), "FT")).isBetween(-1.0, 1.0);
    }

    @Test
    void theServicesGuessMakesOfAnIntegerAThreshold() throws IOException, InterruptedException {
        QualityPlan.Sides guessed = new QualityPlan.Sides(
                List.of(FacetChoice.parse("age=30")), FieldRef.NONE, FieldRef.NONE, List.of(), true);

        assertThat(BiasJob.run(plan("age=30").with(guessed)).labels()).containsExactly("age>30");
        assertThat(BiasJob.run(plan("age=30")).labels()).containsExactly("age=30");
    }

    @Test
    void figuresBecomeAModelsBaseline() throws IOException, InterruptedException {
        BiasResult result = BiasJob.run(plan("sex=f"));

        assertThat(result.baseline().value("sex=f", "CI")).isEqualTo(new BiasValue.Defined(0.2));
    }

    @Test
    void unknownColumnsAndImpossiblePlansAreRefused() throws IOException {
        BiasPlan noLabel = BiasPlan.of(table(ROWS), "nope", "1", FacetChoice.parse("sex=f"));
        assertThatExceptionOfType(CsvException.class)
                .isThrownBy(() -> BiasJob.run(noLabel))
                .withMessageContaining("no column \"nope\"");
        BiasPlan noFacet = plan("gender=f");
        assertThatExceptionOfType(CsvException.class)
                .isThrownBy(() -> BiasJob.run(noFacet))
                .withMessageContaining("no column \"gender\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BiasPlan.of(LabelledFiles.of(folder), "y", "1"))
                .withMessageContaining("name at least one");
    }

    private BiasPlan plan(String facet) throws IOException {
        return BiasPlan.of(table(ROWS), "y", "1", FacetChoice.parse(facet));
    }

    private LabelledFiles table(List<String> rows) throws IOException {
        return LabelledFiles.of(write(rows));
    }

    private Path write(List<String> rows) throws IOException {
        List<String> lines = new ArrayList<>(List.of("sex,job,age,y,p"));
        lines.addAll(rows);
        return Files.write(folder.resolve("rows.csv"), lines);
    }

    private static double value(BiasResult result, String column, String value, String metric) {
        return result.analysis().metric(column, value, metric).orElseThrow().value();
    }

    private static double figure(BiasPlan plan, String metric) throws InterruptedException {
        return Objects.requireNonNull(BiasJob.run(plan).groups().get(0).values().get(metric))
                .orNaN();
    }

    private static List<BiasAnalysis.Metric> metrics(Optional<BiasAnalysis.Stage> stage) {
        return Objects.requireNonNull(stage.orElseThrow().facets().get("sex"))
                .get(0)
                .metrics();
    }
}
