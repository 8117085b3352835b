package io.tidemark.core.episode;

import io.tidemark.core.episode.Episode.Quiet;
import io.tidemark.core.episode.Episode.Span;
import io.tidemark.core.evaluation.Severity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one episode: a pure function of the episode and of what came. At most one change comes of each step, and
 * none of them repeats what people know.
 */
public final class EpisodeMachine {
    private final EpisodePolicy policy;

    /** A machine that follows a policy. */
    public EpisodeMachine(EpisodePolicy policy) {
        this.policy = policy;
    }

    /**
     * The result of a step.
     *
     * @param episode the episode after it; null if there is none, because it never opened
     * @param change what changed, if anything
     */
    public record Step(@Nullable Episode episode, Optional<Change> change) {}

    /**
     * A violating window.
     *
     * @param before the episode so far; null if there is none or the last one is resolved
     * @param seen the violation
     * @param window its window, later than all before
     */
    public Step violating(@Nullable Episode before, Observation seen, Verdict window) {
        if (before == null || before.state() instanceof EpisodeState.Resolved) {
            return opening(first(seen, window), 1);
        }
        Episode grown = grown(before, seen, window);
        if (before.state() instanceof EpisodeState.Pending pending) {
            return opening(grown, pending.streak() + 1);
        }
        Episode current = lapsed(grown, window);
        if (seen.severity().compareTo(current.told()) > 0) {
            return worse(current, seen.severity(), window);
        }
        if (seen.severity() == current.told()) {
            return reminded(current.withQuiet(Quiet.NONE), window);
        }
        return milder(current, seen.severity(), window);
    }

    /** A judged window without this violation. */
    public Step clean(Episode before, Verdict window) {
        if (!before.state().isActive()) {
            return new Step(null, Optional.empty());
        }
        Episode current = lapsed(before, window);
        Quiet quiet = new Quiet(
                current.quiet().milder(),
                current.quiet().mildest(),
                current.quiet().clean() + 1);
        if (quiet.clean() < policy.resolveAfter()) {
            return new Step(current.withQuiet(quiet), Optional.empty());
        }
        Episode resolved = current.withQuiet(quiet).withState(new EpisodeState.Resolved());
        return changed(Change.Kind.RESOLVED, resolved, before.told(), true);
    }

    /**
     * A later verdict on the window of the newest violation: the numbers are other than people know, the window is not
     * counted twice. Only what is more severe is news; what is milder is left to the next window.
     *
     * @param before the episode
     * @param seen the violation as it is now
     * @param window its window
     */
    public Step corrected(Episode before, Observation seen, Verdict window) {
        Episode current = before.withLast(seen);
        if (before.state().isActive() && seen.severity().compareTo(before.told()) > 0) {
            return worse(current, seen.severity(), window);
        }
        return new Step(current, Optional.empty());
    }

    /** The only violation of an episode does not hold any more: that is told, if the episode was. */
    public Step withdrawn(Episode before) {
        if (!before.state().isActive()) {
            return new Step(null, Optional.empty());
        }
        return changed(Change.Kind.WITHDRAWN, before.withState(new EpisodeState.Resolved()), before.told(), true);
    }

    /** What somebody said of an active episode; it is kept until it lapses, and nothing is told for it. */
    public Episode handled(Episode before, Command command) {
        if (command instanceof Command.Acknowledge) {
            return before.withHandling(new Handling.Acknowledged(command.note()));
        }
        if (command instanceof Command.Snooze snooze) {
            return before.withHandling(new Handling.Snoozed(snooze.untilMs(), command.note()));
        }
        if (command instanceof Command.Accept) {
            return before.withHandling(new Handling.Accepted(before.last().baseline(), command.note()));
        }
        return before.withHandling(Handling.NONE);
    }

    private static Episode first(Observation seen, Verdict window) {
        return new Episode(
                seen.fingerprint(),
                new EpisodeState.Pending(0),
                Handling.NONE,
                new Span(window.startMs(), window.endMs(), 1),
                seen.severity(),
                seen.severity(),
                Quiet.NONE,
                false,
                seen);
    }

    private static Episode grown(Episode before, Observation seen, Verdict window) {
        Quiet quiet = new Quiet(before.quiet().milder(), before.quiet().mildest(), 0);
        return new Episode(
                before.fingerprint(),
                before.state(),
                before.handling(),
                before.span().with(window),
                before.told(),
                larger(before.worst(), seen.severity()),
                quiet,
                before.isKeptBack(),
                seen);
    }

    private Step opening(Episode episode, int streak) {
        if (streak < policy.openAfter()) {
            return new Step(episode.withState(new EpisodeState.Pending(streak)), Optional.empty());
        }
        Severity now = episode.last().severity();
        return changed(
                Change.Kind.OPENED, episode.withState(new EpisodeState.Open()).withTold(now), now, true);
    }

    /** It broke through: what somebody said of the milder form no longer holds, unless it was put off or accepted. */
    private static Step worse(Episode current, Severity now, Verdict window) {
        Handling handling = current.handling() instanceof Handling.Acknowledged ? Handling.NONE : current.handling();
        Episode after = current.withState(new EpisodeState.Worse())
                .withHandling(handling)
                .withTold(now)
                .withQuiet(Quiet.NONE);
        return changed(Change.Kind.WORSE, after, current.told(), isHeard(after, window));
    }

    private Step milder(Episode current, Severity now, Verdict window) {
        Quiet quiet = new Quiet(
                current.quiet().milder() + 1,
                current.quiet().milder() == 0 ? now : larger(current.quiet().mildest(), now),
                0);
        if (quiet.milder() < policy.betterAfter()) {
            return reminded(current.withQuiet(quiet), window);
        }
        Episode after = current.withState(new EpisodeState.Better())
                .withTold(quiet.mildest())
                .withQuiet(Quiet.NONE);
        return changed(Change.Kind.BETTER, after, current.told(), isHeard(after, window));
    }

    /** Tells what was kept back as soon as nothing keeps it back any more. */
    private static Step reminded(Episode current, Verdict window) {
        if (!current.isKeptBack() || !isHeard(current, window)) {
            return new Step(current, Optional.empty());
        }
        return changed(Change.Kind.REMINDED, current, current.told(), true);
    }

    private static Step changed(Change.Kind kind, Episode after, Severity before, boolean isTold) {
        Episode marked = after.keptBack(!isTold);
        return new Step(marked, Optional.of(new Change(kind, marked, before, isTold)));
    }

    /** Ends a snooze whose time has come, and an acceptance of another baseline. */
    private static Episode lapsed(Episode episode, Verdict window) {
        Handling handling = episode.handling();
        if (handling instanceof Handling.Snoozed snoozed && window.seenMs() >= snoozed.untilMs()) {
            return episode.withHandling(Handling.NONE);
        }
        if (handling instanceof Handling.Accepted accepted
                && !accepted.baseline().equals(episode.last().baseline())) {
            return episode.withHandling(Handling.NONE);
        }
        return episode;
    }

    private static boolean isHeard(Episode episode, Verdict window) {
        Handling handling = episode.handling();
        if (handling instanceof Handling.Snoozed snoozed) {
            return window.seenMs() >= snoozed.untilMs();
        }
        return handling instanceof Handling.Unhandled;
    }

    private static Severity larger(Severity one, Severity other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
