package io.tidemark.app.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.replay.AuditResult;
import io.tidemark.replay.ModelAudit;
import java.time.Instant;

/**
 * What programs read after an audit: one object on one line, keys in a fixed order, the same bytes for the same result.
 * Violations stand in the order of their windows and without evidence, which is in the files of {@code --out}.
 */
final class AuditSummaryJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int SCHEMA_VERSION = 1;

    private final AuditResult result;
    private final boolean isPartial;

    AuditSummaryJson(AuditResult result, boolean isPartial) {
        this.result = result;
        this.isPartial = isPartial;
    }

    String text() {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("schemaVersion", SCHEMA_VERSION);
        node.put("kind", "audit");
        node.put("partial", isPartial);
        node.put("runHash", result.runHash().hex());
        node.put("baselineHash", result.baselineHash().hex());
        node.put("configHash", result.configHash().hex());
        putRecords(node.putObject("records"));
        ObjectNode states = node.putObject("windows");
        result.windowsByState().forEach((state, count) -> states.put(state.name(), count));
        ArrayNode violations = node.putArray("violations");
        result.allViolations().forEach(violation -> put(violation, violations.addObject()));
        result.model().ifPresent(model -> put(model, node.putObject("model")));
        ArrayNode ignored = node.putArray("ignored");
        result.ignored().forEach(ignored::add);
        return node.toString();
    }

    private void putRecords(ObjectNode node) {
        node.put("read", result.accounting().read());
        node.put("counted", result.accounting().counted());
        node.put("rows", result.accounting().rows());
        node.put("duplicate", result.accounting().duplicates());
        node.put("sampledOut", result.accounting().sampledOut());
        node.put("filtered", result.accounting().filtered());
        ObjectNode reasons = node.putObject("deadLettered");
        result.accounting().deadLettered().forEach((reason, count) -> reasons.put(reason.wireName(), count));
    }

    private static void put(ModelAudit model, ObjectNode node) {
        node.put("modelHash", model.modelHash().hex());
        node.put("configHash", model.configHash().hex());
        node.put("labels", model.labels().received());
        ObjectNode fates = node.putObject("fates");
        model.labels().fates().forEach((fate, count) -> fates.put(fate.wireName(), count));
        ObjectNode rowFates = node.putObject("rowFates");
        model.labels().rowFates().forEach((fate, count) -> rowFates.put(fate.wireName(), count));
        node.put("unusable", model.labels().unusable());
        ObjectNode states = node.putObject("windows");
        model.windowsByState().forEach((state, count) -> states.put(state.name(), count));
    }

    private static void put(Violation violation, ObjectNode node) {
        node.put("id", violation.id().hex());
        node.put("endpoint", violation.window().endpoint());
        node.put("variant", violation.window().variant());
        node.put(
                "windowStart",
                Instant.ofEpochMilli(violation.window().startMs()).toString());
        node.put("windowEnd", Instant.ofEpochMilli(violation.windowEndMs()).toString());
        node.put("severity", violation.severity().name());
        node.put("rule", violation.outcome().code());
        node.put("feature", violation.outcome().feature());
        node.put("metric", violation.outcome().metric());
        if (!violation.segment().isEmpty() || !violation.facet().isEmpty()) {
            node.put("segment", violation.segment());
            node.put("facet", violation.facet());
        }
        node.put("description", violation.description());
    }
}
