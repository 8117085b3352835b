package io.tidemark.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.message.SchemaStore;

/**
 * The schemas of every released version, read from the resources that {@code schemas-released/index.txt} lists. A file
 * stays as it was released, so that what an old release wrote can be read by a new one.
 */
final class ReleasedSchemas {
    private static final String FOLDER = "/schemas-released/";
    private static final List<Schema> ALL = load();

    private ReleasedSchemas() {}

    /** Returns all of them, in the order of the index. */
    static List<Schema> all() {
        return ALL;
    }

    /** Returns a new store that finds them by fingerprint. */
    static SchemaStore store() {
        SchemaStore.Cache store = new SchemaStore.Cache();
        ALL.forEach(store::addSchema);
        return store;
    }

    private static List<Schema> load() {
        return text("index.txt")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(name -> new Schema.Parser().parse(text(name)))
                .toList();
    }

    private static String text(String name) {
        try (InputStream in = ReleasedSchemas.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + FOLDER + name + " is missing: the jar is incomplete");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read resource " + FOLDER + name, e);
        }
    }
}
