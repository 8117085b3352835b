package io.tidemark.alerts.schedule;

import io.tidemark.wire.avro.Fire;

/** Is told what becomes of fires. Called by the thread of the runner. */
public interface FireListener {
    /** Tells nobody. */
    FireListener NONE = fire -> {};

    /** A record was committed: a claim, an end, or a time that was missed. */
    void committed(Fire fire);

    /** Everything of an end was written, and nothing of it is committed yet. */
    default void written(Fire fire) {}
}
