package io.tidemark.app.file;

import io.tidemark.core.capture.CaptureAttributes;
import io.tidemark.core.capture.CaptureFilter;
import io.tidemark.core.capture.CaptureFilter.Condition;
import io.tidemark.core.capture.CaptureFilter.Source;
import io.tidemark.core.capture.CaptureForm;
import io.tidemark.core.capture.FieldKey;
import io.tidemark.core.capture.FieldPolicy;
import io.tidemark.core.capture.RowColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code capture}: how captured payloads become rows, and which of them count. */
final class CaptureSection {
    private final ConfigSection capture;
    private final Map<String, String> environment;

    private CaptureSection(ConfigSection capture, Map<String, String> environment) {
        this.capture = capture;
        this.environment = environment;
    }

    /**
     * The form of captures.
     *
     * @param environment variables, one of which may hold the key of hashed fields
     */
    static CaptureForm form(ConfigSection root, Map<String, String> environment) {
        return new CaptureSection(root.section("capture"), environment).form();
    }

    private CaptureForm form() {
        @Nullable FieldKey key = key();
        try {
            return new CaptureForm(
                    new CaptureAttributes(
                            capture.text("features"),
                            capture.text("inference"),
                            capture.text("probability"),
                            "",
                            List.of()),
                    new RowColumns(capture.texts("columns"), capture.texts("exclude")),
                    new FieldPolicy(capture.texts("allow"), capture.texts("drop"), capture.texts("hash"), key),
                    new CaptureFilter(capture.number("sample"), 0, conditions()),
                    capture.flag("strictEncodings"));
        } catch (IllegalArgumentException e) {
            throw capture.document()
                    .problem(capture.pointer(), String.valueOf(e.getMessage()), "change the key that it names");
        }
    }

    private @Nullable FieldKey key() {
        if (!capture.has("hashKey")) {
            return null;
        }
        byte[] secret = SecretValue.of(capture.section("hashKey")).bytes(environment);
        try {
            return FieldKey.of(secret);
        } catch (IllegalArgumentException e) {
            throw capture.problem("hashKey", String.valueOf(e.getMessage()), "make a longer one");
        }
    }

    private List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        ConfigSection filter = capture.section("filter");
        for (String what : filter.keys()) {
            switch (what) {
                case "variant" -> conditions.add(new Condition(Source.VARIANT, "", filter.texts(what)));
                case "attribute" -> conditions.add(new Condition(Source.ATTRIBUTE, "", filter.texts(what)));
                case "attributes" -> addEach(Source.ATTRIBUTE, filter.section(what), conditions);
                case "fields" -> addEach(Source.FIELD, filter.section(what), conditions);
                default -> throw new AssertionError(what);
            }
        }
        return conditions;
    }

    private static void addEach(Source source, ConfigSection byKey, List<Condition> conditions) {
        byKey.keys().forEach(key -> conditions.add(new Condition(source, key, byKey.texts(key))));
    }
}
