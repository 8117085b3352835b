package io.tidemark.app.live;

import java.nio.file.Path;
import java.util.Map;

/** What live applications are called, and where their state is, unless somebody says otherwise. */
public final class LiveNames {
    private LiveNames() {}

    /** Returns the prefix of the topics and the application, for example {@code tidemark-alerts}. */
    public static String applicationId(String prefix, String application) {
        String name = prefix.replaceFirst("[._-]+$", "");
        return name.isEmpty() ? application : name + "-" + application;
    }

    /** Returns the state folder of this user. */
    public static Path stateDirectory() {
        return stateDirectory(System.getenv(), System.getProperty("user.home", "."));
    }

    static Path stateDirectory(Map<String, String> environment, String home) {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        // The specification of these folders: a path that is not absolute is to be ignored.
        return state.startsWith("/") ? Path.of(state, "tidemark") : Path.of(home, ".local", "state", "tidemark");
    }
}
