package io.tidemark.app;

import io.tidemark.replay.CaptureFolder;
import io.tidemark.replay.CaptureNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of captures on a command line: what can be wrong with it is found before any work is done. */
final class CaptureInput {
    private CaptureInput() {}

    /** Lists the folder, and warns of what in it is not read. */
    static CaptureFolder open(Path path, CaptureNames names, Console console) {
        if (!Files.exists(path)) {
            throw UserError.usage(MissingPath.problem(path));
        }
        CaptureFolder folder = listed(path, names);
        if (!folder.ignored().isEmpty()) {
            console.warn(Figures.count(folder.ignored().size(), "file") + " in " + path
                    + " not read (links, or neither .jsonl, .json nor .gz), such as "
                    + folder.ignored().get(0));
        }
        return folder;
    }

    private static CaptureFolder listed(Path path, CaptureNames names) {
        try {
            return CaptureFolder.open(path, names);
        } catch (IllegalArgumentException e) {
            throw UserError.usage(Problem.of("the captures do not tell their endpoint")
                    .at(path.toString())
                    .because("a path that tells it ends like ENDPOINT/VARIANT/yyyy/MM/dd/HH/FILE")
                    .fix("name it: --endpoint NAME (and --variant NAME, else " + CaptureNames.DEFAULT_VARIANT + ")")
                    .fix("or start at the folder above the endpoint's"));
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** A file or folder that is there and cannot be read. */
    static UserError unreadable(Path path, IOException e) {
        return UserError.usage(Problem.of("the captures cannot be read")
                .at(path.toString())
                .because(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
    }

    /** The path as a shell takes it. */
    static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[A-Za-z0-9_./~+:@%-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
