package io.tidemark.core.episode;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.Severity;

/**
 * The violations of one fingerprint from the first to the last.
 *
 * @param fingerprint what it is about
 * @param state where it stands
 * @param handling what people said of it
 * @param span its windows
 * @param told the severity that people know of
 * @param worst the largest severity so far
 * @param quiet windows in a row for a better state: milder or clean ones
 * @param isKeptBack whether a change was not told because of the handling
 * @param last the newest violation
 */
public record Episode(
        Fingerprint fingerprint,
        EpisodeState state,
        Handling handling,
        Span span,
        Severity told,
        Severity worst,
        Quiet quiet,
        boolean isKeptBack,
        Observation last) {

    /**
     * Which windows an episode covers.
     *
     * @param firstStartMs start of its first violating window
     * @param lastEndMs end of its last violating window
     * @param violating how many violating windows it has
     */
    public record Span(long firstStartMs, long lastEndMs, long violating) {
        Span with(Verdict window) {
            return new Span(firstStartMs, window.endMs(), violating + 1);
        }
    }

    /**
     * Windows in a row that speak for less.
     *
     * @param milder violating windows of less severity than people know
     * @param mildest the largest severity among them
     * @param clean windows without this violation
     */
    public record Quiet(int milder, Severity mildest, int clean) {
        /** None. */
        public static final Quiet NONE = new Quiet(0, Severity.MINOR, 0);
    }

    /** Returns the identity of this episode: its fingerprint and where it began. */
    public ContentHash id() {
        CanonicalOutput out = new CanonicalOutput(160);
        fingerprint.writeTo(out);
        return ContentHash.of(out.putLong(span.firstStartMs()));
    }

    Episode withState(EpisodeState other) {
        return new Episode(fingerprint, other, handling, span, told, worst, quiet, isKeptBack, last);
    }

    Episode withHandling(Handling other) {
        return new Episode(fingerprint, state, other, span, told, worst, quiet, isKeptBack, last);
    }

    Episode withTold(Severity severity) {
        return new Episode(fingerprint, state, handling, span, severity, worst, quiet, isKeptBack, last);
    }

    Episode withLast(Observation seen) {
        Severity larger = seen.severity().compareTo(worst) > 0 ? seen.severity() : worst;
        return new Episode(fingerprint, state, handling, span, told, larger, quiet, isKeptBack, seen);
    }

    /** The newest violating window was none after all. */
    Episode withoutLastWindow() {
        Span shorter = new Span(span.firstStartMs(), span.lastEndMs(), Math.max(1, span.violating() - 1));
        return new Episode(fingerprint, state, handling, shorter, told, worst, quiet, isKeptBack, last);
    }

    Episode withQuiet(Quiet other) {
        return new Episode(fingerprint, state, handling, span, told, worst, other, isKeptBack, last);
    }

    Episode keptBack(boolean kept) {
        return new Episode(fingerprint, state, handling, span, told, worst, quiet, kept, last);
    }
}
