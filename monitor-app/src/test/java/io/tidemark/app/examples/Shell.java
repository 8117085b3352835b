package io.tidemark.app.examples;

import io.tidemark.app.Main;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A shell in a folder of its own, in which {@code tidemark} is this build and {@code examples} are the project's. */
final class Shell {
    private static final long MOST_SECONDS = 240;

    private final Path folder;

    /** What a command line gave. */
    record Outcome(int exitCode, String out, String err) {}

    private Shell(Path folder) {
        this.folder = folder;
    }

    static Shell in(Path folder) throws IOException {
        Path root = projectRoot();
        Files.createSymbolicLink(folder.resolve("examples"), root.resolve("examples"));
        Files.createDirectories(folder.resolve("home/.config/fish/completions"));
        Path program = Files.createDirectories(folder.resolve("bin")).resolve("tidemark");
        String classes = System.getProperty("java.class.path").replace("'", "'\\''");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Files.writeString(
                program,
                "#!/bin/sh\nexec " + java + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dtidemark.home=" + root
                        + " -cp '" + classes + "' " + Main.class.getName() + " \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Shell(folder);
    }

    private static Path projectRoot() {
        Path folder = Path.of("").toAbsolutePath();
        return Files.isDirectory(folder.resolve("examples")) ? folder : folder.resolveSibling("");
    }

    Outcome run(String line) throws IOException, InterruptedException {
        Process process = start("std", line);
        if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("no end after " + MOST_SECONDS + " s: " + line);
        }
        return new Outcome(
                process.exitValue(),
                Files.readString(folder.resolve("std.out")),
                Files.readString(folder.resolve("std.err")));
    }

    /** Starts a command line whose output goes to {@code NAME.out} and {@code NAME.err} in the folder. */
    Process start(String name, String line) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-o", "pipefail", "-c", line)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(variable -> variable.startsWith("TIDEMARK_") || variable.startsWith("XDG_"));
        environment.put("HOME", folder.resolve("home").toString());
        // A JVM takes the home folder from the system, not from HOME.
        environment.put("XDG_STATE_HOME", folder.resolve("home/state").toString());
        environment.put("XDG_CONFIG_HOME", folder.resolve("home/.config").toString());
        environment.put("PATH", folder.resolve("bin") + File.pathSeparator + environment.get("PATH"));
        return builder.start();
    }
}
