package io.tidemark.app.log;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.tidemark.app.console.Secrets;
import java.nio.charset.StandardCharsets;

/** An object per line, as logback writes it: the message is whole and escaped, and secrets are hidden. */
final class JsonLines extends JsonEncoder {
    JsonLines() {
        setWithFormattedMessage(true);
        // The message with holes, and what fills them, repeat the formatted one.
        setWithMessage(false);
        setWithArguments(false);
        setWithContext(false);
        setWithSequenceNumber(false);
        setWithNanoseconds(false);
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        String line = new String(super.encode(event), StandardCharsets.UTF_8);
        return Secrets.hidden(line).getBytes(StandardCharsets.UTF_8);
    }
}
