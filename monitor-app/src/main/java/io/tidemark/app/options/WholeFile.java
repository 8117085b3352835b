package io.tidemark.app.options;

import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Files that are written beside their place and moved there when they are whole: readers see the old, the new or none. */
public final class WholeFile {
    private WholeFile() {}

    /** Writes contents. */
    @FunctionalInterface
    public interface Contents {
        /** Writes them and leaves the stream open. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Refuses a place that cannot be written to, as a wrong command line, before the work is done.
     *
     * @param path of the file
     * @param inputs that it must not replace
     * @param noun how messages call it
     */
    public static void require(Path path, List<Path> inputs, String noun) {
        Path absolute = path.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        if (folder == null || Files.isDirectory(absolute)) {
            throw cannotWrite(path, noun, "it is a folder", "name a file in it");
        }
        if (!Files.isDirectory(folder)) {
            throw cannotWrite(path, noun, "its folder does not exist", "mkdir -p " + folder);
        }
        if (!Files.isWritable(folder)) {
            throw cannotWrite(path, noun, "its folder cannot be written to", "choose another folder");
        }
        for (Path input : inputs) {
            if (input.toAbsolutePath().normalize().equals(absolute)) {
                throw cannotWrite(path, noun, "it is an input", "give the " + noun + " a name of its own");
            }
        }
    }

    /** Writes a file, or leaves what was there; a place that cannot be written to is a wrong command line. */
    public static void write(Path path, String noun, Contents contents) {
        try {
            Path folder = path.toAbsolutePath().normalize().getParent();
            Path part = Files.createTempFile(folder, ".tidemark-", ".part");
            try {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
                    contents.writeTo(out);
                }
                share(part);
                Files.move(part, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw cannotWrite(path, noun, reason(e), "make room or choose another folder");
        }
    }

    /** Temporary files are for their owner only; what is made is as readable as the umask has it. */
    private static void share(Path part) throws IOException {
        Path probe = part.resolveSibling(part.getFileName() + "-mode");
        Files.createFile(probe);
        try {
            if (Files.getFileStore(probe).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(probe));
            }
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private static UserError cannotWrite(Path path, String noun, String why, String fix) {
        return UserError.usage(Problem.of("cannot write the " + noun)
                .at(path.toString())
                .because(why)
                .fix(fix));
    }

    static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
