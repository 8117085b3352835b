package io.tidemark.app.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The page of documentation on configuration files, made of their schemas. */
public final class SchemaPage {
    private static final String INTRODUCTION = """
            # Configuration files

            This page is made by `tidemark schema --markdown > docs/configuration.md` from the JSON Schemas that the program
            checks files with; a test fails when it is stale. The schemas themselves: `tidemark schema monitor`,
            `tidemark schema alerts`.

            - A file is YAML 1.2 in UTF-8 of at most 1 MiB, one document, without tags. Texts such as `off` or `1:30` stay
              texts. Unknown keys, double keys and wrong types end the command with exit code 2; all problems are shown
              together, each with file, line and column.
            - Durations are written as in options: `30s`, `90m`, `1h30m`, `7d`, `PT1H`.
            - A secret never stands in a file: it is `{env: NAME}` or `{file: PATH}`, relative to the file.
            - An option outranks a variable `TIDEMARK_…`, which outranks `monitor.yaml`, which outranks `tidemark.properties`,
              which outranks the default. `tidemark config --show-origin -f monitor.yaml` shows every value with its place.
            - `tidemark validate -f monitor.yaml` checks a file; `--format json` prints what is in effect, with the hashes that
              verdicts will carry. The same values give the same hash, whether they come from options or from a file.

            An example with comments: [examples/adult/monitor.yaml](../examples/adult/monitor.yaml).
            """;

    private final StringBuilder page = new StringBuilder();

    private SchemaPage() {}

    /** The whole page, in Markdown. */
    public static String markdown() {
        SchemaPage made = new SchemaPage();
        made.page.append(INTRODUCTION);
        made.add(ConfigSchema.MONITOR);
        made.add(ConfigSchema.ALERTS);
        return made.page.toString();
    }

    private void add(ConfigSchema schema) {
        JsonNode tree = schema.tree();
        page.append("\n## ").append(tree.path("title").asText()).append("\n\n");
        page.append(tree.path("description").asText()).append("\n\n");
        page.append("| key | value | default | option | what it says |\n|---|---|---|---|---|\n");
        rows("", SchemaNode.of(tree).forValue(JsonNodeFactory.instance.objectNode()), required(tree));
    }

    private void rows(String prefix, SchemaNode section, List<String> required) {
        for (String key : section.keys()) {
            section.property(key).ifPresent(one -> row(prefix + key, one, required.contains(key)));
        }
        section.property("")
                .filter(any -> !section.get("additionalProperties").isBoolean())
                .ifPresent(any -> row(prefix + "NAME", any, false));
        for (JsonNode part : section.get("allOf")) {
            if (part.has("then")) {
                SchemaNode then = section.with(part.get("then")).forValue(JsonNodeFactory.instance.missingNode());
                rows(prefix + "(" + condition(part.path("if")) + ") ", then, required(part.get("then")));
            }
        }
    }

    private void row(String path, SchemaNode unresolved, boolean isRequired) {
        SchemaNode one = unresolved.forValue(JsonNodeFactory.instance.missingNode());
        boolean isSection = one.get("properties").isObject()
                || one.get("additionalProperties").isObject();
        page.append("| `").append(path).append("` | ").append(kind(one)).append(" | ");
        page.append(isSection ? "" : isRequired ? "required" : standard(one)).append(" | ");
        page.append(one.text("x-option").map(option -> "`" + option + "`").orElse(""))
                .append(" | ");
        page.append(one.text("description").orElse("").replace("|", "\\|")).append(" |\n");
        if (isSection && (hasNames(one) || one.text("x-form").isEmpty())) {
            rows(path + ".", one, required(one.get("required")));
        }
        one.items()
                .map(item -> item.forValue(JsonNodeFactory.instance.missingNode()))
                .filter(item -> item.get("properties").isObject())
                .ifPresent(item -> rows(path + "[].", item, required(item.get("required"))));
    }

    /** Whether its keys are names that the user gives. */
    private static boolean hasNames(SchemaNode section) {
        return section.get("additionalProperties").isObject();
    }

    private static List<String> required(JsonNode schemaOrList) {
        JsonNode list = schemaOrList.isArray() ? schemaOrList : schemaOrList.path("required");
        List<String> keys = new ArrayList<>();
        list.forEach(key -> keys.add(key.asText()));
        return keys;
    }

    private static String condition(JsonNode when) {
        List<String> parts = new ArrayList<>();
        when.path("properties")
                .properties()
                .forEach(one -> parts.add(
                        one.getKey() + ": " + one.getValue().path("const").asText("…")));
        return String.join(", ", parts);
    }

    private static String standard(SchemaNode one) {
        JsonNode standard = one.get("default");
        if (standard.isMissingNode()) {
            return one.text("x-default").orElse("");
        }
        if (standard.isTextual() ? standard.asText().isEmpty() : standard.isContainerNode() && standard.isEmpty()) {
            return "none";
        }
        return "`" + (standard.isTextual() ? standard.asText() : standard.toString()) + "`";
    }

    private static String kind(SchemaNode one) {
        Optional<String> form = one.text("x-form");
        JsonNode range = one.get("x-duration");
        if (range.isObject()) {
            return "duration, " + range.path("minimum").asText("0s")
                    + (range.has("maximum") ? " to " + range.path("maximum").asText() : " or more");
        }
        if (form.isPresent() && !hasNames(one)) {
            return form.get().replace("|", "\\|");
        }
        if (one.get("enum").isArray()) {
            List<String> values = new ArrayList<>();
            one.get("enum").forEach(value -> values.add("`" + value.asText() + "`"));
            return String.join(", ", values);
        }
        if (one.get("const").isValueNode()) {
            return "`" + one.get("const").asText() + "`";
        }
        String bounds = SchemaProblems.range(one);
        return SchemaProblems.kind(one.get("type")) + (bounds.isEmpty() ? "" : ", " + bounds);
    }
}
