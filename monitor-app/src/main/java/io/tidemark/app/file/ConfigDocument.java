package io.tidemark.app.file;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import java.nio.file.Path;

/** A configuration file that fits its schema: its values with the defaults filled in, and where each stands. */
public final class ConfigDocument {
    private final Path file;
    private final YamlNode written;
    private final JsonNode root;

    ConfigDocument(Path file, YamlNode written, JsonNode root) {
        this.file = file;
        this.written = written;
        this.root = root;
    }

    /** The file as it was named. */
    public Path file() {
        return file;
    }

    /** The values, defaults included. A view: it must not be changed. */
    public JsonNode root() {
        return root;
    }

    /** The values as a section, for reading them by type. */
    public ConfigSection section() {
        return new ConfigSection(this, JsonPointer.empty());
    }

    /** Whether a value stands in the file itself, and is no default. */
    public boolean isWritten(JsonPointer pointer) {
        return written.at(pointer).isPresent();
    }

    /** {@code FILE:LINE:COLUMN} of a value, or of the nearest thing around it that the file has. */
    public String where(JsonPointer pointer) {
        return written.nearest(pointer).in(file.toString());
    }

    /**
     * What ends the command because of a value that fits the schema and still cannot be used.
     *
     * @param pointer to the value
     * @param because why it cannot be used
     * @param fix what to write instead
     */
    public UserError problem(JsonPointer pointer, String because, String fix) {
        return UserError.usage(Problem.of(Pointers.sentence(pointer, root.at(pointer)))
                .at(where(pointer))
                .because(because)
                .fix(fix));
    }
}
