package io.tidemark.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.model.Facet;
import io.tidemark.core.model.LabelValue;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelSpec;
import io.tidemark.core.model.Prediction;
import io.tidemark.core.quality.AModel.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The hours of the Adult data with all labels: in hours 72 to 79 a quarter of the labels is flipped, in hours 88 to 91 women
 * are always answered 0; between drifts lie clean hours.
 */
class AdultHoursTest {
    private static final int HOURS = 96;
    private static final ModelEvaluator EVALUATOR = AModel.evaluator(ModelRules.defaults());
    private static final Set<Integer> FLIPPED =
            IntStream.range(72, 80).boxed().collect(Collectors.toCollection(TreeSet::new));
    private static final Set<Integer> BIASED =
            IntStream.range(88, 92).boxed().collect(Collectors.toCollection(TreeSet::new));
    private static final ModelSpec SPEC = AModel.binary()
            .withFacets(List.of(
                    Facet.ofValues("sex", List.of("Female")),
                    Facet.ofValues("race", List.of("Black")),
                    Facet.above("age", 40)));

    private static List<List<Row>> hours = List.of();
    private static ModelBaseline baseline = AModel.baseline(SPEC, List.of());

    @BeforeAll
    static void read() {
        List<Map<String, String>> train = Golden.table("adult/train.csv");
        List<Row> reference = new ArrayList<>();
        for (Map<String, String> row : Golden.table("adult/baseline_predictions.csv")) {
            Map<String, String> columns = train.get(Integer.parseInt(Golden.field(row, "row")));
            reference.add(row(
                    columns,
                    Golden.field(row, "predicted_label"),
                    Golden.field(row, "probability"),
                    Golden.field(row, "label")));
        }
        baseline = AModel.baseline(SPEC, reference);
        List<List<Row>> byHour = IntStream.range(0, HOURS)
                .mapToObj(h -> (List<Row>) new ArrayList<Row>())
                .toList();
        for (Map<String, String> row : Golden.table("adult/live_flat.csv")) {
            byHour.get(Integer.parseInt(Golden.field(row, "hour")))
                    .add(row(
                            row,
                            Golden.field(row, "predicted_label"),
                            Golden.field(row, "score"),
                            Golden.field(row, "label")));
        }
        hours = byHour;
    }

    @Test
    void everyHourOfFlippedLabelsIsFoundAndNoOther() {
        Set<Integer> alarms = new TreeSet<>();
        for (int hour = 0; hour < HOURS; hour++) {
            if (codes(hour, 1).contains("MQ002")) {
                alarms.add(hour);
            }
        }
        assertThat(alarms).isEqualTo(FLIPPED);
    }

    @Test
    void biasOfTheAnswersIsFoundOverTwoHoursAndNowhereElse() {
        for (int length : new int[] {1, 2, 4, 8}) {
            Set<Integer> clean = new TreeSet<>();
            Set<Integer> found = new TreeSet<>();
            for (int hour = 0; hour < HOURS; hour += length) {
                if (codes(hour, length).contains("BI002")) {
                    (BIASED.contains(hour) ? found : clean).add(hour);
                }
            }
            // Flipped labels differ by side too, and hours 36 to 43 have people eight years older.
            clean.removeAll(FLIPPED);
            clean.removeIf(hour -> hour >= 36 && hour < 44);
            assertThat(clean).as("windows of " + length + " h").isEmpty();
            if (length == 2) {
                assertThat(found).containsExactly(88, 90);
            }
        }
    }

    @Test
    void nothingOfTheFlippedLabelsShowsBeforeTheyCome() {
        for (int hour : FLIPPED) {
            assertThat(evaluation(hour, 1, true).violations())
                    .as("hour " + hour)
                    .noneMatch(violation -> violation.outcome().code().equals("MQ004"));
        }
    }

    @Test
    void estimatesOfCleanHoursAreNearWhatTheirLabelsSay() {
        double accuracy = 0;
        double f1 = 0;
        double auc = 0;
        int inside = 0;
        for (int hour = 0; hour < 36; hour++) {
            ModelEvaluation before = evaluation(hour, 1, true);
            ModelEvaluation after = evaluation(hour, 1, false);
            accuracy += error("accuracy", before, after);
            f1 += error("f1", before, after);
            auc += error("auc", before, after);
            Figure estimate =
                    before.report().figure("accuracy", FigureKind.ESTIMATE).orElseThrow();
            inside += estimate.interval().contains(value("accuracy", FigureKind.NAIVE, after)) ? 1 : 0;
        }
        assertThat(accuracy / 36).isCloseTo(0.0195, within(0.0005));
        assertThat(f1 / 36).isCloseTo(0.0403, within(0.0005));
        assertThat(auc / 36).isCloseTo(0.0169, within(0.0005));
        assertThat(inside).isGreaterThanOrEqualTo(35);
    }

    private static double error(String name, ModelEvaluation before, ModelEvaluation after) {
        return Math.abs(value(name, FigureKind.ESTIMATE, before) - value(name, FigureKind.NAIVE, after));
    }

    private static double value(String name, FigureKind kind, ModelEvaluation evaluation) {
        return evaluation.report().figure(name, kind).orElseThrow().value();
    }

    private static Set<String> codes(int from, int length) {
        return evaluation(from, length, false).violations().stream()
                .map((Violation violation) -> violation.outcome().code())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static ModelEvaluation evaluation(int from, int length, boolean isUnlabelled) {
        List<Row> rows = new ArrayList<>();
        for (int hour = from; hour < Math.min(HOURS, from + length); hour++) {
            hours.get(hour).forEach(row -> rows.add(isUnlabelled ? row.unlabelled() : row));
        }
        return EVALUATOR.evaluate(isUnlabelled ? AModel.OPEN : AModel.FINAL, AModel.profile(baseline, rows), baseline);
    }

    private static Row row(Map<String, String> columns, String predicted, String score, String label) {
        return new Row(
                new Prediction(
                        Integer.parseInt(predicted),
                        Double.parseDouble(score),
                        new double[0],
                        AModel.sides(SPEC, columns),
                        -1,
                        -1),
                LabelValue.ofClass(Integer.parseInt(label)));
    }
}
