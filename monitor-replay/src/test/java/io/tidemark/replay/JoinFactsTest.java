package io.tidemark.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.label.Label;
import io.tidemark.core.label.LabelFate;
import io.tidemark.core.label.PredictedRecord;
import io.tidemark.core.label.PredictionFate;
import io.tidemark.core.model.FlipRow;
import io.tidemark.core.model.Prediction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JoinFactsTest {
    private static final Origins ORIGINS =
            Origins.of(List.of(file("b", "blue"), file("a", "green"), file("b", "blue"), file("a", "blue")));

    private final JoinFacts facts = new JoinFacts(ORIGINS);

    @Test
    void originsAreNumberedByTheirNamesWhateverTheOrderOfFiles() {
        assertThat(ORIGINS.all())
                .extracting(origin -> origin.endpoint() + "/" + origin.variant())
                .containsExactly("a/blue", "a/green", "b/blue");
        assertThat(ORIGINS.numberOf(file("b", "blue"))).isEqualTo(2);
    }

    @Test
    void predictionsComeBackAsTheyWere() {
        List<Prediction> rows = List.of(
                Prediction.ofBinary(true, 0.75),
                Prediction.ofNumber(-3.5),
                new Prediction(2, 0.5, new double[] {0.1, 0.4, 0.5}, 6, 3, 1, new double[] {0.25, -1}));
        assertThat(read(facts.of(1, 1_772_323_200_000L, rows)))
                .containsExactly(new PredictedRecord("a", "green", 1_772_323_200_000L, rows));
    }

    @Test
    void numbersForTheFlipTestComeBackToo() {
        Prediction row = Prediction.ofBinary(true, 0.75).with(new FlipRow(-5, new double[] {39, 0.5}));

        PredictedRecord read = (PredictedRecord)
                read(facts.of(0, 7, List.of(row, Prediction.ofNumber(1)))).get(0);

        assertThat(read.rows().get(0)).isEqualTo(row);
        assertThat(read.rows().get(0).flipRow().features()).containsExactly(39, 0.5);
        assertThat(read.rows().get(1)).isEqualTo(Prediction.ofNumber(1));
    }

    @Test
    void labelsAndRetractionsComeBackAsTheyWere() {
        Label label = Label.of(1_772_323_200_000L, 17, List.of("1", "", "猫"));
        Label ofOne = label.forEndpoint("a");
        Label retraction = Label.retraction(0, 3);
        assertThat(read(facts.of(label))).containsExactly(label);
        assertThat(read(facts.of(ofOne))).containsExactly(ofOne);
        assertThat(read(facts.of(retraction))).containsExactly(retraction);
    }

    @Test
    void aBinaryAnswerTakesLittle() {
        Prediction answer = new Prediction(1, 0.75, new double[0], 0b100110, -1, -1);
        assertThat(facts.of(0, 1_772_323_200_000L, List.of(answer)).length).isLessThanOrEqualTo(30);
        assertThat(facts.of(Label.of(1_772_323_200_000L, 90, List.of("1"))).length)
                .isLessThanOrEqualTo(20);
    }

    @Test
    void anAccountThatLosesALabelIsADefect() {
        assertThatThrownBy(() -> accounting(3, Map.of(LabelFate.JOINED, 2L), 0, Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("3 labels were received");
        assertThatThrownBy(() -> accounting(0, Map.of(), 2, Map.of(PredictionFate.LABELLED, 1L)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2 rows");
        assertThatThrownBy(() -> accounting(1, Map.of(LabelFate.DEAD_LETTERED, 1L), 0, Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("could not be read");
    }

    private static LabelAccounting accounting(
            long received, Map<LabelFate, Long> fates, long rows, Map<PredictionFate, Long> rowFates) {
        return new LabelAccounting(received, fates, Map.of(), rows, rowFates, 0, 0);
    }

    private List<Object> read(byte[] fact) {
        List<Object> taken = new ArrayList<>();
        facts.read(fact, new JoinFacts.Taker() {
            @Override
            public void predicted(PredictedRecord record) {
                taken.add(record);
            }

            @Override
            public void labelled(Label label) {
                taken.add(label);
            }
        });
        return taken;
    }

    private static CaptureFile file(String endpoint, String variant) {
        return new CaptureFile(Path.of("f"), endpoint, variant, "f", 0);
    }
}
