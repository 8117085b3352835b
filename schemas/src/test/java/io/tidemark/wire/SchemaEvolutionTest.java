package io.tidemark.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.wire.avro.Activation;
import io.tidemark.wire.avro.BaselineChunk;
import io.tidemark.wire.avro.BaselineProposal;
import io.tidemark.wire.avro.DeadLetter;
import io.tidemark.wire.avro.Episode;
import io.tidemark.wire.avro.EpisodeCommand;
import io.tidemark.wire.avro.Fire;
import io.tidemark.wire.avro.GroundTruth;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.ModelReport;
import io.tidemark.wire.avro.Notification;
import io.tidemark.wire.avro.OperationReport;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.avro.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;

/** Every schema can read what any release wrote under its name. */
final class SchemaEvolutionTest {
    private static final List<Schema> CURRENT = List.of(
            Activation.getClassSchema(),
            BaselineChunk.getClassSchema(),
            BaselineProposal.getClassSchema(),
            DeadLetter.getClassSchema(),
            Episode.getClassSchema(),
            EpisodeCommand.getClassSchema(),
            Fire.getClassSchema(),
            GroundTruth.getClassSchema(),
            LedgerRow.getClassSchema(),
            ModelReport.getClassSchema(),
            Notification.getClassSchema(),
            OperationReport.getClassSchema(),
            Report.getClassSchema(),
            Violation.getClassSchema());

    @Test
    void currentSchemasReadEveryReleasedOne() {
        assertThat(unreadable(CURRENT, ReleasedSchemas.all())).isEmpty();
    }

    @Test
    void currentSchemasReadThemselves() {
        assertThat(unreadable(CURRENT, CURRENT)).isEmpty();
    }

    @Test
    void newFieldWithoutDefaultIsFound() {
        Schema released = record("\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]");
        Schema now = record("\"fields\":[{\"name\":\"a\",\"type\":\"int\"},{\"name\":\"b\",\"type\":\"int\"}]");

        assertThat(unreadable(List.of(now), List.of(released)))
                .singleElement()
                .asString()
                .contains("T: ")
                .contains("READER_FIELD_MISSING_DEFAULT_VALUE", "message:b");
    }

    @Test
    void newFieldWithDefaultIsCompatible() {
        Schema released = record("\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]");
        Schema now = record(
                "\"fields\":[{\"name\":\"a\",\"type\":\"int\"},{\"name\":\"b\",\"type\":\"int\",\"default\":0}]");

        assertThat(unreadable(List.of(now), List.of(released))).isEmpty();
    }

    @Test
    void removedSchemaIsFound() {
        assertThat(unreadable(List.of(), List.of(record("\"fields\":[]"))))
                .containsExactly("T: no schema of this name any more");
    }

    @Test
    void everyFieldOfEverySchemaIsDocumented() {
        List<String> undocumented = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        CURRENT.forEach(schema -> collectUndocumented(schema, seen, undocumented));

        assertThat(undocumented).isEmpty();
        assertThat(seen).hasSize(45);
    }

    private static List<String> unreadable(List<Schema> readers, List<Schema> writers) {
        List<String> problems = new ArrayList<>();
        for (Schema writer : writers) {
            Schema reader = readers.stream()
                    .filter(schema -> schema.getFullName().equals(writer.getFullName()))
                    .findFirst()
                    .orElse(null);
            if (reader == null) {
                problems.add(writer.getFullName() + ": no schema of this name any more");
                continue;
            }
            var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
            if (result.getType() != SchemaCompatibilityType.COMPATIBLE) {
                problems.add(writer.getFullName() + ": " + result.getResult().getIncompatibilities());
            }
        }
        return problems;
    }

    private static void collectUndocumented(Schema schema, Set<String> seen, List<String> undocumented) {
        switch (schema.getType()) {
            case ARRAY -> collectUndocumented(schema.getElementType(), seen, undocumented);
            case UNION -> schema.getTypes().forEach(type -> collectUndocumented(type, seen, undocumented));
            case ENUM -> requireDoc(schema.getFullName(), schema.getDoc(), seen, undocumented);
            case RECORD -> {
                if (requireDoc(schema.getFullName(), schema.getDoc(), seen, undocumented)) {
                    for (Schema.Field field : schema.getFields()) {
                        if (field.doc() == null || field.doc().isBlank()) {
                            undocumented.add(schema.getFullName() + "." + field.name());
                        }
                        collectUndocumented(field.schema(), seen, undocumented);
                    }
                }
            }
            default -> {
                // Numbers and texts are documented by the field that has them.
            }
        }
    }

    /** Returns whether the type is met for the first time. */
    private static boolean requireDoc(String name, String doc, Set<String> seen, List<String> undocumented) {
        if (doc == null || doc.isBlank()) {
            undocumented.add(name);
        }
        return seen.add(name);
    }

    private static Schema record(String fields) {
        return new Schema.Parser().parse("{\"type\":\"record\",\"name\":\"T\"," + fields + "}");
    }
}
