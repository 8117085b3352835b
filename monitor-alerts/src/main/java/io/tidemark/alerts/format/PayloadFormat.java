package io.tidemark.alerts.format;

import io.tidemark.alerts.message.AlertMessage;
import java.util.List;

/** A form that a receiver understands. Pure: the same message gives the same bodies. */
@FunctionalInterface
public interface PayloadFormat {
    /** Returns the bodies of a message, to be sent in this order; none where it has nothing to say of it. */
    List<Payload> of(AlertMessage message);
}
