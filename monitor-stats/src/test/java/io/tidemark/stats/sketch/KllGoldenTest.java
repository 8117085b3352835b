package io.tidemark.stats.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.stats.summary.Moments;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything the golden vectors state, bit for bit; sources and licences in resources/service/SOURCES.md. */
class KllGoldenTest {
    /** The vectors' moments were added up in plain doubles, so that their last digits are not the exact ones. */
    private static final Offset<Double> LAST_DIGITS = Offset.offset(2e-12);

    private static final JsonNode COLUMN = read("account-length.json");
    private static final JsonNode STREAMS = read("lcg-distances.json");

    @Test
    void aPublishedColumnHasThePublishedMoments() {
        Moments moments = Moments.of(numbers(COLUMN.get("values")));
        JsonNode expected = COLUMN.get("expected");

        assertThat(moments.mean()).isEqualTo(expected.get("mean").doubleValue());
        assertThat(moments.sum()).isEqualTo(expected.get("sum").doubleValue());
        assertThat(moments.populationSd()).isCloseTo(expected.get("std_dev").doubleValue(), LAST_DIGITS);
        assertThat(moments.min()).isEqualTo(expected.get("min").doubleValue());
        assertThat(moments.max()).isEqualTo(expected.get("max").doubleValue());
    }

    @Test
    void aPublishedColumnHasEveryItemOfItsSketchInOrder() {
        KllSketch sketch = sketchOf(numbers(COLUMN.get("values")));
        JsonNode data = COLUMN.at("/expected/sketch/data");

        assertThat(sketch.levels().stream().map(Arrays::toString))
                .containsExactlyElementsOf(elements(data)
                        .map(level -> Arrays.toString(numbers(level)))
                        .toList());
        assertThat(sketch.count()).isEqualTo(COLUMN.get("values").size());
    }

    @Test
    void aPublishedColumnHasTheTenBuckets() {
        KllSketch sketch = sketchOf(numbers(COLUMN.get("values")));

        assertThat(EqualWidthBuckets.of(sketch.ranked(), 1, 243))
                .containsExactlyElementsOf(elements(COLUMN.at("/expected/buckets"))
                        .map(bucket -> new EqualWidthBuckets.Bucket(
                                bucket.get("lower_bound").doubleValue(),
                                bucket.get("upper_bound").doubleValue(),
                                bucket.get("count").longValue()))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aStreamHasTheStatedValuesMomentsLevelsAndBuckets(String name) {
        JsonNode expected = stream(name);
        double[] values = generate(expected);
        Moments moments = Moments.of(values);
        KllSketch sketch = sketchOf(values);
        List<double[]> levels = sketch.levels();

        assertThat(Arrays.copyOf(values, 5)).containsExactly(numbers(expected.get("first5")));
        assertThat(moments.min()).isEqualTo(expected.get("min").doubleValue());
        assertThat(moments.max()).isEqualTo(expected.get("max").doubleValue());
        assertThat(levels.stream().map(level -> level.length))
                .containsExactlyElementsOf(elements(expected.get("level_sizes"))
                        .map(JsonNode::intValue)
                        .toList());
        assertThat(Arrays.copyOf(levels.get(0), 5)).containsExactly(numbers(expected.get("level0_head")));
        assertThat(Arrays.copyOf(levels.get(levels.size() - 1), 5))
                .containsExactly(numbers(expected.get("last_level_head")));
        assertThat(Arrays.stream(EqualWidthBuckets.of(sketch.ranked(), moments.min(), moments.max()))
                        .map(EqualWidthBuckets.Bucket::count))
                .containsExactlyElementsOf(elements(expected.get("bucket_counts"))
                        .map(JsonNode::longValue)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aStreamHasTheStatedMomentsButForTheirRounding(String name) {
        JsonNode expected = stream(name);
        Moments moments = Moments.of(generate(expected));

        assertThat(moments.mean()).isCloseTo(expected.get("mean").doubleValue(), LAST_DIGITS);
        assertThat(moments.populationSd()).isCloseTo(expected.get("std_dev").doubleValue(), LAST_DIGITS);
    }

    @ParameterizedTest
    @MethodSource("distances")
    void aDistanceIsTheStatedOneBitForBit(JsonNode expected) {
        RankedItems baseline =
                sketchOf(generate(stream(expected.get("baseline").textValue()))).ranked();
        RankedItems window =
                sketchOf(generate(stream(expected.get("current").textValue()))).ranked();

        double simple = SketchDistance.simple(baseline, window);

        assertThat(simple).isEqualTo(expected.get("simple").doubleValue());
        assertThat(SketchDistance.robust(simple, baseline.count(), window.count()))
                .isEqualTo(expected.get("robust").doubleValue());
    }

    static Stream<String> streams() {
        return elements(STREAMS.get("sketches"))
                .map(stream -> stream.get("name").textValue());
    }

    static Stream<JsonNode> distances() {
        return elements(STREAMS.get("distances"));
    }

    private static JsonNode stream(String name) {
        return elements(STREAMS.get("sketches"))
                .filter(stream -> stream.get("name").textValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** x = (1103515245 x + 12345) mod 2^31, value = x / 2^31 · 100 · mul + add with six decimals. */
    private static double[] generate(JsonNode stream) {
        long[] x = {stream.get("seed").longValue()};
        double mul = stream.get("mul").doubleValue();
        double add = stream.get("add").doubleValue();
        return IntStream.range(0, stream.get("n").intValue())
                .mapToDouble(i -> {
                    x[0] = (1_103_515_245L * x[0] + 12_345) & Integer.MAX_VALUE;
                    double value = x[0] / (double) (1L << 31) * 100 * mul + add;
                    return new BigDecimal(value)
                            .setScale(6, RoundingMode.HALF_EVEN)
                            .doubleValue();
                })
                .toArray();
    }

    private static KllSketch sketchOf(double[] values) {
        KllSketch sketch = new KllSketch();
        Arrays.stream(values).forEach(sketch::add);
        return sketch;
    }

    private static double[] numbers(JsonNode array) {
        return elements(array).mapToDouble(JsonNode::doubleValue).toArray();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static JsonNode read(String name) {
        try (InputStream in = KllGoldenTest.class.getResourceAsStream("/service/golden-kll/" + name)) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
