package io.tidemark.core.episode;

/**
 * How much it takes to change one's mind. Windows without data or without a baseline count neither way.
 *
 * @param openAfter violating windows in a row that open an episode, at least 1
 * @param betterAfter milder windows in a row that make it better, at least 1
 * @param resolveAfter clean windows in a row that end it, at least 1
 */
public record EpisodePolicy(int openAfter, int betterAfter, int resolveAfter) {
    /** Opens at once, is better after 2 milder windows, ends after 2 clean ones. */
    public static final EpisodePolicy DEFAULT = new EpisodePolicy(1, 2, 2);

    public EpisodePolicy {
        requirePositive("openAfter", openAfter);
        requirePositive("betterAfter", betterAfter);
        requirePositive("resolveAfter", resolveAfter);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " = " + value + " is not at least 1");
        }
    }
}
