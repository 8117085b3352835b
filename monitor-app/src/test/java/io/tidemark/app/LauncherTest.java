package io.tidemark.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Runs {@code launcher-test.sh}: each line of it is one claim about the launcher. */
final class LauncherTest {
    private static final String PASSED = "ok - ";

    @TestFactory
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
    List<DynamicTest> launcherKeepsItsPromises() throws Exception {
        Path launcher = Path.of("..", "tidemark").toAbsolutePath().normalize();
        Process script = new ProcessBuilder("sh", "src/test/sh/launcher-test.sh", launcher.toString())
                .redirectErrorStream(true)
                .start();
        script.getOutputStream().close();
        String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = script.waitFor();

        List<DynamicTest> claims = said.lines()
                .map(line -> dynamicTest(
                        line.replaceFirst("^(not )?ok - ", ""),
                        () -> assertThat(line).startsWith(PASSED)))
                .toList();
        assertThat(claims).as("claims of the script").hasSizeGreaterThan(30);
        assertThat(status == 0 || said.contains("not ok - ")).as(said).isTrue();
        return claims;
    }
}
