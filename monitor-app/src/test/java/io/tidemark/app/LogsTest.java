package io.tidemark.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import io.tidemark.app.console.UserError;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
        Logs.configure(0, null);
        assertThat(own.isWarnEnabled()).isTrue();
        assertThat(own.isInfoEnabled()).isFalse();
        assertThat(library.isErrorEnabled()).isTrue();
        assertThat(library.isWarnEnabled()).isFalse();
    }

    @Test
    void verboseRaisesTheLevelsStepByStep() {
        Logs.configure(1, null);
        assertThat(own.isInfoEnabled()).isTrue();
        assertThat(own.isDebugEnabled()).isFalse();
        assertThat(library.isWarnEnabled()).isTrue();

        Logs.configure(2, null);
        assertThat(own.isDebugEnabled()).isTrue();
        assertThat(library.isInfoEnabled()).isTrue();
        assertThat(library.isDebugEnabled()).isFalse();
    }

    @Test
    void logFileGetsTheLogWithItsPairs(@TempDir Path folder) {
        Path file = folder.resolve("tidemark.log");
        Logs.configure(0, file);

        own.atInfo().addKeyValue("partition", 3).log("restored");

        assertThat(file).content().contains("INFO").contains("restored").contains("partition=\"3\"");
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("stderr"))
                .isNull();
        context.getLogger(Logger.ROOT_LOGGER_NAME).detachAndStopAllAppenders();
    }

    @Test
    void logFileThatCannotBeWrittenIsAUsageError(@TempDir Path folder) {
        assertThatThrownBy(() -> Logs.configure(0, folder))
                .isInstanceOfSatisfying(
                        UserError.class,
                        error -> assertThat(error.problems().get(0).why()).isEqualTo("it is a folder"));
        assertThatThrownBy(() -> Logs.configure(0, folder.resolve("absent").resolve("a.log")))
                .isInstanceOfSatisfying(
                        UserError.class,
                        error -> assertThat(error.problems().get(0).why()).isEqualTo("its folder does not exist"));
    }
}
