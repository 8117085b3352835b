package io.tidemark.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.capture.CaptureAttributes;
import io.tidemark.core.capture.CaptureForm;
import io.tidemark.core.capture.CaptureLimits;
import io.tidemark.core.capture.CaptureParser;
import io.tidemark.core.capture.CapturedRecord;
import io.tidemark.core.capture.RowColumns;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionReaderTest {
    private static final List<String> TWO = List.of("0", "1");
    private static final ModelSpec BY_POSITION = ModelSpec.binary(FieldRef.at(0), FieldRef.at(1), 0.5, TWO);
    private static final ModelSpec BY_SCORE = ModelSpec.binary(FieldRef.NONE, FieldRef.named("score"), 0.5, TWO);

    @Test
    void classAndScoreOfEachRowAreReadByPosition() {
        List<Prediction> read = read(BY_POSITION, Captures.csv("1\n2", "0,0.2\n1,0.7"));
        assertThat(read).containsExactly(Prediction.ofBinary(false, 0.2), Prediction.ofBinary(true, 0.7));
    }

    @Test
    void predictedClassOutranksTheThreshold() {
        assertThat(read(BY_POSITION, Captures.csv("1", "1,0.2"))).containsExactly(Prediction.ofBinary(true, 0.2));
    }

    @ParameterizedTest
    @CsvSource({"0.5, false", "0.50000001, true", "0, false", "7, true", "-3, false"})
    void scoreStrictlyAboveTheThresholdIsPositive(String score, boolean isPositive) {
        assertThat(read(BY_SCORE, Captures.csv("1", score)).get(0).predicted()).isEqualTo(isPositive ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "1e0", " 1 ", "01"})
    void spellingsOfAClassAreOne(String text) {
        assertThat(read(BY_POSITION, Captures.csv("1", text + ",0.5")).get(0).predicted())
                .isEqualTo(1);
    }

    @Test
    void jsonFieldsAreReadByName() {
        ModelSpec spec = ModelSpec.binary(FieldRef.named("label"), FieldRef.named("p"), 0.5, List.of("no", "yes"));
        assertThat(read(spec, Captures.json("{\"a\":1}", "{\"p\":0.25,\"label\":\"yes\"}")))
                .containsExactly(Prediction.ofBinary(true, 0.25));
    }

    @Test
    void attributesOfTheCaptureFormNameTheFields() {
        CaptureForm form = CaptureForm.DEFAULT.withAttributes(
                CaptureAttributes.NONE.withInference("predictions[*].label").withProbability("predictions[*].score"));
        ModelSpec spec = ModelSpec.binary(FieldRef.named("inference"), FieldRef.named("probability"), 0.5, TWO);
        CapturedRecord record = Captures.parsed(
                form,
                "1\n2",
                "CSV",
                "{\"predictions\":[{\"label\":1,\"score\":0.9},{\"label\":0,\"score\":0.1}]}",
                "JSON");
        assertThat(read(spec, record)).containsExactly(Prediction.ofBinary(true, 0.9), Prediction.ofBinary(false, 0.1));
    }

    @Test
    void theOnlyAnswerOfAResponseNeedsNoPosition() {
        assertThat(read(BY_SCORE, Captures.csv("5", "0.75"))).containsExactly(Prediction.ofBinary(true, 0.75));
        assertThat(read(ModelSpec.regression(FieldRef.named("prediction")), Captures.csv("5", "17.5")))
                .containsExactly(Prediction.ofNumber(17.5));
        assertThat(refusal(BY_SCORE, Captures.csv("5", "0.75,3"))).contains("score is no finite number: missing");
    }

    @Test
    void columnsGiveNamesToFieldsWithoutOne() {
        ModelSpec spec = ModelSpec.binary(FieldRef.named("label"), FieldRef.named("p"), 0.5, TWO)
                .withFacets(List.of(Facet.ofValues("sex", List.of("F")), Facet.above("age", 40)))
                .withGroup(new GroupColumn("job", FieldRef.named("job"), List.of("x")))
                .withSegments(new SegmentColumn("region", FieldRef.named("region"), List.of("n", "s")));
        PredictionReader reader =
                new PredictionReader(spec, List.of("?"), List.of("age", "sex", "job", "region"), List.of("label", "p"));
        List<Prediction> read = Captures.read(reader, Captures.csv("41,F,x,s\n40,M,y,\n?,,x,n", "1,0.9\n0,0.1\n0,0.2"));

        assertThat(read).extracting(p -> p.side(0)).containsExactly(2, 1, 0);
        assertThat(read).extracting(p -> p.side(1)).containsExactly(2, 1, 0);
        assertThat(read).extracting(Prediction::group).containsExactly(0, 1, 0);
        assertThat(read).extracting(Prediction::segment).containsExactly(1, 2, 0);
    }

    @Test
    void namesOfTheCaptureFormServeTheRequestToo() {
        CaptureForm form = CaptureForm.DEFAULT.withColumns(new RowColumns(List.of("age", "sex"), List.of()));
        ModelSpec spec = BY_SCORE.withFacets(List.of(Facet.ofValues("sex", List.of("F"))));
        CapturedRecord record = Captures.parsed(form, "41,F", "CSV", "0.75", "CSV");
        assertThat(record.input().named()).isTrue();
        assertThat(read(spec, record).get(0).side(0)).isEqualTo(Facet.DISADVANTAGED);
    }

    @Test
    void facetMayStandInTheResponseByName() {
        ModelSpec spec = BY_SCORE.withFacets(List.of(Facet.ofValues("sex", List.of("F"))));
        assertThat(read(spec, Captures.json("{\"a\":1}", "{\"score\":0.7,\"sex\":\"F\"}"))
                        .get(0)
                        .side(0))
                .isEqualTo(Facet.DISADVANTAGED);
    }

    @Test
    void missingFacetsAreUnknownAndMissingGroupsAreOther() {
        ModelSpec spec = RandomModel.spec(Problem.BINARY);
        Prediction read = read(
                        spec, Captures.json("{\"sex\":null,\"age\":\"old\"}", "{\"label\":\"no\",\"score\":0.3}"))
                .get(0);
        assertThat(read.facets()).isZero();
        assertThat(read.group()).isEqualTo(2);
        assertThat(read.segment()).isEqualTo(2);
        assertThat(read.attributions()).isEmpty();
    }

    @Test
    void numericFacetLeavesItsBreakOutside() {
        ModelSpec spec = BY_SCORE.withFacets(List.of(Facet.above("age", 40)));
        assertThat(side(spec, "{\"age\":40}")).isEqualTo(Facet.ADVANTAGED);
        assertThat(side(spec, "{\"age\":40.5}")).isEqualTo(Facet.DISADVANTAGED);
        assertThat(side(spec, "{\"age\":\"41\"}")).isEqualTo(Facet.DISADVANTAGED);
        assertThat(side(spec, "{\"age\":[41]}")).isEqualTo(Facet.UNKNOWN);
    }

    @Test
    void categoricalFacetOfNumbersMatchesAnySpelling() {
        ModelSpec spec = BY_SCORE.withFacets(List.of(Facet.ofValues("code", List.of("1"))));
        assertThat(side(spec, "{\"code\":1.0}")).isEqualTo(Facet.DISADVANTAGED);
        assertThat(side(spec, "{\"code\":\"1\"}")).isEqualTo(Facet.DISADVANTAGED);
        assertThat(side(spec, "{\"code\":2}")).isEqualTo(Facet.ADVANTAGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "inf", "-Infinity", "1e999", "", "x", "0x1", "?"})
    void scoreThatIsNoFiniteNumberIsNoScoreBesideAClass(String score) {
        assertThat(read(BY_POSITION, Captures.csv("1", "1," + score)))
                .containsExactly(Prediction.ofBinary(true, Double.NaN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "inf", "1e999", "x", "?"})
    void scoreThatIsNoFiniteNumberIsNoAnswer(String score) {
        assertThat(refusal(BY_SCORE, Captures.csv("1", score))).startsWith("row 0: the score is no finite number");
        assertThat(refusal(ModelSpec.regression(FieldRef.at(0)), Captures.csv("1", score)))
                .startsWith("row 0: the forecast is no finite number");
    }

    @Test
    void realCapturesAreReadWithTheirFacets() throws IOException {
        List<String> columns = List.of(
                "age",
                "workclass",
                "fnlwgt",
                "education",
                "education-num",
                "marital-status",
                "occupation",
                "relationship",
                "race",
                "sex",
                "capital-gain",
                "capital-loss",
                "hours-per-week",
                "native-country");
        ModelSpec spec = ModelSpec.binary(FieldRef.named("label"), FieldRef.named("score"), 0.5, TWO)
                .withFacets(List.of(Facet.ofValues("sex", List.of("Female")), Facet.above("age", 40)));
        PredictionReader reader = new PredictionReader(spec, List.of(), columns, List.of("label", "score"));
        CaptureParser parser = new CaptureParser(CaptureForm.DEFAULT, CaptureLimits.DEFAULT);
        CapturedRecord record = new CapturedRecord();
        int women = 0;
        int rows = 0;
        for (String line : lines("/io/tidemark/core/capture/real/adult.jsonl")) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            if (parser.parse(bytes, 0, bytes.length, record) && record.input().endField(0) == columns.size()) {
                Prediction read = Captures.read(reader, record).get(0);
                assertThat(read.predicted()).isEqualTo(read.value() > 0.5 ? 1 : 0);
                assertThat(read.side(0) == Facet.DISADVANTAGED).isEqualTo(line.contains(",Female,"));
                assertThat(read.side(1)).isNotEqualTo(Facet.UNKNOWN);
                women += read.side(0) == Facet.DISADVANTAGED ? 1 : 0;
                rows++;
            }
        }
        assertThat(rows).isGreaterThan(80);
        assertThat(women).isBetween(rows / 5, rows / 2);
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = PredictionReaderTest.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    @Test
    void oneUnreadableRowMakesTheRecordUnusable() {
        String refusal = refusal(BY_POSITION, Captures.csv("1\n2\n3", "1,0.9\nmaybe 7,0.2\n0,0.1"));
        assertThat(refusal).isEqualTo("row 1: the predicted class is none of the model's: 'xxxxx 9'");
    }

    @Test
    void recordWithoutResponseIsUnusable() {
        assertThat(refusal(BY_POSITION, Captures.csv("1", ""))).isEqualTo("the response was not captured");
    }

    @Test
    void aReaderForgetsTheProblemOfTheLastRecord() {
        PredictionReader reader = new PredictionReader(BY_SCORE, List.of());
        assertThat(Captures.refusal(reader, Captures.csv("1", "x"))).isNotEmpty();
        assertThat(Captures.read(reader, Captures.csv("1", "0.2"))).hasSize(1);
    }

    @Test
    void scoresOfSeveralClassesComeFromAListAnObjectOrColumns() {
        List<String> classes = List.of("a", "b", "c");
        Prediction expected = new Prediction(1, 0.6, new double[] {0.1, 0.6, 0.3}, 0, -1, -1);
        ModelSpec one = ModelSpec.multiclass(FieldRef.NONE, FieldRef.NONE, List.of(FieldRef.named("s")), classes);
        assertThat(read(one, Captures.json("{\"x\":1}", "{\"s\":[0.1,0.6,0.3]}")))
                .containsExactly(expected);
        assertThat(read(one, Captures.json("{\"x\":1}", "{\"s\":{\"c\":0.3,\"a\":0.1,\"b\":0.6,\"d\":0}}")))
                .containsExactly(expected);
        assertThat(read(one, Captures.csv("1", "\"[0.1, 0.6, 0.3]\""))).containsExactly(expected);

        ModelSpec columns = ModelSpec.multiclass(
                FieldRef.at(0), FieldRef.NONE, List.of(FieldRef.at(1), FieldRef.at(2), FieldRef.at(3)), classes);
        assertThat(read(columns, Captures.csv("1", "b,0.1,0.6,0.3"))).containsExactly(expected);
    }

    @Test
    void scoresAreThoseThatTheProbabilityAttributeChoseFrom() {
        CaptureForm form = CaptureForm.DEFAULT.withAttributes(
                CaptureAttributes.NONE.withInference("p[*].classes").withProbability("p[*].scores"));
        CapturedRecord record = Captures.parsed(
                form,
                "1\n2",
                "CSV",
                "{\"p\":[{\"classes\":[\"a\",\"b\"],\"scores\":[0.1,0.9]},{\"classes\":\"a\",\"scores\":0.8}]}",
                "JSON");
        ModelSpec several = ModelSpec.multiclass(
                FieldRef.named("inference"),
                FieldRef.named("probability"),
                List.of(FieldRef.SCORE_LIST),
                List.of("a", "b"));
        assertThat(read(several, record))
                .containsExactly(
                        new Prediction(1, 0.9, new double[] {0.1, 0.9}, 0, -1, -1),
                        new Prediction(0, 0.8, new double[0], 0, -1, -1));
        ModelSpec binary = ModelSpec.binary(FieldRef.named("inference"), FieldRef.SCORE_LIST, 0.5, List.of("b", "a"));
        assertThat(read(binary, record))
                .containsExactly(Prediction.ofBinary(false, 0.9), Prediction.ofBinary(true, Double.NaN));
    }

    @Test
    void scoreListsOfTheLastRecordAreForgotten() {
        CaptureForm form = CaptureForm.DEFAULT.withAttributes(
                CaptureAttributes.NONE.withInference("0").withProbability("1"));
        CapturedRecord record = Captures.parsed(form, "1", "CSV", "a,\"[0.3,0.7]\"", "CSV");
        assertThat(record.scoreLists().text(0)).isEqualTo("[0.3,0.7]");
        byte[] plain = ("{\"captureData\":{\"endpointInput\":{\"data\":\"1\",\"encoding\":\"CSV\"}},"
                        + "\"eventMetadata\":{\"eventId\":\"e\",\"inferenceTime\":\"2026-03-04T05:06:07Z\"},"
                        + "\"eventVersion\":\"0\"}")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(new CaptureParser(form, CaptureLimits.DEFAULT).parse(plain, 0, plain.length, record))
                .isTrue();
        assertThat(record.scoreLists().rows()).isZero();
    }

    @Test
    void theFirstOfEqualScoresIsTheAnswer() {
        ModelSpec spec = ModelSpec.multiclass(
                FieldRef.NONE, FieldRef.NONE, List.of(FieldRef.named("s")), List.of("a", "b", "c"));
        assertThat(read(spec, Captures.json("{\"x\":1}", "{\"s\":[0.2,0.4,0.4]}"))
                        .get(0)
                        .predicted())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[0.1,0.9]",
                "[0.1,0.2,0.3,0.4]",
                "[0.1,\"x\",0.2]",
                "[[0.1],0.2,0.3]",
                "{\"a\":1}",
                "[1,2,1e999]"
            })
    void scoresThatAreNotOnePerClassAreNone(String scores) {
        ModelSpec spec = ModelSpec.multiclass(
                FieldRef.named("y"), FieldRef.NONE, List.of(FieldRef.named("s")), List.of("a", "b", "c"));
        assertThat(read(spec, Captures.json("{\"x\":1}", "{\"y\":\"c\",\"s\":" + scores + "}")))
                .containsExactly(new Prediction(2, Double.NaN, new double[0], 0, -1, -1));
        ModelSpec byScores = ModelSpec.multiclass(
                FieldRef.NONE, FieldRef.NONE, List.of(FieldRef.named("s")), List.of("a", "b", "c"));
        assertThat(refusal(byScores, Captures.json("{\"x\":1}", "{\"s\":" + scores + "}")))
                .contains("not 3 finite numbers");
    }

    @Test
    void scoreOfTheAnsweredClassIsReadWithoutTheOthers() {
        ModelSpec spec = ModelSpec.multiclass(FieldRef.at(0), FieldRef.at(1), List.of(), List.of("a", "b", "c"));
        assertThat(read(spec, Captures.csv("1", "c,0.8")))
                .containsExactly(new Prediction(2, 0.8, new double[0], 0, -1, -1));
    }

    @Test
    void twoScoresOfABinaryModelGiveThatOfThePositiveClass() {
        assertThat(read(BY_SCORE, Captures.json("{\"x\":1}", "{\"score\":[0.3,0.7]}")))
                .containsExactly(Prediction.ofBinary(true, 0.7));
        assertThat(refusal(BY_SCORE, Captures.json("{\"x\":1}", "{\"score\":[0.3,0.3,0.4]}")))
                .contains("no finite number");
    }

    @Test
    void attributionsComeFromColumnsOrOneField() {
        AttributionFields columns =
                new AttributionFields(List.of("f", "g"), List.of(FieldRef.named("phi_f"), FieldRef.named("phi_g")));
        AttributionFields list = new AttributionFields(List.of("f", "g"), List.of(FieldRef.named("phi")));
        AttributionFields single = new AttributionFields(List.of("f"), List.of(FieldRef.named("phi")));
        assertThat(phi(columns, "{\"score\":0.1,\"phi_g\":-2,\"phi_f\":1}")).containsExactly(1, -2);
        assertThat(phi(list, "{\"score\":0.1,\"phi\":[1,-2]}")).containsExactly(1, -2);
        assertThat(phi(list, "{\"score\":0.1,\"phi\":{\"g\":-2,\"f\":1}}")).containsExactly(1, -2);
        assertThat(phi(single, "{\"score\":0.1,\"phi\":[3]}")).containsExactly(3);
        assertThat(phi(single, "{\"score\":0.1,\"phi\":3}")).containsExactly(3);
        assertThat(phi(columns, "{\"score\":0.1,\"phi_g\":-2}")).isEmpty();
        assertThat(phi(list, "{\"score\":0.1}")).isEmpty();
    }

    private static double[] phi(AttributionFields fields, String output) {
        return read(BY_SCORE.withAttributions(fields), Captures.json("{\"x\":1}", output))
                .get(0)
                .attributions();
    }

    private static int side(ModelSpec spec, String input) {
        return read(spec, Captures.json(input, "{\"score\":0.7}")).get(0).side(0);
    }

    private static List<Prediction> read(ModelSpec spec, CapturedRecord record) {
        return Captures.read(new PredictionReader(spec, List.of("?")), record);
    }

    private static String refusal(ModelSpec spec, CapturedRecord record) {
        return Captures.refusal(new PredictionReader(spec, List.of("?")), record);
    }
}
