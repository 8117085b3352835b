package io.tidemark.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.feature.ValueScanner;
import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.CategoryIndex;
import io.tidemark.core.profile.NumericProfile;
import io.tidemark.stats.distribution.GridEdges;
import io.tidemark.wire.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BaselineJsonTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void everyBaselineComesBackWithItsHashAndParts() throws IOException {
        for (long seed = 0; seed < 200; seed++) {
            Baseline baseline = new Samples(seed).baseline(1 + (int) (seed % 12));

            Baseline read = read(text(baseline));

            assertThat(read.hash()).as("seed " + seed).isEqualTo(baseline.hash());
            assertThat(read.rows()).as("seed " + seed).isEqualTo(baseline.rows());
            assertThat(read.missingMarkers()).as("seed " + seed).isEqualTo(baseline.missingMarkers());
            assertThat(read.label().isPresent())
                    .as("seed " + seed)
                    .isEqualTo(baseline.label().isPresent());
            assertThat(text(read)).as("seed " + seed).isEqualTo(text(baseline));
        }
    }

    @Test
    void edgesComeBackToTheLastBit() throws IOException {
        double[] edges = new Random(42)
                .longs(5_000)
                .mapToDouble(Double::longBitsToDouble)
                .filter(Double::isFinite)
                .map(edge -> edge + 0.0)
                .sorted()
                .distinct()
                .toArray();
        Baseline baseline =
                one(FeatureBaseline.suggest("x", FeatureType.FRACTIONAL, new NumericProfile(GridEdges.of(edges))));

        NumericProfile read =
                (NumericProfile) read(text(baseline)).features().get(0).profile();

        assertThat(read.edges().toArray()).as("seed 42").containsExactly(edges);
    }

    @Test
    void everyFeatureStandsInALineOfItsOwn() throws IOException {
        Baseline baseline = new Samples(3).baseline(5);

        List<String> lines = text(baseline).lines().toList();

        assertThat(lines).hasSize(7);
        assertThat(lines.get(0)).startsWith("{\"tidemarkBaseline\":1,\"hash\":\"" + baseline.hash() + "\",\"rows\":");
        assertThat(lines.get(0)).endsWith("\"features\":[");
        assertThat(lines.subList(1, 6)).allSatisfy(line -> assertThat(line).startsWith("{\"name\":\"f"));
        assertThat(lines.get(6)).isEqualTo("]}");
    }

    @Test
    void fileReadsAsDocumented() throws IOException {
        assertThat(text(small())).isEqualTo("""
                {"tidemarkBaseline":1,"hash":"%s","rows":4,"missingMarkers":["NA"],"label":null,"features":[
                {"name":"age","type":"Integral","rows":4,"valid":3,"missing":1,"completeness":0.75,"nonNegative":true,"unseenShare":0.0,\
                "min":1.0,"max":3.0,"mean":2.0,"standardDeviation":0.816496580927726,"median":2.0,\
                "edges":[0.9999999999999999,1.0,1.9999999999999998,2.0,2.9999999999999996,3.0],"profile":"%s"},
                {"name":"city","type":"String","rows":4,"valid":4,"missing":0,"completeness":1.0,"nonNegative":false,"unseenShare":0.0,\
                "categories":[{"value":"Bonn","count":3}],"domain":"AAAAAAAAAAc=","domainComplete":true,"profile":"%s"}
                ]}
                """.formatted(small().hash(), profile(0), profile(1)));
    }

    @Test
    void columnWithoutAnyNumberHasNullFigures() throws IOException {
        Baseline baseline = one(FeatureBaseline.suggest(
                "x", FeatureType.FRACTIONAL, new NumericProfile(GridEdges.of(new double[] {1}))));

        JsonNode feature = MAPPER.readTree(text(baseline)).at("/features/0");

        assertThat(feature.get("mean").isNull()).isTrue();
        assertThat(feature.get("rows").longValue()).isZero();
    }

    @Test
    void changedConstraintIsRefusedWithBothHashes() throws IOException {
        String changed = text(small()).replace("\"completeness\":0.75", "\"completeness\":0.5");

        assertThatExceptionOfType(UnreadableBaselineException.class)
                .isThrownBy(() -> read(changed))
                .withMessageStartingWith("train.json: was changed since it was written")
                .withMessageContaining("names hash " + small().hash())
                .withMessageContaining("its content has hash ")
                .withMessageContaining("restore the file, or make it anew from the training data");
    }

    @Test
    void changedHashIsRefused() throws IOException {
        String other = "0".repeat(64);

        assertRefused(text(small()).replace(small().hash().hex(), other), "names hash " + other);
    }

    @Test
    void anyChangedEdgeIsRefused() throws IOException {
        String text = text(small());
        for (String edge : List.of("0.9999999999999999", "1.9999999999999998", "2.9999999999999996")) {
            String moved = Double.toString(Math.nextDown(Double.parseDouble(edge)));

            assertRefused(text.replace(edge, moved), "was changed since it was written");
        }
    }

    @Test
    void unknownVersionIsRefusedWithTheOneThatIsRead() throws IOException {
        assertRefused(
                text(small()).replace("{\"tidemarkBaseline\":1,", "{\"tidemarkBaseline\":2,"),
                "has version 2 of the baseline format; this release reads version 1");
    }

    @Test
    void otherJsonIsRefused() {
        assertRefused("{\"version\":0,\"features\":[]}", "is no baseline file: its first key is 'version'");
        assertRefused("[1,2]", "is no baseline file: it does not begin with an object");
        assertRefused("", "is empty");
        assertRefused("{}", "names no hash");
    }

    @Test
    void fileThatEndsTooEarlyIsRefusedAtEveryByte() throws IOException {
        String text = text(small());
        for (int length = 1; length < text.length() - 2; length++) {
            String cut = text.substring(0, length);
            assertThatExceptionOfType(UnreadableBaselineException.class)
                    .as("cut to " + length)
                    .isThrownBy(() -> read(cut))
                    .withMessageStartingWith("train.json: ");
        }
        assertRefused(text.substring(0, text.length() - 4), "ends too early at line 3, column ");
    }

    @Test
    void wrongJsonIsRefusedWithLineAndColumn() throws IOException {
        assertRefused(text(small()).replace("\"name\":\"city\"", "\"name\":city"), "is not JSON at line 3, column ");
    }

    @Test
    void keyThatStandsTwiceIsRefused() throws IOException {
        assertRefused(
                text(small()).replace("\"rows\":4,\"missing", "\"hash\":\"\",\"missing"), "Duplicate field 'hash'");
    }

    @Test
    void textAfterTheEndIsRefused() throws IOException {
        assertRefused(text(small()) + "{}", "goes on after its end at line 5");
    }

    @Test
    void damagedFeatureIsNamed() throws IOException {
        String text = text(small());

        assertRefused(text.replace("\"type\":\"String\"", "\"type\":\"Text\""), "features[1] in line 3 is damaged");
        assertRefused(text.replace("\"edges\":[0.9", "\"edges\":[9.9"), "features[0] in line 2 is damaged");
        assertRefused(text.replace("\"edges\":[", "\"edges\":[\"1\","), "edges[0] is not a number");
        assertRefused(text.replace(profile(1), "!"), "features[1] in line 3 is damaged");
        assertRefused(text.replace(profile(1), profile(1).substring(0, 8)), "features[1] in line 3 is damaged");
        assertRefused(text.replace(profile(1), longerBy4Bytes(profile(1))), "profile goes on after its end");
        assertRefused(text.replace("\"domainComplete\":true", "\"domainComplete\":1"), "neither true nor false");
        assertRefused(text.replace("\"value\":\"Bonn\"", "\"value\":7"), "value is not a text");
    }

    @Test
    void anyByteChangedInTheCountsIsRefused() throws IOException {
        for (int feature = 0; feature < 2; feature++) {
            String before = profile(feature);
            byte[] bytes = Base64.getDecoder().decode(before);
            for (int i = 0; i < bytes.length; i++) {
                for (int change : new int[] {0x01, 0x40, 0x80, 0xFF}) {
                    byte[] damaged = bytes.clone();
                    damaged[i] ^= (byte) change;
                    String after = Base64.getEncoder().encodeToString(damaged);
                    String text = text(small()).replace(before, after);
                    assertThatExceptionOfType(UnreadableBaselineException.class)
                            .as("feature " + feature + ", byte " + i + " changed by " + change)
                            .isThrownBy(() -> read(text))
                            .withMessageStartingWith("train.json: ");
                }
            }
        }
    }

    @Test
    void derivedFiguresAndUnknownKeysAreNotRead() throws IOException {
        String text = text(small())
                .replace("\"mean\":2.0", "\"mean\":-7,\"note\":{\"a\":[1]}")
                .replace("\"count\":3", "\"count\":99")
                .replace("\"label\":null", "\"made\":{\"by\":[\"me\"]},\"label\":null");

        assertThat(read(text).hash()).isEqualTo(small().hash());
    }

    @Test
    void streamsStayOpen() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BaselineJson.write(small(), out);
        int length = out.size();
        out.write('x');

        assertThat(out.size()).isEqualTo(length + 1);
    }

    private static void assertRefused(String text, String because) {
        assertThatExceptionOfType(UnreadableBaselineException.class)
                .isThrownBy(() -> read(text))
                .withMessageStartingWith("train.json: ")
                .withMessageContaining(because);
    }

    private static Baseline small() {
        NumericProfile age = new NumericProfile(GridEdges.fromDistinct(new double[] {1, 2, 3}));
        ValueScanner scanner = new ValueScanner();
        for (String value : List.of("1", "2", "3", "")) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            age.add(bytes, 0, bytes.length, scanner);
        }
        CategoricalProfile city = new CategoricalProfile(new CategoryIndex(List.of("Bonn"), new long[] {7}, true));
        city.addCategory(0, 3);
        city.addOtherKnown(1);
        return Baseline.of(
                List.of(
                        FeatureBaseline.suggest("age", FeatureType.INTEGRAL, age),
                        FeatureBaseline.suggest("city", FeatureType.STRING, city)),
                null,
                List.of("NA"));
    }

    private static Baseline one(FeatureBaseline feature) {
        return Baseline.of(List.of(feature), null, List.of());
    }

    private static String profile(int feature) throws IOException {
        return MAPPER.readTree(text(small()))
                .at("/features/" + feature + "/profile")
                .textValue();
    }

    private static String longerBy4Bytes(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, bytes.length + 4));
    }

    private static String text(Baseline baseline) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BaselineJson.write(baseline, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Baseline read(String text) throws IOException {
        return BaselineJson.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "train.json");
    }
}
