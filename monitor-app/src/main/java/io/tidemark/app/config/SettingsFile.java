package io.tidemark.app.config;

import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** A file {@code tidemark.properties}: lines {@code option=value} or {@code command.option=value}. */
final class SettingsFile {
    static final String NAME = "tidemark.properties";

    private final Path path;
    private final Map<String, String> values;
    private final List<String> lines;

    private SettingsFile(Path path, Map<String, String> values, List<String> lines) {
        this.path = path;
        this.values = values;
        this.lines = lines;
    }

    /**
     * The project's file: in the working folder, or the nearest folder above it, up to the one that holds the
     * repository. Outside a repository only the working folder counts: above it files may be anybody's.
     */
    static Optional<SettingsFile> ofProject(Path workingFolder) {
        Path top = workingFolder;
        for (Path folder = workingFolder; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(".git"))) {
                top = folder;
                break;
            }
        }
        for (Path folder = workingFolder; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(NAME))) {
                return Optional.of(read(folder.resolve(NAME)));
            }
            if (folder.equals(top)) {
                break;
            }
        }
        return Optional.empty();
    }

    /** The user's file: below {@code XDG_CONFIG_HOME} if that is an absolute path, else below {@code ~/.config}. */
    static Optional<SettingsFile> ofUser(Surroundings around) {
        String configured = around.variable("XDG_CONFIG_HOME");
        Path base =
                configured.startsWith("/") ? Path.of(configured) : around.home().resolve(".config");
        Path path = base.resolve("tidemark").resolve(NAME);
        return Files.isRegularFile(path) ? Optional.of(read(path)) : Optional.empty();
    }

    private static SettingsFile read(Path path) {
        try {
            String text = Files.readString(path, StandardCharsets.UTF_8);
            Properties properties = new Properties();
            properties.load(new StringReader(text));
            Map<String, String> values = new TreeMap<>();
            properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
            return new SettingsFile(path, values, text.lines().toList());
        } catch (IOException | IllegalArgumentException e) {
            throw UserError.usage(Problem.of("the settings cannot be read")
                    .at(path.toString())
                    .because(String.valueOf(e.getMessage()))
                    .fix("a line is: option=value or command.option=value"));
        }
    }

    Map<String, String> values() {
        return values;
    }

    Path folder() {
        return path.toAbsolutePath().resolveSibling("");
    }

    /** {@code FILE:LINE} of a key. */
    String placeOf(String key) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith(key) && !line.substring(key.length()).matches("[A-Za-z0-9_.-].*")) {
                return path + ":" + (i + 1);
            }
        }
        return path.toString();
    }
}
