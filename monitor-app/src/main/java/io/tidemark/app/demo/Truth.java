package io.tidemark.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code truth.json}: what was injected into a stream, stretch by stretch. */
public final class Truth {
    private Truth() {}

    /** Returns the stretches in the order of time. */
    public static List<Injection> read(Path file) throws IOException {
        JsonNode root = new JsonMapper().readTree(file.toFile());
        List<Injection> stretches = new ArrayList<>();
        for (JsonNode segment : root.path("segments")) {
            List<String> columns = new ArrayList<>();
            segment.path("columns").forEach(column -> columns.add(column.asText()));
            stretches.add(new Injection(
                    segment.path("kind").asText(),
                    Instant.parse(segment.path("from").asText()),
                    Instant.parse(segment.path("to_exclusive").asText()),
                    columns,
                    segment.path("how").asText()));
        }
        return stretches;
    }
}
