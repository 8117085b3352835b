package io.tidemark.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.capture.CaptureFilter.Condition;
import io.tidemark.core.capture.CaptureFilter.Source;
import io.tidemark.core.config.MonitorConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CaptureFormTest {
    private static final CaptureAttributes NONE = CaptureAttributes.NONE;
    private static final CaptureFilter ALL = CaptureFilter.ALL;

    @Test
    void defaultFormLeavesTheHashOfAConfigurationAlone() {
        // Golden: the hash of the defaults before there was a form.
        assertThat(MonitorConfig.defaults().hash().brief()).isEqualTo("fc9d61412ace");
        assertThat(MonitorConfig.defaults().withCapture(CaptureForm.DEFAULT)).isEqualTo(MonitorConfig.defaults());
    }

    @Test
    void everyPartOfTheFormIsPartOfTheHash() {
        List<CaptureForm> forms = Stream.of(
                        forms(Stream.of(
                                        NONE.withFeatures("a"),
                                        NONE.withInference("a"),
                                        NONE.withProbability("a"),
                                        NONE.withLabel("a"),
                                        NONE.withLabels(List.of("a")))
                                .map(CaptureForm.DEFAULT::withAttributes)),
                        forms(Stream.of(
                                        new RowColumns(List.of("a"), List.of()),
                                        new RowColumns(List.of("b"), List.of()),
                                        new RowColumns(List.of(), List.of("a")))
                                .map(CaptureForm.DEFAULT::withColumns)),
                        forms(Stream.of(
                                        new FieldPolicy(List.of("a"), List.of(), List.of(), null),
                                        new FieldPolicy(List.of(), List.of("a"), List.of(), null),
                                        new FieldPolicy(List.of(), List.of(), List.of("a"), key("one")),
                                        new FieldPolicy(List.of(), List.of(), List.of("a"), key("two")))
                                .map(CaptureForm.DEFAULT::withFields)),
                        forms(Stream.of(
                                        ALL.withSample(0.5, 0),
                                        ALL.withSample(1, 1),
                                        condition(Source.VARIANT, "", "a"),
                                        condition(Source.ATTRIBUTE, "", "a"),
                                        condition(Source.FIELD, "a", "a"),
                                        condition(Source.FIELD, "a", "b"))
                                .map(CaptureForm.DEFAULT::withFilter)),
                        List.of(CaptureForm.DEFAULT, CaptureForm.DEFAULT.withStrictEncodings(true)))
                .flatMap(List::stream)
                .toList();

        assertThat(forms.stream()
                        .map(form -> MonitorConfig.defaults().withCapture(form).hash()))
                .hasSize(20)
                .doesNotHaveDuplicates();
    }

    @Test
    void orderThatMeansNothingIsNoPartOfTheHash() {
        FieldPolicy policy = new FieldPolicy(List.of("b", "a", "b"), List.of(), List.of(), null);

        assertThat(policy).isEqualTo(new FieldPolicy(List.of("a", "b"), List.of(), List.of(), null));
        assertThat(new RowColumns(List.of(), List.of("2", "1")))
                .isEqualTo(new RowColumns(List.of(), List.of("1", "2")));
    }

    @Test
    void secretOfAKeyIsNotInTheCanonicalForm() {
        CanonicalOutput out = new CanonicalOutput();

        CaptureForm.DEFAULT
                .withFields(new FieldPolicy(List.of(), List.of(), List.of("a"), key("planted canary")))
                .writeTo(out);

        assertThat(new String(out.toByteArray(), StandardCharsets.ISO_8859_1))
                .doesNotContain("planted canary")
                .contains(key("planted canary").fingerprint());
    }

    @Test
    void canonicalFormIsTheSameForEver() {
        CaptureForm form = CaptureForm.DEFAULT
                .withAttributes(new CaptureAttributes("f", "i", "p", "l", List.of("x")))
                .withColumns(new RowColumns(List.of("a", "b"), List.of("b")))
                .withFields(new FieldPolicy(List.of(), List.of("d"), List.of("h"), key("golden")))
                .withFilter(condition(Source.FIELD, "a", "1").withSample(0.25, 3))
                .withStrictEncodings(true);
        CanonicalOutput out = new CanonicalOutput();
        form.writeTo(out);

        assertThat(ContentHash.of(out).brief()).isEqualTo("6ab6b84d0628");
    }

    private static List<CaptureForm> forms(Stream<CaptureForm> forms) {
        return forms.toList();
    }

    private static CaptureFilter condition(Source source, String key, String value) {
        return ALL.withConditions(List.of(new Condition(source, key, List.of(value))));
    }

    private static FieldKey key(String text) {
        return FieldKey.of((text + "-0123456789abcdef").getBytes(StandardCharsets.UTF_8));
    }
}
