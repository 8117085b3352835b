package io.tidemark.app.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.MissingPath;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads configuration files. Everything that is wrong with one is found before the command does anything. */
public final class ConfigFile {
    /** Most bytes of a file. */
    public static final int MOST_BYTES = 1 << 20;

    private ConfigFile() {}

    /**
     * A file that fits its schema, defaults filled in.
     *
     * @param file a YAML file in UTF-8 of at most {@value #MOST_BYTES} bytes
     * @param schema of this kind of file
     * @throws UserError with every problem of the file and exit code 2
     */
    public static ConfigDocument read(Path file, ConfigSchema schema) {
        YamlNode written = YamlReader.read(file.toString(), text(file), MOST_BYTES);
        JsonNode values = written.json();
        List<Problem> problems = new SchemaProblems(file.toString(), written, values, schema).all();
        if (!problems.isEmpty()) {
            throw new UserError(ExitCode.USAGE, problems);
        }
        return new ConfigDocument(file, written, Defaults.fill(values, schema));
    }

    private static String text(Path file) {
        if (!Files.exists(file)) {
            throw UserError.usage(MissingPath.problem(file));
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw refused(file, "it has more than 1 MiB", "a monitor or alerts file has a few KiB");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw refused(file, "it is not in UTF-8", "save it as UTF-8");
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw refused(file, why, "name a file that can be read");
        }
    }

    private static UserError refused(Path file, String why, String fix) {
        return UserError.usage(Problem.of("the configuration cannot be read")
                .at(file.toString())
                .because(why)
                .fix(fix));
    }
}
