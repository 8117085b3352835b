package io.tidemark.app.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.app.console.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretValueTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void variableIsReadWhenItIsNeeded() {
        SecretValue secret = secret("{env: HASH_KEY}");
        assertThat(secret.text(Map.of("HASH_KEY", "s3cret"))).isEqualTo("s3cret");
        assertThat(secret).hasToString("secret from variable HASH_KEY");
    }

    @Test
    void fileIsMeantFromTheFolderOfTheConfigurationAndLosesItsLineEnd() throws IOException {
        SecretValue secret = secret("{file: key.txt}");
        Files.writeString(folder.resolve("key.txt"), "s3cret\r\n");
        assertThat(secret.text(Map.of())).isEqualTo("s3cret");
        assertThat(secret.toString()).doesNotContain("s3cret");
    }

    @Test
    void missingVariableIsNamedWithThePlaceOfItsName() {
        UserError error = catchThrowableOfType(
                UserError.class, () -> secret("{env: HASH_KEY}").text(Map.of("OTHER", "s3cret")));
        assertThat(error.problems().get(0).lines())
                .contains("error: a secret is missing", "  why: the variable HASH_KEY is not set")
                .anyMatch(line -> line.endsWith("monitor.yaml:3:20"))
                .noneMatch(line -> line.contains("s3cret"));
    }

    @Test
    void missingAndEmptyFilesAreNamed() throws IOException {
        SecretValue secret = secret("{file: key.txt}");
        assertThatThrownBy(() -> secret.text(Map.of())).isInstanceOf(UserError.class);
        Files.writeString(folder.resolve("key.txt"), "\n");
        assertThatThrownBy(() -> secret.text(Map.of())).isInstanceOf(UserError.class);
    }

    @Test
    void literalSecretIsRefused() {
        assertThatThrownBy(() -> secret("s3cret")).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> secret("{env: A, file: b}")).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> secret("{value: s3cret}")).isInstanceOf(UserError.class);
    }

    private SecretValue secret(String yaml) {
        try {
            Path file = Files.writeString(
                    folder.resolve("monitor.yaml"), "version: 1\nendpoint: a\ncapture: {hashKey: " + yaml + "}\n");
            return SecretValue.of(ConfigFile.read(file, ConfigSchema.MONITOR)
                    .section()
                    .section("capture")
                    .section("hashKey"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
