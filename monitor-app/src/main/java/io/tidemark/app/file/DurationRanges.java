package io.tidemark.app.file;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.app.options.DurationConverter;
import java.time.Duration;
import java.util.function.BiConsumer;
import picocli.CommandLine.TypeConversionException;

/** Checks texts that are durations ({@code x-duration}), whose ranges JSON Schema cannot say. */
final class DurationRanges {
    private final ConfigSchema schema;

    DurationRanges(ConfigSchema schema) {
        this.schema = schema;
    }

    /** Hands on the pointer of every text that is no duration or out of its range, and why. */
    void check(JsonNode document, BiConsumer<JsonPointer, String> problems) {
        check(document, SchemaNode.of(schema.tree()), JsonPointer.empty(), problems);
    }

    private static void check(
            JsonNode value, SchemaNode unresolved, JsonPointer here, BiConsumer<JsonPointer, String> problems) {
        SchemaNode rule = unresolved.forValue(value);
        if (value.isObject()) {
            value.properties()
                    .forEach(field -> rule.property(field.getKey())
                            .ifPresent(one ->
                                    check(field.getValue(), one, here.appendProperty(field.getKey()), problems)));
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                int index = i;
                rule.items().ifPresent(one -> check(value.get(index), one, here.appendIndex(index), problems));
            }
        } else if (value.isTextual() && rule.get("x-duration").isObject()) {
            String wrong = wrong(value.textValue(), rule.get("x-duration"));
            if (!wrong.isEmpty()) {
                problems.accept(here, wrong);
            }
        }
    }

    private static String wrong(String text, JsonNode range) {
        DurationConverter converter = new DurationConverter();
        Duration duration;
        try {
            duration = converter.convert(text);
        } catch (TypeConversionException | ArithmeticException e) {
            return "it is no duration: write 30s, 90m, 1h, 1h30m, 7d or PT1H";
        }
        String low = range.path("minimum").asText("0s");
        String high = range.path("maximum").asText("");
        boolean fits = duration.compareTo(converter.convert(low)) >= 0
                && (high.isEmpty() || duration.compareTo(converter.convert(high)) <= 0);
        return fits ? "" : "it must be at least " + low + (high.isEmpty() ? "" : " and at most " + high);
    }
}
