package io.tidemark.app.file;

import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Where a secret is: {@code {env: NAME}} or {@code {file: PATH}}. The secret itself never stands in a configuration file,
 * is read when it is needed and is in no text that this class makes. A relative path is meant from the folder of the
 * configuration file; line ends at the end of a file are no part of the secret.
 */
public final class SecretValue {
    private static final long MOST_BYTES = 1 << 16;

    private final Optional<String> variable;
    private final Optional<Path> file;
    private final String where;

    private SecretValue(Optional<String> variable, Optional<Path> file, String where) {
        this.variable = variable;
        this.file = file;
        this.where = where;
    }

    /** The secret that a section with either {@code env} or {@code file} names. */
    public static SecretValue of(ConfigSection section) {
        Path folder = section.document().file().toAbsolutePath().normalize().getParent();
        return new SecretValue(
                section.optionalText("env"),
                section.optionalText("file").map(path -> folder == null ? Path.of(path) : folder.resolve(path)),
                section.document().where(section.pointer()));
    }

    /** The secret in UTF-8. See {@link #bytes}. */
    public String text(Map<String, String> environment) {
        return new String(bytes(environment), StandardCharsets.UTF_8);
    }

    /**
     * The secret.
     *
     * @param environment the process's variables
     * @throws UserError if it is not there, empty, or longer than 64 KiB
     */
    public byte[] bytes(Map<String, String> environment) {
        if (variable.isPresent()) {
            String value = environment.getOrDefault(variable.get(), "");
            if (value.isEmpty()) {
                throw missing("the variable " + variable.get() + " is not set", "set it before the start");
            }
            return value.getBytes(StandardCharsets.UTF_8);
        }
        return ofFile(file.orElseThrow());
    }

    private byte[] ofFile(Path path) {
        try {
            if (!Files.isRegularFile(path) || Files.size(path) > MOST_BYTES) {
                throw missing(path + " is no file of at most 64 KiB", "write the secret there, readable to you alone");
            }
            byte[] bytes = Files.readAllBytes(path);
            int end = bytes.length;
            while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
                end--;
            }
            if (end == 0) {
                throw missing(path + " is empty", "write the secret there, readable to you alone");
            }
            return Arrays.copyOf(bytes, end);
        } catch (IOException e) {
            throw missing(path + " cannot be read: " + e.getClass().getSimpleName(), "make it readable to you alone");
        }
    }

    private UserError missing(String why, String fix) {
        return UserError.usage(
                Problem.of("a secret is missing").at(where).because(why).fix(fix));
    }

    /** Where the secret is, never what it is. */
    @Override
    public String toString() {
        return variable.map(name -> "secret from variable " + name)
                .or(() -> file.map(path -> "secret from file " + path))
                .orElse("secret");
    }
}
