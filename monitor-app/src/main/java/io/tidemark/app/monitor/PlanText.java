package io.tidemark.app.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.app.console.Console;
import io.tidemark.app.console.Figures;
import io.tidemark.app.console.Style;
import io.tidemark.core.evaluation.DetectableShift;
import java.util.List;

/** A plan for people and for programs. */
final class PlanText {
    private static final int VERSION = 1;
    private static final int DIGITS_OF_HASH = 12;

    private PlanText() {}

    static void print(MonitorPlan plan, Console console) {
        console.out()
                .println(console.paint(Style.STRONG, plan.monitor().endpoint()) + "  "
                        + plan.monitor().document().file());
        console.out().println("  config      " + plan.monitor().config().hash().hex());
        if (plan.live() == null) {
            console.out().println("  changes     not known: no Kafka was named (--bootstrap)");
        } else if (plan.differences().isEmpty()) {
            console.out().println("  changes     none: this is what runs");
        }
        plan.differences()
                .forEach(one -> console.out()
                        .println("  change      " + one.what() + ": " + brief(one.now()) + " -> " + brief(one.then())));
        PlannedCosts costs = plan.costs();
        if (costs == null) {
            console.out().println("  costs       not known: no baseline was named (-b)");
            return;
        }
        console.out()
                .println("  memory      about " + Figures.megabytes(costs.bytes()) + " of counts a variant: "
                        + Figures.grouped(costs.cells()) + " cells of "
                        + Figures.count(costs.features(), "feature") + " x 8 B x "
                        + Figures.count(costs.windowsOpen(), "open window") + " x ("
                        + Figures.count(costs.partitions(), "partition") + " + 1)");
        console.out()
                .println("  finds       in windows of " + Figures.count(plan.records(), "record")
                        + ", for sure in 997 of 1,000:");
        plan.shifts().forEach(shift -> console.out().println("    " + line(shift)));
    }

    private static String line(DetectableShift shift) {
        String size = Double.isNaN(shift.size())
                ? "nothing: " + shift.why()
                : "a shift of " + Figures.digits(shift.size()) + " or more";
        return shift.code() + "  " + size + (shift.feature().isEmpty() ? "" : " (worst: " + shift.feature() + ")");
    }

    private static String brief(String value) {
        return value.isEmpty() ? "nothing" : value.substring(0, Math.min(DIGITS_OF_HASH, value.length()));
    }

    /** One document with every plan; a shift that is not certain has no size. */
    static String json(List<MonitorPlan> plans) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode whole = mapper.createObjectNode().put("schemaVersion", VERSION);
        ArrayNode list = whole.putArray("plans");
        for (MonitorPlan plan : plans) {
            add(plan, list.addObject());
        }
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(whole);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree cannot be written", e);
        }
    }

    private static void add(MonitorPlan plan, ObjectNode node) {
        node.put("endpoint", plan.monitor().endpoint())
                .put("file", plan.monitor().document().file().toString())
                .put("configHash", plan.monitor().config().hash().hex())
                .put("recordsPerWindow", plan.records())
                .put("compared", plan.live() != null);
        ArrayNode changes = node.putArray("changes");
        plan.differences()
                .forEach(one -> changes.addObject()
                        .put("what", one.what())
                        .put("now", one.now())
                        .put("then", one.then()));
        PlannedCosts costs = plan.costs();
        if (costs != null) {
            node.putObject("costs")
                    .put("features", costs.features())
                    .put("cells", costs.cells())
                    .put("windowsOpen", costs.windowsOpen())
                    .put("partitions", costs.partitions())
                    .put("bytes", costs.bytes());
        }
        ArrayNode shifts = node.putArray("finds");
        for (DetectableShift shift : plan.shifts()) {
            ObjectNode one = shifts.addObject().put("code", shift.code()).put("feature", shift.feature());
            if (Double.isNaN(shift.size())) {
                one.putNull("size").put("why", shift.why());
            } else {
                one.put("size", shift.size());
            }
        }
    }
}
