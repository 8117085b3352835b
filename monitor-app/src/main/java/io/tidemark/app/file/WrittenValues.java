package io.tidemark.app.file;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.app.config.Setting;
import io.tidemark.app.config.Settings.Monitored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What files of monitors say, in words: by the options that say the same, else by key. */
public final class WrittenValues {
    private final Map<String, List<Setting>> byOption = new TreeMap<>();
    private final Map<String, List<Setting>> others = new TreeMap<>();

    private WrittenValues() {}

    /** The values that stand in these files; defaults do not. */
    public static Monitored of(List<MonitorFile> files) {
        WrittenValues values = new WrittenValues();
        for (MonitorFile file : files) {
            ConfigDocument document = file.document();
            values.add(document, JsonPointer.empty());
        }
        return new Monitored(joined(values.byOption), joined(values.others));
    }

    private void add(ConfigDocument document, JsonPointer here) {
        JsonNode value = document.root().at(here);
        Optional<String> option =
                ConfigSchema.MONITOR.at(here, document.root()).flatMap(schema -> schema.text("x-option"));
        if (!document.isWritten(here)) {
            return;
        }
        if (option.isPresent() || !value.isObject()) {
            Setting setting = new Setting(text(value), document.where(here));
            String key = option.orElse(Pointers.dotted(here));
            (option.isPresent() ? byOption : others)
                    .computeIfAbsent(key, name -> new ArrayList<>())
                    .add(setting);
            return;
        }
        value.fieldNames().forEachRemaining(key -> add(document, here.appendProperty(key)));
    }

    /** Several files say it one after the other. */
    private static Map<String, Setting> joined(Map<String, List<Setting>> values) {
        Map<String, Setting> joined = new TreeMap<>();
        values.forEach((key, settings) -> joined.put(
                key,
                new Setting(
                        settings.stream().map(Setting::value).collect(Collectors.joining(" | ")),
                        settings.stream().map(Setting::origin).collect(Collectors.joining(" | ")))));
        return joined;
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            List<String> elements = new ArrayList<>();
            value.forEach(element -> elements.add(text(element)));
            return String.join(",", elements);
        }
        if (value.isObject()) {
            List<String> members = new ArrayList<>();
            value.properties().forEach(member -> members.add(member.getKey() + "=" + text(member.getValue())));
            return String.join(",", members);
        }
        return value.asText();
    }
}
