package io.tidemark.app.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.app.console.UserError;
import io.tidemark.core.capture.CaptureFilter.Condition;
import io.tidemark.core.capture.CaptureFilter.Source;
import io.tidemark.core.capture.CaptureForm;
import io.tidemark.core.capture.FieldKey;
import io.tidemark.core.capture.FieldPolicy;
import io.tidemark.core.capture.RowColumns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class FormOptionsTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path work = Path.of("");

    @Test
    void nothingSaidIsTheDefaultForm() {
        assertThat(form()).isEqualTo(CaptureForm.DEFAULT);
    }

    @Test
    void everyOptionHasItsPlaceInTheForm() {
        CaptureForm form = form(
                "--features-attribute=instances[*].features",
                "--inference-attribute=label",
                "--probability-attribute=1",
                "--columns=a,b,c",
                "--exclude-features=b,0",
                "--drop-field=name",
                "--sample=0.25",
                "--strict-encodings");

        assertThat(form.attributes().features()).isEqualTo("instances[*].features");
        assertThat(form.attributes().inference()).isEqualTo("label");
        assertThat(form.attributes().probability()).isEqualTo("1");
        assertThat(form.columns()).isEqualTo(new RowColumns(List.of("a", "b", "c"), List.of("b", "0")));
        assertThat(form.fields()).isEqualTo(new FieldPolicy(List.of(), List.of("name"), List.of(), null));
        assertThat(form.filter().share()).isEqualTo(0.25);
        assertThat(form.strictEncodings()).isTrue();
    }

    @Test
    void valuesOfOneThingAreAlternatives() {
        assertThat(form(
                                "--filter=variant=blue",
                                "--filter=field:r=a=b",
                                "--filter=variant=green,x",
                                "--filter=attribute:t=1")
                        .filter()
                        .conditions())
                .containsExactly(
                        new Condition(Source.VARIANT, "", List.of("blue", "green,x")),
                        new Condition(Source.FIELD, "r", List.of("a=b")),
                        new Condition(Source.ATTRIBUTE, "t", List.of("1")));
    }

    @Test
    void keyIsReadFromItsFileWithoutTheLineEnd() throws IOException {
        Path file = Files.writeString(work.resolve("key"), SECRET + "\n");

        assertThat(form("--hash-field=id,zip", "--hash-key-file=" + file).fields())
                .isEqualTo(new FieldPolicy(
                        List.of(),
                        List.of(),
                        List.of("id", "zip"),
                        FieldKey.of(SECRET.getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--features-attribute=a[",
                "--sample=0",
                "--sample=1.5",
                "--filter=nothing",
                "--filter=size=1",
                "--filter=field=1",
                "--columns=a,a",
                "--hash-field=a",
                "--hash-key-file=/nowhere/key"
            })
    void whatDoesNotFitIsAMistakeOfTheUser(String option) {
        assertThatExceptionOfType(UserError.class).isThrownBy(() -> form(option));
    }

    private static CaptureForm form(String... options) {
        Holder holder = new Holder();
        new CommandLine(holder).parseArgs(options);
        return holder.options.form();
    }

    @CommandLine.Command
    private static final class Holder {
        @CommandLine.Mixin
        private FormOptions options = new FormOptions();
    }
}
