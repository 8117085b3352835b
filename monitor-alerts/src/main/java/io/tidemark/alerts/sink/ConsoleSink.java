package io.tidemark.alerts.sink;

import io.tidemark.alerts.delivery.DeliveryResult;
import io.tidemark.alerts.delivery.Sink;
import io.tidemark.alerts.format.Payload;
import java.io.PrintStream;

/** Prints bodies; a stream that is broken is told by the result. */
public final class ConsoleSink implements Sink {
    private final PrintStream out;

    /** Prints on a stream. */
    public ConsoleSink(PrintStream out) {
        this.out = out;
    }

    @Override
    public DeliveryResult deliver(Payload payload) {
        out.println(payload.body());
        return out.checkError() ? DeliveryResult.failed("the output is closed") : new DeliveryResult.Delivered();
    }
}
