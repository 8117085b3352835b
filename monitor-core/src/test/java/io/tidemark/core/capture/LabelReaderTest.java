package io.tidemark.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.capture.CapturedRecord.GroundTruthText;
import org.junit.jupiter.api.Test;

class LabelReaderTest {
    private static LabelReader reader(String label) {
        return new LabelReader(
                CaptureForm.DEFAULT.withAttributes(CaptureAttributes.NONE.withLabel(label)), CaptureLimits.DEFAULT);
    }

    @Test
    void csvLabelsAreRows() {
        LabelReader reader = reader("");

        assertThat(reader.read(new GroundTruthText("1\n0\n", "CSV"))).isTrue();
        assertThat(RowText.of(reader.rows())).containsExactly("1", "0");
        assertThat(reader.problem()).isEmpty();
    }

    @Test
    void labelsOfJsonAreFoundByTheAttribute() {
        LabelReader one = reader("label");
        LabelReader many = reader("instances[*].label");

        assertThat(one.read(new GroundTruthText("{\"label\": 0}", "JSON"))).isTrue();
        assertThat(RowText.of(one.rows())).containsExactly("0");
        assertThat(many.read(new GroundTruthText("{\"instances\":[{\"label\":0},{\"label\":\"b\"}]}", "JSON")))
                .isTrue();
        assertThat(RowText.of(many.rows())).containsExactly("0", "b");
    }

    @Test
    void withoutAttributeAJsonLabelIsAPlainRow() {
        LabelReader reader = reader("");

        assertThat(reader.read(new GroundTruthText("{\"label\": 0}", "JSON"))).isTrue();
        assertThat(RowText.of(reader.rows())).containsExactly("label=0");
    }

    @Test
    void unreadableLabelsAreRefusedWithAReasonAndLeaveTheReaderFit() {
        LabelReader reader = reader("label");

        assertThat(reader.read(new GroundTruthText("{\"label\":", "JSON"))).isFalse();
        assertThat(reader.problem()).isEqualTo("a value was expected");
        assertThat(reader.read(new GroundTruthText("{\"other\":1}", "JSON"))).isFalse();
        assertThat(reader.problem()).isEqualTo("the attribute finds nothing");
        assertThat(reader.read(new GroundTruthText("1", "XML"))).isFalse();
        assertThat(reader.read(new GroundTruthText("", "CSV"))).isFalse();
        assertThat(reader.problem()).isEqualTo("has no data");
        assertThat(reader.read(new GroundTruthText("{\"label\":1}", "JSON"))).isTrue();
        assertThat(reader.problem()).isEmpty();
    }
}
