package io.tidemark.app.console;

import java.nio.file.Path;

/** A word of a command line that is proposed to the user. */
public final class ShellWord {
    private ShellWord() {}

    /** The path as a shell takes it: in quotes if it holds anything else than letters, digits and {@code ._/~+:@%-}. */
    public static String quoted(Path path) {
        return quoted(path.toString());
    }

    /** The text as a shell takes it. */
    public static String quoted(String text) {
        return text.matches("[A-Za-z0-9_./~+:@%-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
