package io.tidemark.alerts.stream;

import io.tidemark.wire.avro.Episode;
import io.tidemark.wire.avro.Notification;

/** What the application writes. */
sealed interface Told {
    /** An episode is other than before. */
    record Changed(Episode episode) implements Told {}

    /** People are to hear something. */
    record Notified(Notification notification) implements Told {}
}
