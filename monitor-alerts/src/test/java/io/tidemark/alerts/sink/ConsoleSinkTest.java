package io.tidemark.alerts.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.alerts.delivery.DeliveryResult;
import io.tidemark.alerts.format.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleSinkTest {
    private static final Payload PAYLOAD = new Payload("1", "text/plain", "it drifts");

    @Test
    void bodyIsPrinted() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ConsoleSink sink = new ConsoleSink(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        assertThat(sink.deliver(PAYLOAD)).isEqualTo(new DeliveryResult.Delivered());
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("it drifts\n");
    }

    @Test
    void closedOutputIsAFailure() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("closed");
            }
        };
        ConsoleSink sink = new ConsoleSink(new PrintStream(closed, true, StandardCharsets.UTF_8));
        assertThat(sink.deliver(PAYLOAD)).isInstanceOf(DeliveryResult.Failed.class);
    }
}
