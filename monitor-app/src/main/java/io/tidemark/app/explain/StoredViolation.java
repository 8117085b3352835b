package io.tidemark.app.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.Direction;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.RuleState;
import io.tidemark.core.evaluation.Severity;
import io.tidemark.core.evaluation.VerdictStatus;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.window.WindowKey;
import io.tidemark.wire.json.ViolationJson;
import java.io.IOException;
import java.time.Instant;

/** A violation as an audit wrote it: one line of {@code violations.ndjson}. */
final class StoredViolation {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private StoredViolation() {}

    /**
     * Reads a line.
     *
     * @throws IOException if it is no violation, or one of another version
     */
    static Violation read(String line) throws IOException {
        JsonNode node = MAPPER.readTree(line);
        int version = node.path("schemaVersion").asInt();
        if (version != ViolationJson.VERSION) {
            throw new IOException("schemaVersion is " + version + ", not " + ViolationJson.VERSION);
        }
        try {
            return violation(node);
        } catch (RuntimeException e) {
            throw new IOException("this is no violation: " + e.getMessage(), e);
        }
    }

    private static Violation violation(JsonNode node) throws IOException {
        return new Violation(
                new ContentHash(text(node, "id")),
                node.required("revision").intValue(),
                new WindowKey(text(node, "endpoint"), text(node, "variant"), time(node, "windowStart")),
                time(node, "windowEnd"),
                textOr(node, "segment", ""),
                textOr(node, "facet", ""),
                VerdictStatus.valueOf(textOr(node, "status", VerdictStatus.FINAL.name())),
                outcome(node),
                text(node, "checkType"),
                Severity.valueOf(text(node, "severity")),
                text(node, "description"),
                node.required("rows").longValue(),
                new ContentHash(text(node, "baselineHash")),
                new ContentHash(text(node, "configHash")),
                new ContentHash(text(node, "verdictHash")),
                new Violation.Evidence(node.required("evidence").binaryValue()));
    }

    private static RuleOutcome outcome(JsonNode node) {
        return new RuleOutcome(
                text(node, "code"),
                text(node, "feature"),
                text(node, "metric"),
                RuleState.valueOf(text(node, "state")),
                number(node, "value"),
                number(node, "threshold"),
                Direction.valueOf(text(node, "direction")),
                number(node, "effect"));
    }

    private static String text(JsonNode node, String field) {
        return node.required(field).textValue();
    }

    /** What only violations of models say. */
    private static String textOr(JsonNode node, String field, String otherwise) {
        return node.has(field) ? text(node, field) : otherwise;
    }

    private static long time(JsonNode node, String field) {
        return Instant.parse(text(node, field)).toEpochMilli();
    }

    /** NaN is null, the infinities are texts. */
    private static double number(JsonNode node, String field) {
        JsonNode value = node.required(field);
        if (value.isNull()) {
            return Double.NaN;
        }
        return value.isTextual() ? Double.parseDouble(value.textValue()) : value.doubleValue();
    }
}
