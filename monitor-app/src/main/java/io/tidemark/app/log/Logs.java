package io.tidemark.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Sets the log's levels, place and form. Without options logback.xml decides alone, and no logging class is loaded here. */
public final class Logs {
    private Logs() {}

    /**
     * Raises the levels: 0 leaves warnings of Tidemark and errors of its libraries, 1 adds what Tidemark does and
     * the libraries' warnings, 2 or more adds details. With a file the log goes there, not to standard error, one step
     * more talkative. As JSON it is as talkative as in a file: it is read by programs.
     */
    public static void configure(int verbosity, @Nullable Path file, LogFormat format) {
        int level = file == null && format == LogFormat.TEXT ? verbosity : verbosity + 1;
        if (level == 0) {
            return;
        }
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(level == 1 ? Level.WARN : Level.INFO);
        context.getLogger("io.tidemark").setLevel(level == 1 ? Level.INFO : Level.DEBUG);
        if (file != null || format == LogFormat.JSON) {
            OutputStreamAppender<ILoggingEvent> appender = file == null ? onStandardError() : onFile(file);
            Encoder<ILoggingEvent> encoder = format == LogFormat.JSON ? new JsonLines() : new TextEncoder(true);
            encoder.setContext(context);
            encoder.start();
            appender.setContext(context);
            appender.setEncoder(encoder);
            appender.start();
            root.detachAndStopAllAppenders();
            root.addAppender(appender);
        }
    }

    private static ConsoleAppender<ILoggingEvent> onStandardError() {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setName("stderr");
        appender.setTarget("System.err");
        return appender;
    }

    private static FileAppender<ILoggingEvent> onFile(Path file) {
        Path absolute = file.toAbsolutePath();
        if (Files.isDirectory(absolute) || !Files.isDirectory(absolute.resolveSibling(""))) {
            throw UserError.usage(Problem.of("cannot write the log to \"" + file + "\"")
                    .because(Files.isDirectory(absolute) ? "it is a folder" : "its folder does not exist")
                    .fix("give --log-file the path of a file in a folder that exists"));
        }
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setName("file");
        appender.setFile(absolute.toString());
        return appender;
    }
}
