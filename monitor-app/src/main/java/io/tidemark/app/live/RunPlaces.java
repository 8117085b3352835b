package io.tidemark.app.live;

import io.tidemark.wire.Topics;
import java.nio.file.Path;

/** Where {@code run} keeps and calls things by default, for commands that look at what it does. */
public final class RunPlaces {
    private static final String LAST_WORD = "drift";

    private RunPlaces() {}

    /** Returns where state is kept between starts, unless that was chosen. */
    public static Path stateDirectory() {
        return RunCommand.defaultStateDirectory(System.getenv(), System.getProperty("user.home", "."));
    }

    /** Returns what the identities of all applications on these topics begin with: {@code tidemark-}. */
    public static String applicationPrefix(Topics topics) {
        String drift = RunCommand.defaultApplicationId(topics.prefix());
        return drift.substring(0, drift.length() - LAST_WORD.length());
    }
}
