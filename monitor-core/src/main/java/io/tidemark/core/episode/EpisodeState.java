package io.tidemark.core.episode;

/**
 * Where an episode stands. {@code streak} counts the windows in a row that speak for the next state.
 *
 * <pre>
 *   Pending ─openAfter─► Open ─more severe─► Worse ─betterAfter milder─► Better ─► Worse ...
 *                          └──────────── resolveAfter clean ────────────► Resolved
 * </pre>
 */
public sealed interface EpisodeState {

    /** Violating windows were seen, not yet enough of them. */
    record Pending(int streak) implements EpisodeState {}

    /** People were told that it began. */
    record Open() implements EpisodeState {}

    /** It became more severe than people knew. */
    record Worse() implements EpisodeState {}

    /** It became milder than people knew, and is not over. */
    record Better() implements EpisodeState {}

    /** It is over. */
    record Resolved() implements EpisodeState {}

    /** Returns whether people know of it and it is not over. */
    default boolean isActive() {
        return this instanceof Open || this instanceof Worse || this instanceof Better;
    }
}
