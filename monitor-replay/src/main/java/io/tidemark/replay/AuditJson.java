package io.tidemark.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.core.evaluation.WindowReport;
import java.time.Instant;

/** The JSON of an audit's own files: one line each. Keys stand in a fixed order. */
final class AuditJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int SCHEMA_VERSION = 1;

    private AuditJson() {}

    static String deadLetter(DeadLetter letter) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("schemaVersion", SCHEMA_VERSION);
        node.put("reason", letter.reason().wireName());
        node.put("source", letter.file() + ":" + letter.line());
        node.put("detail", letter.detail());
        node.put("bytes", letter.bytes());
        node.put("sha256", letter.digest().hex());
        node.put("excerpt", letter.excerpt());
        return node.toString();
    }

    static String summary(AuditResult result) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("schemaVersion", SCHEMA_VERSION);
        node.put("runHash", result.runHash().hex());
        node.put("baselineHash", result.baselineHash().hex());
        node.put("configHash", result.configHash().hex());
        putAccounting(node.putObject("records"), result.accounting());
        putWindows(node.putObject("windows"), result);
        node.put("violations", result.violations());
        result.model().ifPresent(model -> putModel(node.putObject("model"), model));
        ArrayNode ignored = node.putArray("ignored");
        result.ignored().forEach(ignored::add);
        return node.toPrettyString();
    }

    private static void putAccounting(ObjectNode node, Accounting accounting) {
        node.put("read", accounting.read());
        node.put("counted", accounting.counted());
        node.put("rows", accounting.rows());
        node.put("duplicate", accounting.duplicates());
        node.put("sampledOut", accounting.sampledOut());
        node.put("filtered", accounting.filtered());
        ObjectNode reasons = node.putObject("deadLettered");
        accounting.deadLettered().forEach((reason, n) -> reasons.put(reason.wireName(), n));
    }

    private static void putModel(ObjectNode node, ModelAudit model) {
        node.put("modelHash", model.modelHash().hex());
        node.put("configHash", model.configHash().hex());
        putLabels(node.putObject("labels"), model.labels());
        ObjectNode states = node.putObject("windows");
        model.windowsByState().forEach((state, n) -> states.put(state.name(), n));
        node.put("violations", model.violations());
        ArrayNode ignored = node.putArray("ignored");
        model.ignored().forEach(ignored::add);
    }

    private static void putLabels(ObjectNode node, LabelAccounting labels) {
        node.put("received", labels.received());
        ObjectNode fates = node.putObject("fates");
        labels.fates().forEach((fate, n) -> fates.put(fate.wireName(), n));
        ObjectNode reasons = node.putObject("deadLettered");
        labels.deadLettered().forEach((reason, n) -> reasons.put(reason.wireName(), n));
        node.put("rows", labels.rows());
        ObjectNode rowFates = node.putObject("rowFates");
        labels.rowFates().forEach((fate, n) -> rowFates.put(fate.wireName(), n));
        node.put("conflicts", labels.conflicts());
        node.put("unusable", labels.unusable());
    }

    private static void putWindows(ObjectNode node, AuditResult result) {
        node.put("total", result.evaluations().size());
        ObjectNode states = node.putObject("byState");
        result.windowsByState().forEach((state, n) -> states.put(state.name(), n));
        result.reports().stream()
                .mapToLong(report -> report.window().startMs())
                .min()
                .ifPresent(startMs ->
                        node.put("first", Instant.ofEpochMilli(startMs).toString()));
        result.reports().stream()
                .mapToLong(WindowReport::windowEndMs)
                .max()
                .ifPresent(endMs -> node.put("end", Instant.ofEpochMilli(endMs).toString()));
    }
}
