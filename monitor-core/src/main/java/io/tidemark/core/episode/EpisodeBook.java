package io.tidemark.core.episode;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.episode.EpisodeMachine.Step;
import io.tidemark.core.episode.StreamHead.Answer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The open episodes of one stream of verdicts, and how far it has been read: reading the topics again tells nothing
 * twice. Mutable; not thread-safe.
 *
 * <p>Windows that are judged once come in the order of their start; an older one, or one that was there already, changes
 * nothing. Windows of a model are judged again and again while labels come, the older ones beside the newer ones. There
 * each rule goes on from window to window with the first revision in which it could say something. A later revision of
 * the newest such window corrects it, and one that takes back the only violation of an episode withdraws the episode.
 */
public final class EpisodeBook {
    private final StreamHead head;
    private final EpisodeShelf shelf;

    /** An empty book in memory. */
    public EpisodeBook(VerdictStream stream) {
        this(new StreamHead(stream), EpisodeShelf.inMemory());
    }

    /** A book that goes on where it was left. */
    public EpisodeBook(StreamHead head, EpisodeShelf shelf) {
        this.head = head;
        this.shelf = shelf;
    }

    /** Returns a book as it was kept. */
    static EpisodeBook of(VerdictStream stream, OptionalLong lastStartMs, List<Episode> episodes) {
        EpisodeShelf shelf = EpisodeShelf.inMemory();
        episodes.forEach(shelf::put);
        return new EpisodeBook(StreamHead.at(stream, lastStartMs), shelf);
    }

    /** Returns whose episodes these are. */
    public VerdictStream stream() {
        return head.stream();
    }

    /** Returns the start of the newest window taken, if any. */
    public OptionalLong lastStartMs() {
        return head.lastStartMs();
    }

    /** Returns the episodes that are pending or active. */
    public List<Episode> episodes() {
        List<Episode> episodes = new ArrayList<>();
        shelf.forEach(stream(), episodes::add);
        return episodes;
    }

    /**
     * What one window gave.
     *
     * @param episodes the episodes that are other than before, resolved ones included
     * @param notification what is to be told, if anything
     */
    public record Outcome(List<Episode> episodes, Optional<Notification> notification) {
        /** Nothing. */
        public static final Outcome NONE = new Outcome(List.of(), Optional.empty());
    }

    /** Takes the verdict on a window, in memory. */
    public Outcome take(JudgedWindow window, EpisodeMachine machine) {
        List<Episode> changed = new ArrayList<>();
        Optional<Notification> notification = take(window, machine, changed::add);
        return new Outcome(changed, notification);
    }

    /**
     * Takes the verdict on a window.
     *
     * @param window the verdict
     * @param machine the steps of episodes
     * @param changed is given the episodes that are other than before, resolved ones included
     * @return what is to be told, if anything
     */
    public Optional<Notification> take(Verdict window, EpisodeMachine machine, Consumer<Episode> changed) {
        if (!window.stream().equals(stream())) {
            throw new IllegalArgumentException("window of " + window.stream() + " in the book of " + stream());
        }
        Taking taking = new Taking(window, machine, changed);
        if (stream().source() == VerdictStream.Source.MODEL) {
            taking.revise();
        } else if (head.advanceTo(window)) {
            taking.goOn();
        }
        return taking.changes.notification();
    }

    /**
     * Takes what somebody said of an episode.
     *
     * @param episodeId the episode's id
     * @return the episode after it; empty if no active episode has this id
     */
    public Optional<Episode> take(ContentHash episodeId, Command command, EpisodeMachine machine) {
        List<Episode> after = new ArrayList<>();
        shelf.forEach(stream(), episode -> {
            if (episode.state().isActive() && episode.id().equals(episodeId)) {
                after.add(machine.handled(episode, command));
            }
        });
        after.forEach(shelf::put);
        return after.stream().findFirst();
    }

    /** One window on its way through the book. */
    private final class Taking {
        private final Verdict window;
        private final EpisodeMachine machine;
        private final Consumer<Episode> changed;
        private final ChangeCollector changes;

        Taking(Verdict window, EpisodeMachine machine, Consumer<Episode> changed) {
            this.window = window;
            this.machine = machine;
            this.changed = changed;
            this.changes = new ChangeCollector(window);
        }

        void goOn() {
            window.forEachViolation(
                    seen -> keep(seen.fingerprint(), machine.violating(shelf.get(seen.fingerprint()), seen, window)));
            if (!window.isJudged()) {
                return;
            }
            shelf.forEach(stream(), episode -> {
                boolean isOfThis = episode.span().lastEndMs() == window.endMs();
                if (!isOfThis && !window.isUnanswered(episode.fingerprint())) {
                    keep(episode.fingerprint(), machine.clean(episode, window));
                }
            });
        }

        void revise() {
            Set<Fingerprint> alarmed = new HashSet<>();
            window.forEachViolation(seen -> {
                alarmed.add(seen.fingerprint());
                alarm(seen);
            });
            if (!window.isJudged()) {
                return;
            }
            shelf.forEach(stream(), episode -> {
                Fingerprint about = episode.fingerprint();
                if (!alarmed.contains(about) && !window.isUnanswered(about)) {
                    fine(episode);
                }
            });
        }

        private void alarm(Observation seen) {
            Fingerprint about = seen.fingerprint();
            Answer answer = head.answer(about);
            if (answer == null || window.startMs() > answer.startMs()) {
                head.answered(about, window.startMs(), true);
                keep(about, machine.violating(shelf.get(about), seen, window));
            } else if (window.startMs() == answer.startMs()) {
                head.answered(about, window.startMs(), true);
                Episode before = shelf.get(about);
                keep(
                        about,
                        answer.isAlarm() && before != null
                                ? machine.corrected(before, seen, window)
                                : machine.violating(before, seen, window));
            }
        }

        private void fine(Episode episode) {
            Fingerprint about = episode.fingerprint();
            Answer answer = head.answer(about);
            long newest = answer == null ? Long.MIN_VALUE : answer.startMs();
            boolean wasAlarm = answer != null && answer.isAlarm();
            if (isOnlyOf(episode)) {
                head.answered(about, Math.max(newest, window.startMs()), wasAlarm && newest > window.startMs());
                keep(about, machine.withdrawn(episode));
            } else if (window.startMs() > newest) {
                head.answered(about, window.startMs(), false);
                keep(about, machine.clean(episode, window));
            } else if (window.startMs() == newest && wasAlarm) {
                head.answered(about, window.startMs(), false);
                keep(about, machine.clean(episode.withoutLastWindow(), window));
            }
        }

        /** Whether this window's violation is all that the episode is made of. */
        private boolean isOnlyOf(Episode episode) {
            return episode.span().violating() == 1 && episode.span().firstStartMs() == window.startMs();
        }

        private void keep(Fingerprint about, Step step) {
            Episode after = step.episode();
            if (after == null) {
                shelf.remove(about);
                return;
            }
            if (after.state() instanceof EpisodeState.Resolved) {
                shelf.remove(about);
            } else {
                shelf.put(after);
            }
            changed.accept(after);
            step.change().ifPresent(changes::add);
        }
    }
}
