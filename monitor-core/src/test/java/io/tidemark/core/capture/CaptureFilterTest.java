package io.tidemark.core.capture;

import static io.tidemark.core.capture.CaptureText.aCapture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.capture.CaptureFilter.Condition;
import io.tidemark.core.capture.CaptureFilter.Source;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureFilterTest {
    private static final String EVENT =
            "\"eventId\":\"e\",\"inferenceTime\":\"2026-03-04T05:06:07Z\",\"customAttributes\":";

    @Test
    void sampleKeepsAboutItsShareAndALargerOneKeepsItToo() {
        Set<Integer> tenth = sample(0.1, 0);
        Set<Integer> half = sample(0.5, 0);

        assertThat(tenth.size() / 100_000.0).isCloseTo(0.1, within(0.004));
        assertThat(half.size() / 100_000.0).isCloseTo(0.5, within(0.006));
        assertThat(half.containsAll(tenth)).isTrue();
        assertThat(sample(0.1, 0).equals(tenth)).isTrue();
        assertThat(sample(1, 0)).hasSize(100_000);
    }

    @Test
    void anotherSeedIsAnotherSample() {
        Set<Integer> both = sample(0.5, 1);
        both.retainAll(sample(0.5, 2));

        assertThat(both.size() / 100_000.0).isCloseTo(0.25, within(0.006));
    }

    /** Golden: the sample must be the same in every release, or an audit does not repeat what was counted. */
    @Test
    void sampleIsTheSameForEver() {
        assertThat(IntStream.range(0, 40)
                        .filter(i -> kept(new CaptureFilter(0.25, 7, List.of()), "id-" + i))
                        .boxed())
                .containsExactly(3, 5, 9, 12, 16, 17, 19, 20, 29, 31, 34);
    }

    private static Set<Integer> sample(double share, long seed) {
        CaptureFilter filter = new CaptureFilter(share, seed, List.of());
        return IntStream.range(0, 100_000)
                .filter(i -> kept(filter, "id-" + i))
                .boxed()
                .collect(Collectors.toSet());
    }

    private static boolean kept(CaptureFilter filter, String id) {
        byte[] bytes = ("##" + id + "#").getBytes(StandardCharsets.UTF_8);
        return filter.samples(bytes, 2, bytes.length - 1);
    }

    @Test
    void recordOutsideTheSampleIsNotReadFurther() {
        FormParser parser = new FormParser(CaptureForm.DEFAULT.withFilter(new CaptureFilter(1e-12, 0, List.of())));

        assertThat(parser.outcome(aCapture())).isEqualTo(CaptureOutcome.SAMPLED_OUT);
        assertThat(parser.captured().joinId()).isEqualTo("e-1");
        assertThat(parser.captured().eventTimeMs()).isPositive();
        assertThat(parser.outcome(aCapture().withInput("{\"encoding\":\"X\"}"))).isEqualTo(CaptureOutcome.SAMPLED_OUT);
        parser.assertRefused(aCapture().withEvent(""), Rejection.NO_KEY, "neither");
    }

    @Test
    void attributeIsAMemberOfAJsonObjectOrTheWholeText() {
        FormParser member = filtering(new Condition(Source.ATTRIBUTE, "tenant", List.of("eu", "7")));
        FormParser whole = filtering(new Condition(Source.ATTRIBUTE, "", List.of("canary")));

        assertThat(member.input(attributes("\"{\\\"tenant\\\":\\\"eu\\\"}\""))).hasSize(1);
        assertThat(member.input(attributes("\"x\",\"{\\\"a\\\":{},\\\"tenant\\\":7}\"")))
                .hasSize(1);
        assertThat(whole.input(attributes("\"canary\""))).hasSize(1);
        assertThat(whole.outcome(attributes("\"canary2\""))).isEqualTo(CaptureOutcome.FILTERED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"eu\"",
                "\"{\\\"tenant\\\":\\\"us\\\"}\"",
                "\"{\\\"tenant\\\":[\\\"eu\\\"]}\"",
                "\"{tenant\"",
                "\"[]\""
            })
    void recordWithoutTheAttributeIsFiltered(String attributes) {
        assertThat(filtering(new Condition(Source.ATTRIBUTE, "tenant", List.of("eu")))
                        .outcome(attributes(attributes)))
                .isEqualTo(CaptureOutcome.FILTERED);
    }

    @Test
    void fieldMustMatchInEveryRow() {
        FormParser parser = filtering(new Condition(Source.FIELD, "region", List.of("n", "s")));

        assertThat(parser.input(aCapture().withJsonInput("[{\"region\":\"n\",\"a\":1},{\"region\":\"s\",\"a\":2}]")))
                .containsExactly("region=n|a=1", "region=s|a=2");
        assertThat(parser.outcome(aCapture().withJsonInput("[{\"region\":\"n\"},{\"region\":\"w\"}]")))
                .isEqualTo(CaptureOutcome.FILTERED);
        assertThat(parser.outcome(aCapture().withJsonInput("{\"a\":1}"))).isEqualTo(CaptureOutcome.FILTERED);
        parser.assertRefused(aCapture(), Rejection.MALFORMED, "the fields have no names");
    }

    @Test
    void fieldsAreTestedAsCapturedAlsoIfTheyAreWithheld() {
        FormParser parser = new FormParser(CaptureForm.DEFAULT
                .withFields(new FieldPolicy(List.of(), List.of("region"), List.of(), null))
                .withFilter(CaptureFilter.ALL.withConditions(
                        List.of(new Condition(Source.FIELD, "region", List.of("n"))))));

        assertThat(parser.input(aCapture().withJsonInput("{\"region\":\"n\",\"a\":1}")))
                .containsExactly("a=1");
        assertThat(parser.outcome(aCapture().withJsonInput("{\"region\":\"w\",\"a\":1}")))
                .isEqualTo(CaptureOutcome.FILTERED);
    }

    @Test
    void allConditionsMustHold() {
        FormParser parser = filtering(
                new Condition(Source.FIELD, "_c0", List.of("1")), new Condition(Source.FIELD, "_c1", List.of("2")));

        assertThat(parser.input(aCapture().withCsvInput("1,2"))).containsExactly("1|2");
        assertThat(parser.outcome(aCapture().withCsvInput("1,3"))).isEqualTo(CaptureOutcome.FILTERED);
        assertThat(parser.outcome(aCapture().withCsvInput("1"))).isEqualTo(CaptureOutcome.FILTERED);
    }

    @Test
    void unreadablePayloadIsRefusedBeforeItsFieldsAreTested() {
        filtering(new Condition(Source.FIELD, "_c0", List.of("1")))
                .assertRefused(aCapture().withCsvInput("\"open"), Rejection.MALFORMED, "a quoted field has no end");
    }

    @Test
    void variantIsTestedByWhoKnowsIt() {
        CaptureFilter filter =
                CaptureFilter.ALL.withConditions(List.of(new Condition(Source.VARIANT, "", List.of("blue", "green"))));

        assertThat(filter.keepsVariant("green")).isTrue();
        assertThat(filter.keepsVariant("Blue")).isFalse();
        assertThat(CaptureFilter.ALL.keepsVariant("any")).isTrue();
        assertThat(new FormParser(CaptureForm.DEFAULT.withFilter(filter)).input(aCapture()))
                .hasSize(1);
    }

    @Test
    void senselessFiltersAreRefused() {
        for (double share : new double[] {0, -0.1, 1.1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CaptureFilter.ALL.withSample(share, 0))
                    .withMessage("share of the sample = " + share + " is not in (0, 1]");
        }
        Condition condition = new Condition(Source.FIELD, "a", List.of("1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CaptureFilter.ALL.withConditions(List.of(condition, condition)))
                .withMessage("two conditions on FIELD 'a': give one with both values");
        assertThatIllegalArgumentException().isThrownBy(() -> new Condition(Source.FIELD, "a", List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Condition(Source.FIELD, "", List.of("1")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Condition(Source.VARIANT, "k", List.of("1")));
    }

    private static CaptureText attributes(String elements) {
        return aCapture().withEvent(EVENT + "[" + elements + "]");
    }

    private static FormParser filtering(Condition... conditions) {
        return new FormParser(CaptureForm.DEFAULT.withFilter(CaptureFilter.ALL.withConditions(List.of(conditions))));
    }
}
