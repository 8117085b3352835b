package io.tidemark.baseline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.baseline.csv.CsvException;
import io.tidemark.baseline.csv.CsvOptions;
import io.tidemark.core.model.FieldRef;
import io.tidemark.core.model.MetricConstraint;
import io.tidemark.core.model.MetricConstraint.Comparison;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.Problem;
import io.tidemark.stats.quality.BinaryConfusion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QualityBaselineJobTest {
    private static final QualityPlan.Answers ANSWERS =
            QualityPlan.Answers.binary("y", FieldRef.named("p"), FieldRef.named("s"));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void predictionsOfTheAdultDataGiveTheReferenceFigures() throws IOException, InterruptedException {
        JsonNode expected = golden("quality_binary", "adult_baseline");
        QualityPlan plan = QualityPlan.of(
                LabelledFiles.of(Goldens.file("adult/baseline_predictions.csv.gz")),
                QualityPlan.Answers.binary("label", FieldRef.named("predicted_label"), FieldRef.named("probability")));

        ModelBaseline baseline = QualityBaselineJob.run(plan).baseline();

        JsonNode confusion = expected.get("confusion");
        assertThat(baseline.reference().confusion())
                .isEqualTo(new BinaryConfusion(
                        confusion.get("tp").asLong(),
                        confusion.get("fp").asLong(),
                        confusion.get("fn").asLong(),
                        confusion.get("tn").asLong()));
        assertThat(baseline.rows()).isEqualTo(expected.get("n").asLong());
        assertLimit(baseline, "recall", expected.get("recall_tpr").asDouble(), Comparison.LESS_THAN);
        assertLimit(baseline, "f2", expected.get("f2").asDouble(), Comparison.LESS_THAN);
        assertLimit(baseline, "false_positive_rate", expected.get("fpr").asDouble(), Comparison.GREATER_THAN);
    }

    @Test
    void facetsOfAJoinedTableAreSeen() throws IOException, InterruptedException {
        QualityPlan.Answers answers =
                QualityPlan.Answers.binary("label", FieldRef.named("predicted_label"), FieldRef.named("score"));
        QualityPlan plan = QualityPlan.of(LabelledFiles.of(Goldens.file("golden/adult_first_2000.csv.gz")), answers)
                .with(QualityPlan.Sides.of(FacetChoice.parse("sex=Female"), FacetChoice.parse("age>40"))
                        .by("education")
                        .inSegments("race"));
        JsonNode bias = Goldens.json("golden/bias_real.json").get("cases");

        ModelBaseline baseline = QualityBaselineJob.run(plan).baseline();

        int compared = 0;
        for (JsonNode each : bias) {
            if (each.get("id").asText().equals("adult_sex_female")) {
                for (String stage : List.of("pre_training", "post_training")) {
                    for (JsonNode metric : each.get(stage).get(0).get("metrics")) {
                        String name = metric.get("name").asText();
                        double found = baseline.biasBaseline()
                                .value("sex=Female", name)
                                .orNaN();
                        if (metric.get("value").isNull()) {
                            assertThat(found).as(name).isNaN();
                        } else {
                            assertThat(found).as(name).isCloseTo(Goldens.number(metric.get("value")), within(1e-12));
                        }
                        compared++;
                    }
                }
            }
        }
        assertThat(compared).isEqualTo(21);
        assertThat(baseline.spec().segments().orElseThrow().values()).contains("White", "Black");
        assertThat(baseline.spec().group().orElseThrow().values()).hasSizeGreaterThan(10);
    }

    @Test
    void windowsKeepRowsForTheFlipTestOnlyIfAskedAndCompareWhatTheBaselineCompares()
            throws IOException, InterruptedException {
        StringBuilder table = new StringBuilder("y,p,s,sex,town,age,member\n");
        for (int i = 0; i < 60; i++) {
            boolean isYes = i % 7 < 3;
            table.append(isYes ? "1,1,0.8," : "0,0,0.3,").append(i % 2 == 0 ? "f,x," : "m,y,");
            table.append(20 + i).append(i % 3 == 0 ? ",true\n" : ",false\n");
        }
        Path file = Files.writeString(folder.resolve("rows.csv"), table);
        QualityPlan plan =
                QualityPlan.of(LabelledFiles.of(file), ANSWERS).with(QualityPlan.Sides.of(FacetChoice.parse("sex=f")));

        assertThat(QualityBaselineJob.run(plan).baseline().spec().inputs().hasFlipTest())
                .isFalse();
        assertThatExceptionOfType(CsvException.class)
                .isThrownBy(() -> QualityBaselineJob.run(plan.withFlipTest(100)))
                .withMessageContaining("hold none: sex, town; leave them out with --ignore");
        QualityPlan.Sides numbers = new QualityPlan.Sides(
                plan.sides().facets(), FieldRef.NONE, FieldRef.NONE, List.of("sex", "town"), false);
        ModelBaseline tested =
                QualityBaselineJob.run(plan.with(numbers).withFlipTest(100)).baseline();
        assertThat(tested.spec().inputs().rowsPerSide()).isEqualTo(100);
        assertThat(tested.spec().inputs().compared()).containsExactly("age", "member");
        assertThat(tested.biasBaseline().value("sex=f", "FT").orNaN()).isBetween(-1.0, 1.0);
    }

    @Test
    void modelRemembersTheColumnsOfItsRequests() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("t.csv"), "y,p,s,sex,age\n1,1,0.9,f,30\n0,0,0.2,m,40\n");
        QualityPlan plan =
                QualityPlan.of(LabelledFiles.of(file), ANSWERS).with(QualityPlan.Sides.of(FacetChoice.parse("sex=f")));

        assertThat(QualityBaselineJob.run(plan).baseline().spec().inputs().columns())
                .containsExactly("sex", "age");
        assertThat(QualityBaselineJob.run(plan.withRequest(List.of("id", "age", "sex")))
                        .baseline()
                        .spec()
                        .inputs()
                        .columns())
                .containsExactly("id", "age", "sex");
        assertThatExceptionOfType(CsvException.class)
                .isThrownBy(() -> QualityBaselineJob.run(plan.withRequest(List.of("id", "age"))))
                .withMessageContaining("facet sex=f stands in no column of the request, [id, age]");
    }

    @Test
    void digitsAreTenClassesFoundInTheTable() throws IOException, InterruptedException {
        JsonNode expected = golden("quality_multiclass", "digits");
        List<FieldRef> scores = new ArrayList<>();
        for (int digit = 0; digit < 10; digit++) {
            scores.add(FieldRef.named("p" + digit));
        }
        QualityPlan.Answers answers = new QualityPlan.Answers(
                Problem.MULTICLASS,
                FieldRef.named("label"),
                FieldRef.named("predicted"),
                FieldRef.NONE,
                scores,
                Double.NaN,
                List.of(),
                List.of());

        ModelBaseline baseline = QualityBaselineJob.run(
                        QualityPlan.of(LabelledFiles.of(Goldens.file("golden/digits_predictions.csv.gz")), answers))
                .baseline();

        assertThat(baseline.spec().classes()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertLimit(baseline, "accuracy", expected.get("accuracy").asDouble(), Comparison.LESS_THAN);
        assertThat(baseline.reference().classScores()).hasSize(10);
    }

    @Test
    void aYearOfBikesIsARegression() throws IOException, InterruptedException {
        JsonNode expected = golden("quality_regression", "bike_year");

        ModelBaseline baseline = QualityBaselineJob.run(QualityPlan.of(
                        LabelledFiles.of(Goldens.file("bike/live_flat.csv.gz")),
                        QualityPlan.Answers.regression("label", FieldRef.named("prediction"))))
                .baseline();

        assertLimit(baseline, "mae", expected.get("mae").asDouble(), Comparison.GREATER_THAN);
        assertLimit(baseline, "r2", expected.get("r2").asDouble(), Comparison.LESS_THAN);
    }

    @Test
    void orderOfRowsAndSplitOverFilesDoNotMatter() throws IOException, InterruptedException {
        List<String> rows = rows(500, 7);
        ModelBaseline plain = run(write("a.csv", rows));
        for (long seed = 0; seed < 5; seed++) {
            List<String> shuffled = new ArrayList<>(rows);
            Collections.shuffle(shuffled, new Random(seed));
            Path first = write("b" + seed + ".csv", shuffled.subList(0, 123));
            Path second = write("c" + seed + ".csv", shuffled.subList(123, 500));

            assertThat(run(first, second).hash()).as("seed " + seed).isEqualTo(plain.hash());
        }
    }

    @Test
    void answerFollowsFromTheScoreStrictlyAboveTheThreshold() throws IOException, InterruptedException {
        Path file = write("a.csv", List.of("1,1,0.5,m", "1,1,0.51,m", "0,0,0.49,f"));
        QualityPlan plan = QualityPlan.of(
                LabelledFiles.of(file), QualityPlan.Answers.binary("y", FieldRef.NONE, FieldRef.named("s")));

        assertThat(QualityBaselineJob.run(plan).baseline().reference().confusion())
                .isEqualTo(new BinaryConfusion(1, 0, 1, 1));
    }

    @Test
    void lowerValueIsPositiveIfTheyAskForIt() throws IOException, InterruptedException {
        Path file = write("a.csv", rows(50, 1));

        ModelBaseline baseline = QualityBaselineJob.run(
                        QualityPlan.of(LabelledFiles.of(file), ANSWERS.withPositives(List.of("0"))))
                .baseline();

        assertThat(baseline.spec().classes()).containsExactly("1", "0");
    }

    @Test
    void everyValueOfAColumnCanBeAFacet() throws IOException, InterruptedException {
        QualityPlan plan = QualityPlan.of(LabelledFiles.of(write("a.csv", rows(100, 2))), ANSWERS)
                .with(QualityPlan.Sides.of(FacetChoice.parse("g")));

        assertThat(QualityBaselineJob.run(plan).baseline().biasBaseline().byFacet())
                .containsOnlyKeys("g=f", "g=m");
    }

    @Test
    void emptyLabelsLeaveTheirRowsWithoutOneAndAreTold() throws IOException, InterruptedException {
        List<String> rows = new ArrayList<>(rows(100, 3));
        rows.add(",1,0.7,m");
        rows.add("NA,1,0.7,m");
        QualityPlan plan = QualityPlan.of(
                new LabelledFiles(List.of(write("a.csv", rows)), CsvOptions.DEFAULT, List.of("NA")), ANSWERS);

        QualityResult result = QualityBaselineJob.run(plan);

        assertThat(result.baseline().rows()).isEqualTo(102);
        assertThat(result.baseline().reference().labelled()).isEqualTo(100);
        assertThat(result.warnings())
                .anySatisfy(warning -> assertThat(warning).contains("2 rows have a label that is empty"))
                .anySatisfy(warning -> assertThat(warning).contains("only 100 labelled rows"));
    }

    @Test
    void rowsWithoutAnAnswerAreBadRows() throws IOException, InterruptedException {
        List<String> rows = new ArrayList<>(rows(20, 4));
        rows.add("1,7,0.7,m");
        Path file = write("a.csv", rows);

        assertThatExceptionOfType(CsvException.class)
                .isThrownBy(() -> run(file))
                .withMessageContaining("a.csv:22: ")
                .withMessageContaining("predicted class is none of the model's");
        LabelledFiles tolerant = new LabelledFiles(List.of(file), CsvOptions.DEFAULT.withMaxBadRows(1), List.of());
        QualityPlan.Answers given = new QualityPlan.Answers(
                Problem.BINARY,
                ANSWERS.label(),
                ANSWERS.predicted(),
                ANSWERS.probability(),
                List.of(),
                0.5,
                List.of("0", "1"),
                List.of());
        QualityResult result = QualityBaselineJob.run(QualityPlan.of(tolerant, given));
        assertThat(result.badRows().count()).isEqualTo(1);
        assertThat(result.baseline().rows()).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    nope | p    | s    |       | no column "nope"
                    y    | nope | s    |       | no column "nope"
                    y    | p    | nope |       | no column "nope"
                    y    | p    | s    | h=1   | no column "h"
                    g    | p    | s    |       | none of the model's
                    s    | p    | s    |       | no label of two classes
                    """)
    void wrongColumnsAreRefusedInTheWordsOfTheTable(
            String label, String predicted, String score, String facet, String because) throws IOException {
        Path file = write("a.csv", rows(50, 5));
        QualityPlan.Answers answers =
                QualityPlan.Answers.binary(label, FieldRef.named(predicted), FieldRef.named(score));
        QualityPlan.Sides sides =
                facet == null ? QualityPlan.Sides.NONE : QualityPlan.Sides.of(FacetChoice.parse(facet));

        assertThatExceptionOfType(CsvException.class)
                .isThrownBy(() -> QualityBaselineJob.run(
                        QualityPlan.of(LabelledFiles.of(file), answers).with(sides)))
                .withMessageContaining("a.csv")
                .withMessageContaining(because);
    }

    @Test
    void tableWithoutRowsIsRefused() throws IOException {
        Path file = write("a.csv", List.of());

        assertThatExceptionOfType(CsvException.class)
                .isThrownBy(() -> run(file))
                .withMessageContaining("no rows below the header");
    }

    @Test
    void attributionsOfTheTableAreAggregated() throws IOException, InterruptedException {
        Path file = folder.resolve("phi.csv");
        Files.write(file, List.of("y,p,s,phi_a,phi_b", "1,1,0.9,-2,1", "0,0,0.1,4,1", "0,1,0.6,3,-1"));
        QualityPlan plan = QualityPlan.of(LabelledFiles.of(file), ANSWERS)
                .with(new QualityPlan.Attributions(List.of(), List.of(), "phi_"));

        ModelBaseline baseline = QualityBaselineJob.run(plan).baseline();

        assertThat(baseline.spec().attributions().features()).containsExactly("a", "b");
        assertThat(baseline.attribution().orElseThrow().means()).containsExactly(3.0, 1.0);
    }

    @Test
    void attributionsOfResponsesNeedNotBeInTheTable() throws IOException, InterruptedException {
        QualityPlan plan = QualityPlan.of(LabelledFiles.of(write("a.csv", rows(50, 6))), ANSWERS)
                .with(new QualityPlan.Attributions(List.of("a", "b"), List.of(FieldRef.named("shap")), ""));

        ModelBaseline baseline = QualityBaselineJob.run(plan).baseline();

        assertThat(baseline.spec().attributions().features()).containsExactly("a", "b");
        assertThat(baseline.attribution()).isEmpty();
    }

    private ModelBaseline run(Path... files) throws InterruptedException {
        return QualityBaselineJob.run(QualityPlan.of(LabelledFiles.of(files), ANSWERS)
                        .with(QualityPlan.Sides.of(FacetChoice.parse("g=f"))))
                .baseline();
    }

    private Path write(String name, List<String> rows) throws IOException {
        List<String> lines = new ArrayList<>(List.of("y,p,s,g"));
        lines.addAll(rows);
        return Files.write(folder.resolve(name), lines);
    }

    private static List<String> rows(int count, long seed) {
        Random random = new Random(seed);
        List<String> rows = new ArrayList<>(List.of("1,1,0.75,m", "0,0,0.25,f"));
        while (rows.size() < count) {
            double score = random.nextInt(1_000) / 1_000.0;
            rows.add((random.nextDouble() < score ? 1 : 0) + "," + (score > 0.5 ? 1 : 0) + "," + score + ","
                    + (random.nextBoolean() ? "f" : "m"));
        }
        return rows;
    }

    private static JsonNode golden(String file, String id) throws IOException {
        for (JsonNode each : Goldens.json("golden/" + file + ".json").get("cases")) {
            if (each.get("id").asText().equals(id)) {
                return each.get("expected");
            }
        }
        throw new IllegalArgumentException(id);
    }

    private static void assertLimit(ModelBaseline baseline, String metric, double value, Comparison worse) {
        MetricConstraint limit =
                Objects.requireNonNull(baseline.constraints().byMetric().get(metric), metric);
        assertThat(limit.comparison()).as(metric).isEqualTo(worse);
        assertThat(limit.threshold()).as(metric).isCloseTo(value, within(1e-12 * Math.max(1, Math.abs(value))));
    }
}
