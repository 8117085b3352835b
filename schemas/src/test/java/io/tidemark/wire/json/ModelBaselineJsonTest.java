package io.tidemark.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.core.model.Facet;
import io.tidemark.core.model.FieldRef;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelSpec;
import io.tidemark.wire.ModelBaselines;
import io.tidemark.wire.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelBaselineJsonTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ModelSpec CREDIT = ModelSpec.binary(
                    FieldRef.named("answer"), new FieldRef("score", 1), 0.25, List.of("0", "1"))
            .withFacets(List.of(
                    Facet.ofValues("sex", List.of("Female")),
                    Facet.above("age", 40).in(FieldRef.at(3))));

    @Test
    void everyModelBaselineComesBackExactly() throws IOException {
        for (long seed = 0; seed < 100; seed++) {
            ModelBaseline baseline = new ModelBaselines(seed).any();

            byte[] file = written(baseline);
            ModelBaseline read = read(file);

            assertThat(read.encode()).as("seed " + seed).isEqualTo(baseline.encode());
            assertThat(written(read)).as("seed " + seed).isEqualTo(file);
        }
    }

    @Test
    void modelAndLimitsAndBiasAreReadable() throws IOException {
        ModelBaseline baseline = new ModelBaselines(1).of(CREDIT);

        JsonNode file = MAPPER.readTree(written(baseline));

        assertThat(file.fieldNames().next()).isEqualTo("tidemarkModel");
        assertThat(file.path("hash").asText()).isEqualTo(baseline.hash().hex());
        JsonNode model = file.path("model");
        assertThat(model.path("problem").asText()).isEqualTo("BinaryClassification");
        assertThat(model.path("predicted").asText()).isEqualTo("answer");
        assertThat(model.path("probability").toString()).isEqualTo("{\"name\":\"score\",\"position\":1}");
        assertThat(model.path("threshold").asDouble()).isEqualTo(0.25);
        assertThat(model.path("facets").get(0).path("label").asText()).isEqualTo("sex=Female");
        assertThat(model.path("facets").get(1).path("breaks").get(0).asDouble()).isEqualTo(40);
        assertThat(model.path("facets").get(1).path("field").asInt()).isEqualTo(3);
        assertThat(file.path("constraints")
                        .path("recall")
                        .path("comparisonOperator")
                        .asText())
                .isEqualTo("LessThanThreshold");
        assertThat(file.path("bias").path("sex=Female").path("DPPL").isNumber()).isTrue();
        assertThat(file.path("bias")
                        .path("sex=Female")
                        .path("CDDL")
                        .path("undefined")
                        .asText())
                .isEqualTo("NO_GROUP_VARIABLE");
    }

    @ParameterizedTest
    @CsvSource({"model", "constraints", "rows", "bias"})
    void changeOfTheReadablePartIsRefusedSinceItWouldHaveNoEffect(String key) throws IOException {
        ObjectNode file = (ObjectNode) MAPPER.readTree(written(new ModelBaselines(2).of(CREDIT)));
        file.put(key, 7);

        assertThatExceptionOfType(UnreadableBaselineException.class)
                .isThrownBy(() -> read(MAPPER.writeValueAsBytes(file)))
                .withMessageContaining("model.json: was changed at '" + key + "'");
    }

    @Test
    void whatALaterReleaseAddsIsPassedOver() throws IOException {
        ModelBaseline baseline = new ModelBaselines(3).of(CREDIT);
        ObjectNode file = (ObjectNode) MAPPER.readTree(written(baseline));
        file.put("mood", "fine");

        assertThat(read(MAPPER.writeValueAsBytes(file)).hash()).isEqualTo(baseline.hash());
    }

    @Test
    void contentUnderAnotherHashIsRefused() throws IOException {
        ObjectNode file = (ObjectNode) MAPPER.readTree(written(new ModelBaselines(4).of(CREDIT)));
        file.put("hash", "ab".repeat(32));

        assertThatExceptionOfType(UnreadableBaselineException.class)
                .isThrownBy(() -> read(MAPPER.writeValueAsBytes(file)))
                .withMessageContaining("was changed since it was written");
    }

    @Test
    void everyDamageOfTheContentIsRefusedAndNothingElseIsThrown() throws IOException {
        ModelBaseline baseline = new ModelBaselines(5).of(CREDIT);
        ObjectNode file = (ObjectNode) MAPPER.readTree(written(baseline));
        byte[] content = baseline.encode();
        for (int i = 0; i < content.length; i += 1 + content.length / 300) {
            byte[] damaged = content.clone();
            damaged[i] ^= 0x55;
            file.put("content", damaged);
            byte[] bytes = MAPPER.writeValueAsBytes(file);
            assertThatExceptionOfType(UnreadableBaselineException.class)
                    .as("byte " + i)
                    .isThrownBy(() -> read(bytes));
        }
    }

    @Test
    void fileThatEndsTooEarlyIsRefused() throws IOException {
        byte[] file = written(new ModelBaselines(6).of(CREDIT));
        for (int length = 0; length < file.length - 2; length += 1 + file.length / 50) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatExceptionOfType(UnreadableBaselineException.class)
                    .as("cut to " + length)
                    .isThrownBy(() -> read(cut))
                    .withMessageStartingWith("model.json: ");
        }
    }

    @Test
    void baselineOfFeaturesIsNamedAsWhatItIs() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BaselineJson.write(new Samples(7).baseline(2), out);

        assertThatExceptionOfType(UnreadableBaselineException.class)
                .isThrownBy(() -> read(out.toByteArray()))
                .withMessageContaining("it is a baseline of features");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {}                                      | has no key 'tidemarkModel'
                    {"tidemarkModel":2}                     | has version 2
                    {"tidemarkModel":1}                     | has no content
                    {"tidemarkModel":1,"content":"AAAA"}    | is damaged
                    {"tidemarkModel":1,"content":"%%"}      | is damaged
                    [1                                      | ends too early
                    nonsense                                | is not JSON
                    """)
    void otherFilesAreRefused(String file, String because) {
        assertThatExceptionOfType(UnreadableBaselineException.class)
                .isThrownBy(() -> read(file.strip().getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("model.json: ")
                .withMessageContaining(because);
    }

    private static byte[] written(ModelBaseline baseline) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModelBaselineJson.write(baseline, out);
        return out.toByteArray();
    }

    private static ModelBaseline read(byte[] file) throws IOException {
        return ModelBaselineJson.read(new ByteArrayInputStream(file), "model.json");
    }
}
