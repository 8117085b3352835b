package io.tidemark.app.file;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.app.console.UserError;
import io.tidemark.app.options.DurationConverter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One object of a document, read by type. The schema has been checked, so a value of another type than asked for, or one
 * that is missing and has no default, is a defect: {@link IllegalStateException}.
 */
public final class ConfigSection {
    private final ConfigDocument document;
    private final JsonPointer pointer;
    private final JsonNode node;

    ConfigSection(ConfigDocument document, JsonPointer pointer) {
        this.document = document;
        this.pointer = pointer;
        this.node = document.root().at(pointer);
        if (!node.isObject()) {
            throw new IllegalStateException(Pointers.sentence(pointer, node) + ", not a section");
        }
    }

    /** The document that it belongs to. */
    public ConfigDocument document() {
        return document;
    }

    /** Where the section stands in its document. */
    public JsonPointer pointer() {
        return pointer;
    }

    /** The keys that have a value, in the order of the file. */
    public List<String> keys() {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** Whether a key has a value, if only a default. */
    public boolean has(String key) {
        return node.hasNonNull(key);
    }

    /** A text. */
    public String text(String key) {
        return value(key, node.path(key).isTextual()).textValue();
    }

    /** A text, if the key is there. */
    public Optional<String> optionalText(String key) {
        return has(key) ? Optional.of(text(key)) : Optional.empty();
    }

    /** A duration as options have it: {@code 90m}, {@code 30d}, {@code PT1H}. */
    public Duration duration(String key) {
        return new DurationConverter().convert(text(key));
    }

    /** A duration, if the key is there. */
    public Optional<Duration> optionalDuration(String key) {
        return has(key) ? Optional.of(duration(key)) : Optional.empty();
    }

    /** A number. */
    public double number(String key) {
        return value(key, node.path(key).isNumber()).doubleValue();
    }

    /** A whole number. */
    public long whole(String key) {
        return value(key, node.path(key).canConvertToLong()).longValue();
    }

    /** A truth value. */
    public boolean flag(String key) {
        return value(key, node.path(key).isBoolean()).booleanValue();
    }

    /** A list of texts; numbers in it are taken as they are written. */
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        value(key, node.path(key).isArray()).forEach(one -> texts.add(one.asText()));
        return List.copyOf(texts);
    }

    /** A list of numbers. */
    public List<Double> numbers(String key) {
        List<Double> numbers = new ArrayList<>();
        value(key, node.path(key).isArray()).forEach(one -> numbers.add(one.doubleValue()));
        return List.copyOf(numbers);
    }

    /** Numbers by name, in the order of the file. */
    public Map<String, Double> numbersByName(String key) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        value(key, node.path(key).isObject())
                .properties()
                .forEach(field -> numbers.put(field.getKey(), field.getValue().doubleValue()));
        return numbers;
    }

    /** A section within this one. */
    public ConfigSection section(String key) {
        return new ConfigSection(document, pointer.appendProperty(key));
    }

    /** A section within this one, if the key is there. */
    public Optional<ConfigSection> optionalSection(String key) {
        return has(key) ? Optional.of(section(key)) : Optional.empty();
    }

    /** The sections of a list. */
    public List<ConfigSection> sections(String key) {
        int count = value(key, node.path(key).isArray()).size();
        List<ConfigSection> sections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sections.add(new ConfigSection(document, pointer.appendProperty(key).appendIndex(i)));
        }
        return sections;
    }

    /** {@code FILE:LINE:COLUMN} of a key's value. */
    public String where(String key) {
        return document.where(pointer.appendProperty(key));
    }

    /** As {@link ConfigDocument#problem}, for a key of this section. */
    public UserError problem(String key, String because, String fix) {
        return document.problem(pointer.appendProperty(key), because, fix);
    }

    private JsonNode value(String key, boolean fits) {
        if (!fits) {
            throw new IllegalStateException(
                    Pointers.sentence(pointer.appendProperty(key), node.path(key)) + ", which the schema must prevent");
        }
        return node.path(key);
    }
}
