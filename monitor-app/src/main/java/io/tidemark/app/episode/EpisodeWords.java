package io.tidemark.app.episode;

import io.tidemark.core.episode.Episode;
import io.tidemark.core.episode.EpisodeState;
import io.tidemark.core.episode.Fingerprint;
import io.tidemark.core.episode.Handling;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Episodes in words. */
final class EpisodeWords {
    private EpisodeWords() {}

    static String state(Episode episode) {
        EpisodeState state = episode.state();
        return state.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** What people said: by whom, and for how long. */
    static String handling(Episode episode) {
        Handling handling = episode.handling();
        if (handling instanceof Handling.Acknowledged said) {
            return "acknowledged by " + said.note().by();
        }
        if (handling instanceof Handling.Snoozed said) {
            Instant until = Instant.ofEpochMilli(said.untilMs()).truncatedTo(ChronoUnit.SECONDS);
            return "snoozed until " + until + " by " + said.note().by();
        }
        if (handling instanceof Handling.Accepted said) {
            return "accepted by " + said.note().by();
        }
        return "";
    }

    /** What it is about, short: the rule, the feature or the metric. */
    static String subject(Episode episode) {
        Fingerprint about = episode.fingerprint();
        String what = about.feature().isEmpty() ? about.metric() : about.feature();
        return (about.code() + " " + what).strip();
    }
}
