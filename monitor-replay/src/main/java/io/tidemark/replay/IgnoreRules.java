package io.tidemark.replay;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;

/**
 * What the files {@value #NAME} in a folder of captures say is not to be read: one pattern a line, for the folder that
 * the file lies in and everything below.
 *
 * <ul>
 *   <li>{@code *}, {@code ?}, {@code [a-c]} and <code>{a,b}</code> match within a name, {@code **} over folders.
 *   <li>A pattern without {@code /} matches a name at any depth; one with {@code /} a path below the folder.
 *   <li>A pattern that ends with {@code /} matches folders only, with all that is in them.
 *   <li>Blank lines and lines that begin with {@code #} say nothing.
 * </ul>
 *
 * Mutable while a folder is walked; a folder's rules are read before its files are asked about.
 */
final class IgnoreRules {
    /** Name of the file. */
    static final String NAME = ".tidemarkignore";

    private static final long MOST_BYTES = 1 << 20;

    private final Map<Path, List<Rule>> byFolder = new HashMap<>();

    private record Rule(PathMatcher matcher, boolean isOfFoldersOnly) {}

    /**
     * Reads the rules of a folder, if it has any.
     *
     * @throws IOException if the file cannot be read, or a line is no pattern; the message names file and line
     */
    void enter(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " is larger than " + MOST_BYTES + " bytes");
        }
        List<Rule> rules = new ArrayList<>();
        int number = 0;
        for (String line : linesOf(file)) {
            number++;
            String pattern = line.strip();
            if (!pattern.isEmpty() && !pattern.startsWith("#")) {
                rules.add(rule(pattern, file + ":" + number));
            }
        }
        byFolder.put(folder, rules);
    }

    private static List<String> linesOf(Path file) throws IOException {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not UTF-8", e);
        }
    }

    private static Rule rule(String pattern, String place) throws IOException {
        if (pattern.startsWith("!")) {
            throw new IOException(place + ": '" + pattern + "' would take back what another line leaves out, which is"
                    + " not supported: make that line narrower");
        }
        boolean isOfFolders = pattern.endsWith("/");
        String bare = isOfFolders ? pattern.substring(0, pattern.length() - 1) : pattern;
        boolean isAnchored = bare.contains("/");
        String below = bare.startsWith("/") ? bare.substring(1) : bare;
        try {
            String glob = isAnchored ? below : "{,**/}" + below;
            return new Rule(FileSystems.getDefault().getPathMatcher("glob:" + glob), isOfFolders);
        } catch (PatternSyntaxException e) {
            throw new IOException(place + ": '" + pattern + "' is no pattern: " + e.getDescription(), e);
        }
    }

    /** Returns whether a file below the root is left out by the rules of a folder above it. */
    boolean leavesOutFile(Path root, Path file) {
        return leavesOut(root, file, false);
    }

    /** Returns whether a folder below the root is left out with all that is in it. */
    boolean leavesOutFolder(Path root, Path folder) {
        return leavesOut(root, folder, true);
    }

    private boolean leavesOut(Path root, Path path, boolean isFolder) {
        for (Path above = path.getParent(); above != null && above.startsWith(root); above = above.getParent()) {
            Path below = above.relativize(path);
            for (Rule rule : byFolder.getOrDefault(above, List.of())) {
                if ((isFolder || !rule.isOfFoldersOnly()) && rule.matcher().matches(below)) {
                    return true;
                }
            }
        }
        return false;
    }
}
