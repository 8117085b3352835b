package io.tidemark.core.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroundTruthReaderTest {
    private static final int CASES = 2_000;
    private static final String[] TEXTS = {
        "1", "0", "a,b", "say \"x\"", "ä日", "", " 7 ", "true", "1e3", "line\nfeed", "\\"
    };

    private final GroundTruthReader reader = new GroundTruthReader(CaptureForm.DEFAULT, CaptureLimits.DEFAULT);

    private boolean read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return reader.read(bytes, 0, bytes.length);
    }

    private static String json(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private static String csv(String text, Random random) {
        boolean mustQuote = text.contains(",") || text.contains("\"") || text.contains("\n");
        return mustQuote || random.nextInt(3) == 0 ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static List<String> values(Random random) {
        List<String> values = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            values.add(TEXTS[random.nextInt(TEXTS.length)]);
        }
        values.add("x");
        return values;
    }

    @Test
    void plainJsonComesBackWhateverTheOrderOfItsKeys() {
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            List<String> values = values(random);
            String id = "id" + TEXTS[random.nextInt(TEXTS.length)];
            String endpoint = TEXTS[random.nextInt(TEXTS.length)];
            List<String> members = new ArrayList<>(List.of(
                    "\"inferenceId\":" + json(id),
                    "\"labels\":["
                            + String.join(
                                    " , ",
                                    values.stream()
                                            .map(GroundTruthReaderTest::json)
                                            .toList()) + "]",
                    "\"endpoint\":" + json(endpoint),
                    "\"unknown\":{\"label\":[1,{}]}",
                    "\"retracted\":false"));
            Collections.shuffle(members, random);

            assertThat(read("{" + String.join(",", members) + "}"))
                    .as("seed %d: %s", seed, reader.detail())
                    .isTrue();
            assertThat(reader.joinId()).as("seed %d", seed).isEqualTo(id);
            assertThat(reader.values()).as("seed %d", seed).isEqualTo(values);
            assertThat(reader.endpoint()).as("seed %d", seed).isEqualTo(endpoint);
            assertThat(reader.isRetracted()).isFalse();
        }
    }

    @Test
    void theServicesPayloadComesBackInBothEncodings() {
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            List<String> values = values(random);
            boolean isCsv = random.nextBoolean();
            String data = isCsv
                    ? String.join(
                            "\n",
                            values.stream().map(value -> csv(value, random)).toList())
                    : "["
                            + String.join(
                                    ",",
                                    values.stream()
                                            .map(GroundTruthReaderTest::json)
                                            .toList()) + "]";
            String record = "{\"eventMetadata\":{\"eventId\":\"e\",\"inferenceTime\":\"ignored\"},"
                    + "\"groundTruthData\":{\"data\":" + json(data) + ",\"encoding\":\"" + (isCsv ? "CSV" : "JSON")
                    + "\"}}";

            assertThat(read(record)).as("seed %d: %s", seed, reader.detail()).isTrue();
            assertThat(reader.joinId()).isEqualTo("e");
            assertThat(reader.values()).as("seed %d: %s", seed, data).isEqualTo(values);
        }
    }

    @Test
    void rowsOfCsvComeBackByTheColumnsOfTheirHeader() {
        List<String> names = List.of("inferenceId", "label", "labelTime", "endpoint", "retracted", "other");
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
            Collections.shuffle(order, random);
            List<String> fields = List.of(
                    "id" + TEXTS[random.nextInt(TEXTS.length)],
                    "x" + TEXTS[random.nextInt(TEXTS.length)],
                    "t",
                    "e",
                    "0",
                    "?");
            String header = String.join(",", order.stream().map(names::get).toList());
            String row = String.join(
                    ",", order.stream().map(i -> csv(fields.get(i), random)).toList());
            byte[] bytes = header.getBytes(StandardCharsets.UTF_8);

            assertThat(reader.readHeader(bytes, 0, bytes.length)).isTrue();
            assertThat(read(row)).as("seed %d: %s", seed, row).isTrue();
            assertThat(reader.joinId()).as("seed %d", seed).isEqualTo(fields.get(0));
            assertThat(reader.values()).as("seed %d", seed).containsExactly(fields.get(1));
            assertThat(reader.labelTime()).isEqualTo("t");
            assertThat(reader.endpoint()).isEqualTo("e");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inference_id,LABEL",
                "EventID,label",
                " inferenceId , label ",
                "\"inferenceId\",\"label\"",
                "label,eventId,x"
            })
    void headersAreKnownInTheirUsualSpellings(String header) {
        byte[] bytes = header.getBytes(StandardCharsets.UTF_8);

        assertThat(reader.readHeader(bytes, 0, bytes.length)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "inferenceId", "label", "inferenceId,truth", "a,1", "\"inferenceId,label", "{\"label\":1}"})
    void otherLinesAreNoHeader(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);

        assertThat(reader.readHeader(bytes, 0, bytes.length)).isFalse();
        assertThat(read("a,1")).isTrue();
    }

    @Test
    void aShortRowBehindAHeaderLacksOnlyWhatItNeedNotHave() {
        byte[] header = "inferenceId,label,labelTime,endpoint".getBytes(StandardCharsets.UTF_8);
        assertThat(reader.readHeader(header, 0, header.length)).isTrue();

        assertThat(read("a,1")).isTrue();
        assertThat(reader.labelTime()).isEmpty();
        assertThat(reader.endpoint()).isEmpty();
        assertThat(read("a")).isFalse();
        assertThat(reader.rejection()).isEqualTo(Rejection.MALFORMED);
    }

    @Test
    void aGroundTruthOfAnotherShapeIsNoLabel() {
        assertThat(read("{\"groundTruthData\":[1],\"eventMetadata\":{\"eventId\":\"e\"}}"))
                .isFalse();
        assertThat(reader.rejection()).isEqualTo(Rejection.EMPTY_PAYLOAD);
        assertThat(
                        read(
                                "{\"groundTruthData\":{\"data\":1,\"encoding\":\"CSV\"},\"eventMetadata\":{\"eventId\":\"e\"}}"))
                .isFalse();
        assertThat(reader.rejection()).isEqualTo(Rejection.EMPTY_PAYLOAD);
        assertThat(read("{\"groundTruthData\":null,\"eventMetadata\":{\"eventId\":\"e\"},\"label\":3}"))
                .isTrue();
        assertThat(reader.values()).containsExactly("3");
    }

    @Test
    void limitsHold() {
        CaptureLimits small = new CaptureLimits(200, 4, 5, 20, 30, 8);
        GroundTruthReader strict = new GroundTruthReader(CaptureForm.DEFAULT, small);
        for (String text : List.of(
                "{\"inferenceId\":\"" + "i".repeat(31) + "\",\"label\":1}",
                "{\"inferenceId\":\"a\",\"label\":123456789}",
                "{\"inferenceId\":\"a\",\"label\":1,\"x\":[[[[[1]]]]]}",
                "{\"inferenceId\":\"a\",\"label\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1}",
                "i".repeat(31) + ",1")) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

            assertThat(strict.read(bytes, 0, bytes.length)).as(text).isFalse();
            assertThat(strict.rejection()).as(text).isEqualTo(Rejection.MALFORMED);
        }
        byte[] large = ("{\"inferenceId\":\"a\",\"label\":1}" + " ".repeat(200)).getBytes(StandardCharsets.UTF_8);
        assertThat(strict.read(large, 0, large.length)).isFalse();
        assertThat(strict.rejection()).isEqualTo(Rejection.OVERSIZE);
    }

    @Test
    void anAvroRecordIsNamedAsSuch() {
        byte[] bytes = {(byte) 0xC3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

        assertThat(reader.read(bytes, 0, bytes.length)).isFalse();
        assertThat(reader.rejection()).isEqualTo(Rejection.MALFORMED);
        assertThat(reader.detail()).contains("Avro");
    }

    @Test
    void nothingOfTheRecordStandsInTheDetail() {
        for (String text : List.of(
                "{\"inferenceId\":\"secret\",\"label\":{\"secret\":1}}",
                "secret",
                "secret,secret,secret,secret",
                "{\"groundTruthData\":{\"data\":\"secret,secret\",\"encoding\":\"CSV\"},\"eventMetadata\":{\"eventId\":\"e\"}}",
                "{\"groundTruthData\":{\"data\":\"secret\",\"encoding\":\"secret\"},\"eventMetadata\":{\"eventId\":\"e\"}}")) {
            assertThat(read(text)).as(text).isFalse();
            assertThat(reader.detail()).isNotEmpty().doesNotContain("secret");
        }
    }

    @Test
    void askingForAReasonThatThereIsNotIsAMistakeOfTheCaller() {
        assertThat(read("a,1")).isTrue();

        assertThat(reader.detail()).isEmpty();
        assertThatThrownBy(reader::rejection).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> reader.read(new byte[2], 1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
