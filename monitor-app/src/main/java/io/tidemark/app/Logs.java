package io.tidemark.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Sets the log's levels and place. Without options logback.xml decides alone, and no logging class is loaded here. */
final class Logs {
    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level %logger [%thread] %msg %kvp%n%ex";

    private Logs() {}

    /**
     * Raises the levels: 0 leaves warnings of Tidemark and errors of its libraries, 1 adds what Tidemark does and
     * the libraries' warnings, 2 or more adds details. With a file the log goes there, not to standard error, one step
     * more talkative.
     */
    static void configure(int verbosity, @Nullable Path file) {
        int level = file == null ? verbosity : verbosity + 1;
        if (level == 0) {
            return;
        }
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(level == 1 ? Level.WARN : Level.INFO);
        context.getLogger("io.tidemark").setLevel(level == 1 ? Level.INFO : Level.DEBUG);
        if (file != null) {
            root.detachAndStopAllAppenders();
            root.addAppender(appender(context, file));
        }
    }

    private static FileAppender<ILoggingEvent> appender(LoggerContext context, Path file) {
        Path absolute = file.toAbsolutePath();
        if (Files.isDirectory(absolute) || !Files.isDirectory(absolute.resolveSibling(""))) {
            throw UserError.usage(Problem.of("cannot write the log to \"" + file + "\"")
                    .because(Files.isDirectory(absolute) ? "it is a folder" : "its folder does not exist")
                    .fix("give --log-file the path of a file in a folder that exists"));
        }
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setContext(context);
        appender.setName("file");
        appender.setFile(absolute.toString());
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
