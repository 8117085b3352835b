package io.tidemark.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.quality.AModel.Row;
import io.tidemark.core.quality.Curve.Point;
import io.tidemark.stats.special.SeededUniform;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurveTest {
    @ParameterizedTest
    @ValueSource(ints = {201, 202, 399, 400, 1_000, 12_345})
    void thinningKeepsEndsOrderAndSize(int size) {
        Curve curve = Curve.thinned("roc", points(size));

        assertThat(curve.points()).hasSize(Curve.MOST_POINTS).doesNotHaveDuplicates();
        assertThat(curve.points().get(0)).isEqualTo(point(0));
        assertThat(curve.points().get(199)).isEqualTo(point(size - 1));
        assertThat(curve.points()).isSortedAccordingTo((a, b) -> Double.compare(a.x(), b.x()));
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 1_000, 12_345})
    void stepsBetweenKeptPointsDifferByOneAtMost(int size) {
        List<Point> kept = Curve.thinned("roc", points(size)).points();
        List<Double> steps = IntStream.range(1, kept.size())
                .mapToObj(i -> kept.get(i).x() - kept.get(i - 1).x())
                .toList();

        double least = steps.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double most = steps.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        assertThat(most - least).isLessThanOrEqualTo(1);
    }

    @Test
    void fewPointsStayAsTheyAre() {
        assertThat(Curve.thinned("roc", points(200)).points()).isEqualTo(points(200));
        assertThat(Curve.thinned("roc", List.of()).points()).isEmpty();
    }

    @Test
    void moreThanTheMostAreRefused() {
        assertThatThrownBy(() -> new Curve("roc", points(201)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("201");
    }

    @Test
    void reportHoldsRocPrecisionRecallAndCalibration() {
        ModelReport report = report(AModel.binaryRows(500, 1, 1));

        assertThat(report.curves()).extracting(Curve::name).containsExactly("roc", "precision_recall", "calibration");
        List<Point> roc = report.curves().get(0).points();
        assertThat(roc.get(0)).isEqualTo(new Point(0, 0, Double.POSITIVE_INFINITY));
        assertThat(roc.get(roc.size() - 1)).isEqualTo(new Point(1, 1, Double.NEGATIVE_INFINITY));
        assertThat(report.curves().get(2).points().stream()
                        .mapToDouble(Point::weight)
                        .sum())
                .isEqualTo(500);
    }

    @Test
    void curveOfManyScoresIsThinned() {
        SeededUniform random = new SeededUniform(2);
        List<Row> rows = IntStream.range(0, 900)
                .mapToObj(i -> {
                    double score = random.nextShare();
                    return AModel.binaryRow(score, random.nextShare() < score);
                })
                .toList();

        assertThat(report(rows).curves().get(0).points()).hasSize(Curve.MOST_POINTS);
    }

    @Test
    void oneClassHasNoRanking() {
        List<Row> rows = IntStream.range(0, 200)
                .mapToObj(i -> AModel.binaryRow(i / 200.0, true))
                .toList();

        assertThat(report(rows).curves()).extracting(Curve::name).containsExactly("calibration");
    }

    @Test
    void matrixIsSquare() {
        assertThatThrownBy(() -> new ClassMatrix(List.of("a", "b"), List.of(1L, 2L, 3L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 cells for 2 classes");
        assertThat(new ClassMatrix(List.of("a", "b"), List.of(1L, 2L, 3L, 4L)).get(1, 0))
                .isEqualTo(3);
    }

    private static ModelReport report(List<Row> rows) {
        ModelBaseline baseline = AModel.baseline(AModel.binary(), AModel.binaryRows(500, 3, 1));
        return AModel.judge(AModel.FINAL, rows, baseline, ModelRules.defaults()).report();
    }

    private static List<Point> points(int size) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            points.add(point(i));
        }
        return points;
    }

    private static Point point(int i) {
        return new Point(i, i * 2.0, -i);
    }
}
