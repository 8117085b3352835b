package io.tidemark.core.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.capture.CaptureAttributes;
import io.tidemark.core.capture.CaptureForm;
import io.tidemark.core.capture.CaptureLimits;
import io.tidemark.core.capture.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GroundTruthParserTest {
    private static final long TIME = 1_772_000_000_000L;

    private final GroundTruthParser parser = new GroundTruthParser();

    private static GroundTruthParser withAttribute(String label) {
        CaptureForm form = CaptureForm.DEFAULT.withAttributes(CaptureAttributes.NONE.withLabel(label));
        return new GroundTruthParser(form, CaptureLimits.DEFAULT);
    }

    private static boolean parse(GroundTruthParser parser, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] before = bytes.clone();
        boolean read = parser.parse(bytes, 0, bytes.length, TIME, 4);
        assertThat(bytes).as("the record is not changed").isEqualTo(before);
        return read;
    }

    private static String service(String data, String encoding) {
        return "{\"groundTruthData\":{\"data\":\"" + data + "\",\"encoding\":\"" + encoding
                + "\"},\"eventMetadata\":{\"eventId\":\"order-17\"},\"eventVersion\":\"0\"}\n";
    }

    private void assertReads(GroundTruthParser reader, String text, String... values) {
        assertThat(parse(reader, text)).as(reader.detail()).isTrue();
        assertThat(reader.label().values()).containsExactly(values);
        assertThat(reader.detail()).isEmpty();
    }

    private void assertRefuses(String text, Rejection reason) {
        assertThat(parse(parser, text)).isFalse();
        assertThat(parser.rejection()).as(text).isEqualTo(reason);
        assertThat(parser.detail()).isNotEmpty();
        assertReads(parser, service("1", "CSV"), "1");
    }

    @Test
    void theServicesRecordHasItsKeyInTheEventId() {
        assertReads(parser, service("1", "CSV"), "1");

        assertThat(parser.joinId()).isEqualTo("order-17");
        assertThat(parser.label()).isEqualTo(Label.of(TIME, 4, List.of("1")));
    }

    @Test
    void keysComeInAnyOrderAndTextsWithEscapes() {
        assertReads(
                parser,
                "{\"eventVersion\":\"0\",\"eventMetadata\":{\"eventId\":\"\\u00e4\\n\"},"
                        + "\"groundTruthData\":{\"encoding\":\"CSV\",\"data\":\"\\\"a,b\\\"\"}}",
                "a,b");
        assertThat(parser.joinId()).isEqualTo("ä\n");
    }

    @Test
    void linesOfCsvAndElementsOfJsonAreRows() {
        assertReads(parser, service("1\\n0\\n1", "CSV"), "1", "0", "1");
        assertReads(parser, service("{\\\"label\\\":1}", "JSON"), "1");
        assertReads(parser, service("[0,1,\\\"x\\\"]", "JSON"), "0", "1", "x");
        assertReads(parser, service("{\\\"label\\\":1}\\n{\\\"label\\\":0}", "JSON"), "1", "0");
    }

    @Test
    void theLabelAttributeFindsTheLabelsOfEachForm() {
        assertReads(withAttribute("label"), service("{\\\"label\\\":1,\\\"other\\\":2}", "JSON"), "1");
        assertReads(
                withAttribute("instances[*].label"),
                service("{\\\"instances\\\":[{\\\"label\\\":0},{\\\"label\\\":1}]}", "JSON"),
                "0",
                "1");
        assertReads(withAttribute("1"), service("a,1\\nb,0", "CSV"), "1", "0");
        assertReads(withAttribute("labels"), service("{\\\"labels\\\":[1,0]}", "JSON"), "1", "0");
    }

    @Test
    void withoutAttributeTheFieldCalledLabelIsIt() {
        assertReads(parser, service("{\\\"id\\\":9,\\\"label\\\":1}", "JSON"), "1");
        assertRefuses(service("{\\\"id\\\":9,\\\"truth\\\":1}", "JSON"), Rejection.MALFORMED);
        assertRefuses(service("9,1", "CSV"), Rejection.MALFORMED);
    }

    @Test
    void numbersHaveOneSpelling() {
        assertReads(parser, service("1.0", "CSV"), "1");
        assertReads(parser, "{\"inferenceId\":\"a\",\"label\":1e0}", "1");
        assertReads(parser, "a, 1.50 ", "1.5");
    }

    @Test
    void aMergedRecordHasTheIdOfItsCapture() {
        String merged = "{\"captureData\":{\"endpointOutput\":{\"data\":\"1\",\"encoding\":\"CSV\"}},"
                + "\"groundTruthData\":{\"data\":\"1\",\"encoding\":\"CSV\"},"
                + "\"eventMetadata\":{\"eventId\":\"e\",\"inferenceId\":\"i\"}}";

        assertReads(parser, merged, "1");
        assertThat(parser.joinId()).isEqualTo("i");
        assertReads(
                parser,
                "{\"groundTruthData\":{\"data\":\"1\",\"encoding\":\"CSV\"},"
                        + "\"eventMetadata\":{\"eventId\":\"e\",\"inferenceId\":\"i\"}}",
                "1");
        assertThat(parser.joinId()).isEqualTo("e");
    }

    @Test
    void plainJsonNamesIdLabelTimeAndEndpoint() {
        assertReads(
                parser,
                "{\"label\":\"yes\",\"inferenceId\":\"a\\\"b\",\"endpoint\":\"adult\",\"more\":[1],"
                        + "\"labelTime\":\"2026-03-02T04:05:06Z\"}",
                "yes");

        assertThat(parser.joinId()).isEqualTo("a\"b");
        assertThat(parser.label().endpoint()).isEqualTo("adult");
        assertThat(parser.label().timeMs()).isEqualTo(1_772_424_306_000L);
        assertReads(parser, "{\"eventId\":\"e\",\"label\":true,\"labelTime\":5}", "true");
        assertThat(parser.joinId()).isEqualTo("e");
        assertThat(parser.label().timeMs()).isEqualTo(5);
        assertReads(parser, "{\"inferenceId\":\"a\",\"labels\":[1,null,\"x\"]}", "1", "", "x");
    }

    @Test
    void aRetractionNeedsNoLabel() {
        assertThat(parse(parser, "{\"inferenceId\":\"a\",\"retracted\":true}")).isTrue();
        assertThat(parser.label()).isEqualTo(Label.retraction(TIME, 4));
        assertThat(parse(parser, "{\"retracted\":true,\"eventMetadata\":{\"eventId\":\"x\"}}"))
                .isTrue();
        assertThat(parser.joinId()).isEqualTo("x");
        assertReads(parser, "{\"inferenceId\":\"a\",\"label\":1,\"retracted\":false}", "1");
    }

    @Test
    void aRowOfCsvIsIdLabelAndPerhapsATime() {
        assertReads(parser, "order-1,1", "1");
        assertThat(parser.joinId()).isEqualTo("order-1");
        assertReads(parser, "\"a,1\",\"say \"\"yes\"\"\",1970-01-01T00:00:01+00:00\r\n", "say \"yes\"");
        assertThat(parser.joinId()).isEqualTo("a,1");
        assertThat(parser.label().timeMs()).isEqualTo(1_000);
        assertRefuses("order-1", Rejection.MALFORMED);
        assertRefuses("order-1,1,2026-03-02T04:05:06Z,x", Rejection.MALFORMED);
        assertRefuses("order-1,1\norder-2,0", Rejection.MALFORMED);
        assertRefuses("order-1,1,yesterday", Rejection.BAD_TIME);
    }

    @Test
    void aHeaderSaysWhichColumnsAreWhich() {
        byte[] header = "\uFEFFscore,label,event_id,labelTime,retracted,endpoint\n".getBytes(StandardCharsets.UTF_8);

        assertThat(parser.readHeader(header, 0, header.length)).isTrue();
        assertReads(parser, "0.5,1,e,,,adult", "1");
        assertThat(parser.joinId()).isEqualTo("e");
        assertThat(parser.label().endpoint()).isEqualTo("adult");
        assertThat(parse(parser, "0.5,,e,7,true,")).isTrue();
        assertThat(parser.label()).isEqualTo(Label.retraction(7, 4));
        assertThat(parse(parser, "0.5,1,e,7,perhaps,")).isFalse();
        assertThat(parser.rejection()).isEqualTo(Rejection.MALFORMED);
    }

    @Test
    void aFirstLineThatNamesNoColumnsIsARow() {
        byte[] row = "inferenceId,1".getBytes(StandardCharsets.UTF_8);
        byte[] json = service("1", "CSV").getBytes(StandardCharsets.UTF_8);

        assertThat(parser.readHeader(row, 0, row.length)).isFalse();
        assertThat(parser.readHeader(json, 0, json.length)).isFalse();
        assertReads(parser, "inferenceId,1", "1");
    }

    @Test
    void whatIsNoLabelIsRefusedWithItsReason() {
        assertRefuses("", Rejection.MALFORMED);
        assertRefuses(" \n", Rejection.MALFORMED);
        assertRefuses("{\"groundTruthData\":", Rejection.MALFORMED);
        assertRefuses("{\"inferenceId\":\"a\",\"label\":{}}", Rejection.MALFORMED);
        assertRefuses("{\"inferenceId\":\"a\",\"label\":1,\"label\":2}", Rejection.MALFORMED);
        assertRefuses("{\"inferenceId\":\"a\",\"label\":1,\"retracted\":\"x\"}", Rejection.MALFORMED);
        assertRefuses("{\"label\":1}", Rejection.NO_KEY);
        assertRefuses(",1", Rejection.NO_KEY);
        assertRefuses("{\"inferenceId\":\"a\"}", Rejection.EMPTY_PAYLOAD);
        assertRefuses("{\"inferenceId\":\"a\",\"label\":null}", Rejection.EMPTY_PAYLOAD);
        assertRefuses("a,", Rejection.EMPTY_PAYLOAD);
        assertRefuses(service("", "CSV"), Rejection.EMPTY_PAYLOAD);
        assertRefuses(service("[]", "JSON"), Rejection.EMPTY_PAYLOAD);
        assertRefuses(service("1", "BASE64"), Rejection.UNSUPPORTED_ENCODING);
        assertRefuses(service("{\\\"label\\\":", "JSON"), Rejection.MALFORMED);
        assertRefuses(service("{\\\"label\\\":[1]}", "JSON"), Rejection.MALFORMED);
        assertRefuses("{\"inferenceId\":\"a\",\"label\":1,\"labelTime\":-1}", Rejection.BAD_TIME);
        assertRefuses("a".repeat(1 << 20) + ",1", Rejection.OVERSIZE);
    }

    @Test
    void aLabelWithoutAnyTimeIsRefused() {
        byte[] row = "a,1".getBytes(StandardCharsets.UTF_8);

        assertThat(parser.parse(row, 0, row.length, -1, 0)).isFalse();
        assertThat(parser.rejection()).isEqualTo(Rejection.BAD_TIME);
        assertThatThrownBy(parser::label).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void hugeIdsAreLabelsLikeOthers() {
        String id = "i".repeat(60_000);

        assertReads(parser, id + ",1", "1");
        assertThat(parser.joinId()).isEqualTo(id);
    }

    @Test
    void onlyTheRangeIsRead() {
        byte[] bytes = "xx{\"inferenceId\":\"a\",\"label\":1}yy".getBytes(StandardCharsets.UTF_8);

        assertThat(parser.parse(bytes, 2, bytes.length - 2, TIME, 0)).isTrue();
        assertThat(parser.label().values()).containsExactly("1");
    }

    @Test
    void noBytesMakeItThrow() {
        List<String> good = List.of(
                service("1\\n0", "CSV"),
                service("{\\\"instances\\\":[{\\\"label\\\":0}]}", "JSON"),
                "{\"inferenceId\":\"a\\u00e9\",\"label\":[1,\"x\"],\"labelTime\":\"2026-03-02T04:05:06Z\"}",
                "\"a,1\",1,5");
        Random random = new Random(31);
        int refused = 0;
        for (int i = 0; i < 40_000; i++) {
            byte[] bytes = good.get(i % good.size()).getBytes(StandardCharsets.UTF_8);
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            int to = random.nextInt(4) == 0 ? random.nextInt(bytes.length + 1) : bytes.length;
            byte[] before = Arrays.copyOf(bytes, bytes.length);
            if (parser.parse(bytes, 0, to, TIME, i)) {
                assertThat(parser.joinId()).isNotEmpty();
                assertThat(parser.label().retracted()
                                || !parser.label().values().isEmpty())
                        .isTrue();
            } else {
                assertThat(parser.rejection()).isNotNull();
                refused++;
            }
            assertThat(bytes).isEqualTo(before);
        }
        assertThat(refused).isBetween(10_000, 39_000);
    }
}
