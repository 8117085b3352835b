package io.tidemark.app.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import io.tidemark.app.console.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * A line for people: time, level, logger, message, pairs, and the stack trace on lines of its own. What a message holds
 * cannot begin a line, and secrets are hidden.
 */
public final class TextEncoder extends EncoderBase<ILoggingEvent> {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter FULL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT);
    private static final int MOST_CAUSES = 20;

    private final boolean isFull;

    /** Returns the short form for a terminal: local time of day, and the logger's class. */
    public TextEncoder() {
        this(false);
    }

    /**
     * @param isFull whether lines have the date in UTC, the whole name of the logger, and the thread, as a file needs
     */
    TextEncoder(boolean isFull) {
        this.isFull = isFull;
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        StringBuilder text = new StringBuilder(head(event));
        text.append(SafeText.oneLine(String.valueOf(event.getFormattedMessage())));
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                text.append(' ').append(SafeText.oneLine(pair.key + "=\"" + pair.value + "\""));
            }
        }
        text.append('\n');
        appendFailure(text, event.getThrowableProxy(), 0);
        return Secrets.hidden(text.toString()).getBytes(StandardCharsets.UTF_8);
    }

    private String head(ILoggingEvent event) {
        Instant at = Instant.ofEpochMilli(event.getTimeStamp());
        String name = event.getLoggerName();
        return isFull
                ? String.format(
                        Locale.ROOT,
                        "%s %-5s %s [%s] ",
                        FULL.format(at.atZone(ZoneOffset.UTC)),
                        event.getLevel(),
                        name,
                        SafeText.oneLine(event.getThreadName()))
                : String.format(
                        Locale.ROOT,
                        "%s %-5s %s: ",
                        CLOCK.format(at.atZone(ZoneId.systemDefault())),
                        event.getLevel(),
                        name.substring(name.lastIndexOf('.') + 1));
    }

    private static void appendFailure(StringBuilder text, @Nullable IThrowableProxy failure, int depth) {
        if (failure == null || depth > MOST_CAUSES) {
            return;
        }
        text.append(depth == 0 ? "" : "Caused by: ")
                .append(failure.getClassName())
                .append(": ")
                .append(SafeText.oneLine(String.valueOf(failure.getMessage())))
                .append('\n');
        StackTraceElementProxy[] steps = failure.getStackTraceElementProxyArray();
        for (int i = 0; i < steps.length - failure.getCommonFrames(); i++) {
            text.append('\t').append(steps[i].getSTEAsString()).append('\n');
        }
        appendFailure(text, failure.getCause(), depth + 1);
    }
}
