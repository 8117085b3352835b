package io.tidemark.core.episode;

import io.tidemark.core.canonical.ContentHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The open episodes of one stream of verdicts, and how far it has been read. Windows come in the order of their start;
 * an older one, or one that was there already, changes nothing: reading the topics again tells nothing twice. Mutable;
 * not thread-safe.
 */
public final class EpisodeBook {
    private final VerdictStream stream;
    private final SortedMap<Fingerprint, Episode> episodes = new TreeMap<>();
    private @Nullable Long lastStartMs;

    /** An empty book. */
    public EpisodeBook(VerdictStream stream) {
        this.stream = stream;
    }

    /** Returns a book as it was kept. */
    static EpisodeBook of(VerdictStream stream, OptionalLong lastStartMs, List<Episode> episodes) {
        EpisodeBook book = new EpisodeBook(stream);
        book.lastStartMs = lastStartMs.isPresent() ? lastStartMs.getAsLong() : null;
        episodes.forEach(episode -> book.episodes.put(episode.fingerprint(), episode));
        return book;
    }

    /** Returns whose episodes these are. */
    public VerdictStream stream() {
        return stream;
    }

    /** Returns the start of the newest window taken, if any. */
    public OptionalLong lastStartMs() {
        Long start = lastStartMs;
        return start == null ? OptionalLong.empty() : OptionalLong.of(start);
    }

    /** Returns the episodes that are pending or active, by fingerprint. */
    public List<Episode> episodes() {
        return List.copyOf(episodes.values());
    }

    /**
     * What one window or one command gave.
     *
     * @param episodes the episodes that are other than before, resolved ones included
     * @param notification what is to be told, if anything
     */
    public record Outcome(List<Episode> episodes, Optional<Notification> notification) {
        /** Nothing. */
        public static final Outcome NONE = new Outcome(List.of(), Optional.empty());
    }

    /** Takes the verdict on a window. */
    public Outcome take(JudgedWindow window, EpisodeMachine machine) {
        if (!window.stream().equals(stream)) {
            throw new IllegalArgumentException("window of " + window.stream() + " in the book of " + stream);
        }
        Long last = lastStartMs;
        if (last != null && window.startMs() <= last) {
            return Outcome.NONE;
        }
        lastStartMs = window.startMs();
        if (!window.isJudged() && window.violations().isEmpty()) {
            return Outcome.NONE;
        }
        SortedMap<Fingerprint, Observation> seen = new TreeMap<>();
        window.violations().forEach(violation -> seen.put(violation.fingerprint(), violation));
        TreeSet<Fingerprint> all = new TreeSet<>(episodes.keySet());
        all.addAll(seen.keySet());
        List<Episode> changed = new ArrayList<>();
        ChangeCollector changes = new ChangeCollector(window);
        for (Fingerprint fingerprint : all) {
            EpisodeMachine.Step step = step(fingerprint, seen.get(fingerprint), window, machine);
            Episode after = step.episode();
            if (after != null) {
                changed.add(after);
            }
            step.change().ifPresent(changes::add);
        }
        return new Outcome(changed, changes.notification());
    }

    private EpisodeMachine.Step step(
            Fingerprint fingerprint, @Nullable Observation seen, JudgedWindow window, EpisodeMachine machine) {
        Episode before = episodes.get(fingerprint);
        EpisodeMachine.Step step;
        if (seen != null) {
            step = machine.violating(before, seen, window);
        } else if (before != null && window.isJudged()) {
            step = machine.clean(before, window);
        } else {
            return new EpisodeMachine.Step(null, Optional.empty());
        }
        Episode after = step.episode();
        if (after == null || after.state() instanceof EpisodeState.Resolved) {
            episodes.remove(fingerprint);
        } else {
            episodes.put(fingerprint, after);
        }
        return step;
    }

    /**
     * Takes what somebody said of an episode.
     *
     * @param episodeId the episode's id
     * @return the episode after it; empty if no active episode has this id
     */
    public Optional<Episode> take(ContentHash episodeId, Command command, EpisodeMachine machine) {
        for (Episode episode : episodes.values()) {
            if (episode.state().isActive() && episode.id().equals(episodeId)) {
                Episode after = machine.handled(episode, command);
                episodes.put(after.fingerprint(), after);
                return Optional.of(after);
            }
        }
        return Optional.empty();
    }
}
