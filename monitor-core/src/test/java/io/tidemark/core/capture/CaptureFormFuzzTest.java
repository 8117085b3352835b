package io.tidemark.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.core.capture.OracleRow.OracleField;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Mutated records under every form: the parser never throws, never changes its input, and where a second reader finds
 * features too, they are the same. {@code -Dtidemark.fuzz.mutations=1000000} makes it long.
 */
class CaptureFormFuzzTest {
    private static final int MUTATIONS = Integer.getInteger("tidemark.fuzz.mutations", 50_000);
    private static final long SEED = 40_001L;
    private static final FieldKey KEY = FieldKey.of("0123456789abcdef".getBytes(StandardCharsets.UTF_8));

    private static final CaptureForm PATHS = CaptureForm.DEFAULT.withAttributes(CaptureAttributes.NONE
            .withFeatures("instances[*].features")
            .withInference("predictions[*].predicted_label")
            .withProbability("predictions[*].score"));
    private static final List<CaptureForm> FORMS = List.of(
            CaptureForm.DEFAULT,
            PATHS,
            PATHS.withColumns(new RowColumns(List.of("a", "b", "c"), List.of("b", "7"))),
            CaptureForm.DEFAULT.withAttributes(CaptureAttributes.NONE
                    .withFeatures("instances[].features || features || @")
                    .withInference("0")),
            CaptureForm.DEFAULT.withAttributes(
                    CaptureAttributes.NONE.withFeatures("values(@)[0]").withProbability("sum(predictions[*].score)")),
            CaptureForm.DEFAULT
                    .withStrictEncodings(true)
                    .withFields(new FieldPolicy(List.of(), List.of("_c1"), List.of("_c0"), KEY))
                    .withFilter(CaptureFilter.ALL.withSample(0.7, 3)));

    private final ObjectMapper jackson = new ObjectMapper();
    private final List<CaptureParser> parsers = FORMS.stream()
            .map(form -> new CaptureParser(form, CaptureLimits.DEFAULT))
            .toList();
    private final CapturedRecord captured = new CapturedRecord();

    @Test
    void mutatedRecordsNeverThrowAndFeaturesAreThoseOfASecondReader() throws IOException {
        Random random = new Random(SEED);
        List<byte[]> corpus = corpus(random);
        int compared = 0;
        int parsed = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = Mutations.mutate(corpus.get(random.nextInt(corpus.size())), random, corpus);
            byte[] original = bytes.clone();
            int form = random.nextInt(3) > 0 ? 1 : random.nextInt(FORMS.size());
            boolean read = parsers.get(form).parse(bytes, 0, bytes.length, captured);
            assertThat(Arrays.equals(bytes, original))
                    .as(context(i, form, original))
                    .isTrue();
            assertThat(captured.outcome() == CaptureOutcome.PARSED).isEqualTo(read);
            parsed += read ? 1 : 0;
            List<OracleRow> expected = read && form == 1 ? features(bytes) : null;
            if (expected != null) {
                compared++;
                assertThat(OracleRow.of(captured.input()))
                        .as(context(i, form, original))
                        .isEqualTo(expected);
            }
        }
        assertThat(parsed).isBetween(MUTATIONS / 20, MUTATIONS * 9 / 10);
        assertThat(compared).isGreaterThan(MUTATIONS / 50);
    }

    private static String context(int mutation, int form, byte[] bytes) {
        return "seed " + SEED + ", mutation " + mutation + ", form " + form + ", record "
                + new String(bytes, StandardCharsets.UTF_8);
    }

    /** The features under instances[*].features, by Jackson; null where it takes the record for none. */
    private @Nullable List<OracleRow> features(byte[] record) throws IOException {
        try {
            return Mutations.isUtf8(record) ? readFeatures(record) : null;
        } catch (JsonProcessingException | NumberFormatException notForTheOracle) {
            return null;
        }
    }

    private @Nullable List<OracleRow> readFeatures(byte[] record) throws IOException {
        JsonNode side = jackson.readTree(record).path("captureData").path("endpointInput");
        String encoding = side.path("encoding").asText();
        String data = side.path("data").asText();
        if (encoding.equals("BASE64")
                && side.path("observedContentType").asText().contains("json")) {
            byte[] decoded = Base64.getDecoder().decode(data);
            data = new String(decoded, StandardCharsets.UTF_8);
            encoding = Mutations.isUtf8(decoded) ? "JSON" : "none";
        }
        if (!encoding.equals("JSON")) {
            return null;
        }
        List<OracleRow> rows = new ArrayList<>();
        try (var documents = CaptureOracle.PAYLOAD.readerFor(JsonNode.class).<JsonNode>readValues(data)) {
            while (documents.hasNext()) {
                for (JsonNode instance : documents.next().path("instances")) {
                    rows.add(OracleRow.of(instance.path("features")));
                }
            }
        }
        return rows.stream().allMatch(row -> row.fields().stream().noneMatch(CaptureFormFuzzTest::isLost))
                ? rows
                : null;
    }

    /** Half of a surrogate pair is one character for one reader and a replacement for the other. */
    private static boolean isLost(OracleField field) {
        return field.text().contains("\uFFFD") || field.name().contains("\uFFFD");
    }

    private static List<byte[]> corpus(Random random) {
        List<byte[]> corpus = new ArrayList<>(CaptureCorpus.all());
        RandomCaptures captures = new RandomCaptures(random);
        for (int i = 0; i < 300; i++) {
            corpus.add(captures.next());
            corpus.add(withPaths(random));
            corpus.add(withPaths(random));
        }
        new PoisonRecords(SEED)
                .everyKind().stream()
                        .map(PoisonRecords.Poison::value)
                        .filter(value -> value.length < 4_096)
                        .forEach(corpus::add);
        return corpus;
    }

    private static byte[] withPaths(Random random) {
        int rows = 1 + random.nextInt(3);
        List<String> instances = new ArrayList<>();
        List<String> predictions = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            instances.add(
                    "{\"features\":[" + random.nextInt(90) + "," + random.nextGaussian() + ",\"t\\u00e4g\",null,1E5]}");
            predictions.add("{\"predicted_label\":" + random.nextInt(2) + ",\"score\":" + random.nextDouble() + "}");
        }
        String input = "{\"instances\":[" + String.join(", ", instances) + "]}";
        String output = "{\"predictions\":[" + String.join(",", predictions) + "]}\n";
        CaptureText capture = CaptureText.aCapture().withJsonInput(input).withJsonOutput(output);
        if (random.nextBoolean()) {
            capture.withInput(CaptureText.base64("application/json", input));
        }
        return capture.bytes();
    }
}
