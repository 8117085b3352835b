package io.tidemark.app.file;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.Suggestions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What is wrong with a document, in plain sentences, each with its place, in the order of the file. */
final class SchemaProblems {
    /** What ends a value's other complaints: the type is wrong, so nothing else that is said of it helps. */
    private static final Set<String> FIRST = Set.of("type", "enum", "const");

    /** Say only that something inside them is wrong, which has its own problem. */
    private static final Set<String> FRAMES = Set.of("allOf", "if", "then", "else", "$ref", "properties", "items");

    private static final Set<String> UNKNOWN_KEY = Set.of("additionalProperties", "unevaluatedProperties");

    private final String file;
    private final YamlNode written;
    private final JsonNode values;
    private final ConfigSchema schema;
    private final Map<Place, List<Problem>> found = new TreeMap<>();

    SchemaProblems(String file, YamlNode written, JsonNode values, ConfigSchema schema) {
        this.file = file;
        this.written = written;
        this.values = values;
        this.schema = schema;
    }

    List<Problem> all() {
        List<Error> errors = schema.errors(values).stream()
                .filter(error -> !FRAMES.contains(error.getKeyword()))
                .toList();
        Set<String> settled = new HashSet<>();
        errors.stream()
                .filter(error -> FIRST.contains(error.getKeyword()))
                .filter(error -> settled.add(pointer(error).toString()))
                .forEach(this::add);
        Set<String> chosen = new HashSet<>();
        errors.stream()
                .filter(error -> !FIRST.contains(error.getKeyword())
                        && !settled.contains(pointer(error).toString()))
                .filter(error -> chosen.add(pointer(error) + " " + error.getKeyword() + " " + error.getProperty()))
                .forEach(this::add);
        new DurationRanges(schema).check(values, this::add);
        return found.values().stream().flatMap(List::stream).distinct().toList();
    }

    private static JsonPointer pointer(Error error) {
        return JsonPointer.compile(error.getInstanceLocation().toString());
    }

    private void add(Error error) {
        JsonPointer pointer = pointer(error);
        String keyword = error.getKeyword();
        String key = String.valueOf(error.getProperty());
        if (UNKNOWN_KEY.contains(keyword)) {
            addUnknown(pointer, key);
        } else if (keyword.equals("required")) {
            addMissing(pointer, key);
        } else {
            add(pointer, because(error, pointer));
        }
    }

    private void add(JsonPointer pointer, String because) {
        Problem problem =
                Problem.of(Pointers.sentence(pointer, values.at(pointer))).because(because);
        put(written.nearest(pointer), suggestion(pointer).map(problem::fix).orElse(problem));
    }

    /** A value of few: which one was probably meant. */
    private Optional<String> suggestion(JsonPointer pointer) {
        JsonNode value = values.at(pointer);
        List<String> known = new ArrayList<>();
        schema.at(pointer, values).ifPresent(one -> one.get("enum").forEach(text -> known.add(text.asText())));
        return value.isTextual() ? Suggestions.didYouMean(value.textValue(), known) : Optional.empty();
    }

    private void addUnknown(JsonPointer parent, String key) {
        List<String> known = schema.at(parent, values).map(SchemaNode::keys).orElse(List.of());
        String section = Pointers.dotted(parent);
        Problem problem = Problem.of("unknown key \"" + key + "\"" + (section.isEmpty() ? "" : " in " + section));
        Problem meant = Suggestions.didYouMean(key, known).map(problem::fix).orElse(problem);
        put(keyPlace(parent, key), known.isEmpty() ? meant : meant.fix("keys here: " + String.join(", ", known)));
    }

    private void addMissing(JsonPointer parent, String key) {
        String section = Pointers.dotted(parent);
        Problem problem =
                Problem.of("the key \"" + key + "\" is missing" + (section.isEmpty() ? "" : " in " + section));
        Optional<String> sentence = schema.at(parent, values)
                .flatMap(one -> one.property(key))
                .map(one -> one.forValue(values.at(parent).path(key)))
                .flatMap(one -> one.text("description"));
        put(written.nearest(parent), sentence.map(problem::because).orElse(problem));
    }

    private Place keyPlace(JsonPointer parent, String key) {
        return written.at(parent)
                .filter(YamlNode.Mapping.class::isInstance)
                .map(node -> ((YamlNode.Mapping) node).members().get(key))
                .map(YamlNode.Member::key)
                .orElse(written.nearest(parent));
    }

    private void put(Place place, Problem problem) {
        found.computeIfAbsent(place, at -> new ArrayList<>()).add(problem.at(place.in(file)));
    }

    private String because(Error error, JsonPointer pointer) {
        JsonNode limit = error.getSchemaNode();
        Optional<SchemaNode> rule = schema.at(pointer, values);
        String path = error.getEvaluationPath().toString();
        if (path.contains("/anyOf/") || path.contains("/oneOf/")) {
            Optional<String> form = rule.flatMap(one -> one.text("x-form"));
            if (form.isPresent()) {
                return "it must be " + form.get();
            }
        }
        return switch (error.getKeyword()) {
            case "type" -> "it must be " + kind(limit);
            case "const" -> "it must be " + limit;
            case "enum" -> "it must be one of " + listed(limit);
            case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum" ->
                "it must be " + rule.map(SchemaProblems::range).orElse("within its range");
            case "minLength" -> "it must have at least " + limit + (limit.asInt() == 1 ? " character" : " characters");
            case "maxLength" -> "it must have at most " + limit + " characters";
            case "minItems" -> "it must have at least " + limit + (limit.asInt() == 1 ? " element" : " elements");
            case "maxItems" -> "it must have at most " + limit + " elements";
            case "minProperties" -> "it must have at least " + limit + (limit.asInt() == 1 ? " key" : " keys");
            case "maxProperties" -> "it must have at most " + limit + (limit.asInt() == 1 ? " key" : " keys");
            case "uniqueItems" -> "an element stands in it twice";
            case "pattern", "oneOf", "anyOf", "propertyNames" ->
                rule.flatMap(one -> one.text("x-form"))
                        .map(form -> "it must be " + form)
                        .orElse("it does not fit " + limit);
            default -> String.valueOf(error.getMessage());
        };
    }

    private static String kind(JsonNode type) {
        if (type.isArray()) {
            List<String> kinds = new ArrayList<>();
            type.forEach(one -> kinds.add(kind(one)));
            return String.join(" or ", kinds);
        }
        return switch (type.asText()) {
            case "string" -> "a text";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            case "object" -> "a section with keys";
            default -> type.asText();
        };
    }

    private static String listed(JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value.asText()));
        return String.join(", ", texts);
    }

    private static String range(SchemaNode rule) {
        String low = rule.get("minimum").isNumber()
                ? "at least " + rule.get("minimum")
                : rule.get("exclusiveMinimum").isNumber() ? "above " + rule.get("exclusiveMinimum") : "";
        String high = rule.get("maximum").isNumber()
                ? "at most " + rule.get("maximum")
                : rule.get("exclusiveMaximum").isNumber() ? "below " + rule.get("exclusiveMaximum") : "";
        return low + (low.isEmpty() || high.isEmpty() ? "" : " and ") + high;
    }
}
