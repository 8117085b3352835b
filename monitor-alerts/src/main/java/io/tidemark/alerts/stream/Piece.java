package io.tidemark.alerts.stream;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.episode.Command;
import io.tidemark.core.episode.JudgedWindow;
import io.tidemark.core.episode.Observation;
import io.tidemark.core.episode.VerdictStream;
import io.tidemark.core.episode.WindowGathering;
import java.util.List;

/** What a record of an input topic says, as far as episodes need it. */
sealed interface Piece {
    /** Whose windows it is about. */
    VerdictStream stream();

    /**
     * Which verdict a part or a violation belongs to.
     *
     * @param stream whose window
     * @param startMs start of the window in epoch milliseconds
     * @param revision counts the verdicts on the window, from 1
     */
    record Place(VerdictStream stream, long startMs, int revision) {}

    /**
     * A part of a report.
     *
     * @param place whose verdict
     * @param isFinal whether no later revision comes
     * @param part the part
     * @param unanswered the short forms of the fingerprints of rules that could not say anything
     */
    record Reported(Place place, boolean isFinal, WindowGathering.Part part, List<Long> unanswered) implements Piece {
        public Reported {
            unanswered = List.copyOf(unanswered);
        }

        @Override
        public VerdictStream stream() {
            return place.stream();
        }
    }

    /**
     * A violation of a window that has a report.
     *
     * @param place whose verdict
     * @param windowEndMs end of the window in epoch milliseconds
     * @param seen the violation
     * @param seenMs when it was appended, in epoch milliseconds
     */
    record Violated(Place place, long windowEndMs, Observation seen, long seenMs) implements Piece {
        @Override
        public VerdictStream stream() {
            return place.stream();
        }
    }

    /** A verdict that is whole in one record. */
    record Whole(JudgedWindow window) implements Piece {
        @Override
        public VerdictStream stream() {
            return window.stream();
        }
    }

    /** What somebody said of an episode. */
    record Said(VerdictStream stream, ContentHash episode, Command command) implements Piece {}
}
