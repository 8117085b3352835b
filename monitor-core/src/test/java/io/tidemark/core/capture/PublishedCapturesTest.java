package io.tidemark.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.capture.CapturedRecord.GroundTruthText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The captures that the service's own documentation and examples show, read into the rows they stand for. */
class PublishedCapturesTest {
    private static final long HOUR = 1_700_000_000_000L;

    @Test
    void csvRecordsAreOneRowEach() {
        FormParser parser = new FormParser(CaptureForm.DEFAULT);
        List<byte[]> lines = CaptureCorpus.lines("published/capture-csv-head5.jsonl");

        // The time of these five is the placeholder {%s} of the published file.
        for (byte[] line : lines) {
            assertThat(parser.parser().parse(line, 0, line.length, parser.captured()))
                    .isFalse();
            assertThat(parser.captured().rejection()).isEqualTo(Rejection.BAD_TIME);
        }
        parser.read(new String(lines.get(0), StandardCharsets.UTF_8)
                .replace("{%s}", "2026-03-04T05:06:07Z")
                .getBytes(StandardCharsets.UTF_8));

        assertThat(RowText.of(parser.captured().input())).containsExactly("9|45|45|42|7|5|0");
        assertThat(RowText.of(parser.captured().output())).containsExactly("0.302709460258");
        assertThat(parser.captured().joinId()).isEqualTo("74b0dd56-e7c8-368e-94b1-14a138a96000");
    }

    @Test
    void batchOfScalarsIsARowEachWithThePathOrWithout() {
        byte[] record = CaptureCorpus.lines("published/captured-data.jsonl").get(0);
        FormParser plain = new FormParser(CaptureForm.DEFAULT);
        FormParser paths = searching("instances[*]", "", "predictions[*]");

        for (FormParser parser : List.of(plain, paths)) {
            parser.read(record);
            assertThat(RowText.of(parser.captured().input())).containsExactly("1.0", "2.0", "5.0");
        }
        assertThat(RowText.of(plain.read(record).output())).containsExactly("3.5", "4.0", "5.5");
        assertThat(RowText.of(paths.captured().output()))
                .containsExactly("probability=3.5", "probability=4.0", "probability=5.5");
    }

    @Test
    void recordsOfOneRequestArePairedByTheirPlace() {
        List<byte[]> lines = CaptureCorpus.lines("published/captured-json-multi-record.jsonl");
        FormParser parser =
                searching("instances[*].features", "predictions[*].predicted_label", "predictions[*].score");

        parser.read(lines.get(0));
        assertThat(parser.captured().input().rows()).isEqualTo(1);
        parser.read(lines.get(1));
        assertThat(RowText.of(parser.captured().input()))
                .containsExactly("28|2|133937|9|13|2|0|0|4|1|15024|0|55|37", "43|2|72338|12|14|2|12|0|1|1|0|0|40|37");
        assertThat(RowText.of(parser.captured().output()))
                .containsExactly(
                        "inference=1|probability=0.9899773597717285", "inference=1|probability=0.5041388273239136");
    }

    @Test
    void pathsAndPlainRowsAgreeOnTheFeaturesOfTheExample() {
        FormParser plain = new FormParser(CaptureForm.DEFAULT);
        FormParser paths = searching("instances[*].features", "", "");
        for (byte[] line : CaptureCorpus.lines("published/captured-json-multi-record.jsonl")) {
            assertThat(RowText.of(paths.read(line).input()))
                    .isEqualTo(RowText.of(plain.read(line).input()));
        }
    }

    @Test
    void mergedRecordOfAnEndpointHasItsLabel() {
        byte[] record = CaptureCorpus.read("published/merged-endpoint-jsonlines.json");
        FormParser parser = searching("features", "predicted_label", "score");
        CaptureForm labels = CaptureForm.DEFAULT.withAttributes(CaptureAttributes.NONE.withLabel("label"));

        parser.read(record);

        assertThat(parser.captured().joinId()).isEqualTo("95");
        assertThat(RowText.of(parser.captured().input())).containsExactly("42|2|222756|9|13|0|9|4|4|1|7430|0|40|37");
        assertThat(RowText.of(parser.captured().output())).containsExactly("inference=1|probability=0.90517783164978");
        GroundTruthText label = parser.captured().groundTruth().orElseThrow();
        assertThat(label).isEqualTo(new GroundTruthText("{\"label\": 0}", "JSON"));
        LabelReader reader = new LabelReader(labels, CaptureLimits.DEFAULT);
        assertThat(reader.read(label)).isTrue();
        assertThat(RowText.of(reader.rows())).containsExactly("0");
    }

    @Test
    void mergedRecordOfABatchTakesTheTimeItIsGiven() {
        byte[] record = CaptureCorpus.read("published/merged-batch-csv.json");
        FormParser parser = searching("", "", "69");

        assertThat(parser.parser().parse(record, 0, record.length, parser.captured()))
                .isFalse();
        assertThat(parser.captured().rejection()).isEqualTo(Rejection.BAD_TIME);
        parser.read(BatchTime.add(record, 0, record.length, HOUR).orElseThrow());

        assertThat(parser.captured().eventTimeMs()).isEqualTo(HOUR);
        assertThat(parser.captured().joinId()).isEqualTo("bd6c3be0-5902-4008-afc2-538b3be3bf2c");
        assertThat(parser.captured().input().fields()).isEqualTo(69);
        assertThat(parser.captured().input().text(0)).isEqualTo("186");
        assertThat(RowText.of(parser.captured().output())).containsExactly("probability=0.01584203727543354");
        assertThat(parser.captured().groundTruth()).contains(new GroundTruthText("1", "CSV"));
    }

    private static FormParser searching(String features, String inference, String probability) {
        return new FormParser(CaptureForm.DEFAULT.withAttributes(CaptureAttributes.NONE
                .withFeatures(features)
                .withInference(inference)
                .withProbability(probability)));
    }
}
