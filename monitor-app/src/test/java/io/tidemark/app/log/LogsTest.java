package io.tidemark.app.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.app.console.Secrets;
import io.tidemark.app.console.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class LogsTest {
    private final Logger own = LoggerFactory.getLogger("io.tidemark.streams.Example");
    private final Logger library = LoggerFactory.getLogger("org.apache.kafka.clients.Example");

    @AfterEach
    void restoreTheDefault() throws Exception {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        new ContextInitializer(context).autoConfig();
    }

    @Test
    void defaultIsQuiet() {
        Logs.configure(0, null, LogFormat.TEXT);
        assertThat(own.isWarnEnabled()).isTrue();
        assertThat(own.isInfoEnabled()).isFalse();
        assertThat(library.isErrorEnabled()).isTrue();
        assertThat(library.isWarnEnabled()).isFalse();
    }

    @Test
    void verboseRaisesTheLevelsStepByStep() {
        Logs.configure(1, null, LogFormat.TEXT);
        assertThat(own.isInfoEnabled()).isTrue();
        assertThat(own.isDebugEnabled()).isFalse();
        assertThat(library.isWarnEnabled()).isTrue();

        Logs.configure(2, null, LogFormat.TEXT);
        assertThat(own.isDebugEnabled()).isTrue();
        assertThat(library.isInfoEnabled()).isTrue();
        assertThat(library.isDebugEnabled()).isFalse();
    }

    @Test
    void logFileGetsTheLogWithItsPairs(@TempDir Path folder) {
        Path file = folder.resolve("tidemark.log");
        Logs.configure(0, file, LogFormat.TEXT);

        own.atInfo().addKeyValue("partition", 3).log("restored");

        assertThat(file).content().contains("INFO").contains("restored").contains("partition=\"3\"");
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("stderr"))
                .isNull();
        context.getLogger(Logger.ROOT_LOGGER_NAME).detachAndStopAllAppenders();
    }

    @Test
    void logFileThatCannotBeWrittenIsAUsageError(@TempDir Path folder) {
        assertThatThrownBy(() -> Logs.configure(0, folder, LogFormat.TEXT))
                .isInstanceOfSatisfying(
                        UserError.class,
                        error -> assertThat(error.problems().get(0).why()).isEqualTo("it is a folder"));
        assertThatThrownBy(() -> Logs.configure(0, folder.resolve("absent").resolve("a.log"), LogFormat.TEXT))
                .isInstanceOfSatisfying(
                        UserError.class,
                        error -> assertThat(error.problems().get(0).why()).isEqualTo("its folder does not exist"));
    }

    /** What three hostile events leave in a log file of this form. */
    private static String written(Path folder, LogFormat format) throws Exception {
        Path file = folder.resolve("tidemark.log");
        Logs.configure(0, file, format);
        Logger log = LoggerFactory.getLogger("io.tidemark.streams.Hostile");
        Secrets.learn(Map.of("sasl.password", "canary-in-log"));
        log.warn("endpoint={}", "a\n12:00:00 ERROR Forged: all is lost\r\u001b[2J\u202e");
        log.atWarn().addKeyValue("feature", "x\ny").log("login with canary-in-log, token=canary-by-name");
        log.error("failed", new IllegalStateException("first\nCaused by: forged canary-in-log", new Exception("root")));
        ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLogger(Logger.ROOT_LOGGER_NAME)
                .detachAndStopAllAppenders();
        return Files.readString(file);
    }

    @Test
    void textOfOthersBeginsNoLine(@TempDir Path folder) throws Exception {
        String log = written(folder, LogFormat.TEXT);
        assertThat(log.lines().filter(line -> line.contains("Hostile"))).hasSize(3);
        assertThat(log)
                .contains("endpoint=a\\n12:00:00 ERROR Forged: all is lost\\r\\u001b[2J\\u202e")
                .contains("feature=\"x\\ny\"")
                .contains("java.lang.IllegalStateException: first\\nCaused by: forged")
                .contains("\nCaused by: java.lang.Exception: root\n")
                .contains("\tat io.tidemark.app.log.LogsTest.written(");
        assertThat(log.lines()).noneMatch(line -> line.startsWith("12:00:00"));
    }

    @Test
    void jsonIsAnObjectPerLineWhateverIsLogged(@TempDir Path folder) throws Exception {
        ObjectMapper json = new ObjectMapper();
        List<String> lines = written(folder, LogFormat.JSON).lines().toList();
        assertThat(lines).hasSize(3);
        JsonNode first = json.readTree(lines.get(0));
        assertThat(first.get("formattedMessage").asText()).startsWith("endpoint=a\n12:00:00 ERROR Forged");
        assertThat(first.get("level").asText()).isEqualTo("WARN");
        assertThat(first.get("loggerName").asText()).isEqualTo("io.tidemark.streams.Hostile");
        assertThat(first.get("timestamp").isNumber()).isTrue();
        assertThat(json.readTree(lines.get(1)).at("/kvpList/0/feature").asText())
                .isEqualTo("x\ny");
        assertThat(json.readTree(lines.get(2)).at("/throwable/cause/message").asText())
                .isEqualTo("root");
    }

    @ParameterizedTest
    @EnumSource(LogFormat.class)
    void fault44CanariesAreInNoLog(LogFormat format, @TempDir Path folder) throws Exception {
        assertThat(written(folder, format))
                .doesNotContain("canary-in-log", "canary-by-name")
                .contains("[hidden]");
    }

    @Test
    void jsonOnStandardErrorIsAsTalkativeAsAFile() {
        Logs.configure(0, null, LogFormat.JSON);
        assertThat(own.isInfoEnabled()).isTrue();
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("stderr"))
                .isNotNull();
    }
}
