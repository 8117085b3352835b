package io.tidemark.baseline.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/** The reference values beside the mathematics; sources and licences in its SOURCES.md. */
final class Goldens {
    static final Path FOLDER = Path.of("../monitor-stats/src/test/resources/golden");

    private Goldens() {}

    static Path file(String name) {
        Path file = FOLDER.resolve(name);
        assertThat(file).exists();
        return file;
    }

    static JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(file(name).toFile());
    }

    static double number(JsonNode value) {
        return value.isTextual() ? Double.parseDouble(value.asText()) : value.asDouble();
    }
}
