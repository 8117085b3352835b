package io.tidemark.app.alerts;

import java.util.Optional;

/** Something that runs beside the stream application of alerts: a sender, a schedule. It has been started. */
interface AlertsPart extends AutoCloseable {
    /** Returns why it has stopped by itself, if it has. */
    Optional<String> stopped();

    /** Ends what is under way in good order. */
    @Override
    void close();
}
