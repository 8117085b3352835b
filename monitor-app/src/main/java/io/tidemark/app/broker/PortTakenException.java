package io.tidemark.app.broker;

import java.io.Serial;
import java.net.BindException;
import org.jspecify.annotations.Nullable;

/** A port that was free when chosen belonged to another process when the broker bound it. */
final class PortTakenException extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1L;

    PortTakenException(BrokerPorts ports, Throwable cause) {
        super(
                "broker ports " + ports.broker() + " and " + ports.controller()
                        + " were free a moment ago and are taken now; start again",
                cause);
    }

    /** Kafka wraps the socket's exception once or twice, differently for broker and controller. */
    static boolean isCauseOf(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }
}
