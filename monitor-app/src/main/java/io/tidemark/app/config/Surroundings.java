package io.tidemark.app.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a process finds around it.
 *
 * @param environment variables by name
 * @param workingFolder where it was started, absolute
 * @param home the user's folder
 */
public record Surroundings(Map<String, String> environment, Path workingFolder, Path home) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Those of this process. */
    public static Surroundings ofProcess() {
        return new Surroundings(
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Path.of(System.getProperty("user.home", ".")).toAbsolutePath());
    }

    /** A variable, empty if it is not set. */
    String variable(String name) {
        return environment.getOrDefault(name, "");
    }
}
