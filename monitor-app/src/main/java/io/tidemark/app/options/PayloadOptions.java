package io.tidemark.app.options;

import io.tidemark.app.config.Given;
import io.tidemark.app.console.MissingPath;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.core.capture.CaptureAttributes;
import io.tidemark.core.capture.CaptureFilter;
import io.tidemark.core.capture.CaptureFilter.Condition;
import io.tidemark.core.capture.CaptureFilter.Source;
import io.tidemark.core.capture.CaptureForm;
import io.tidemark.core.capture.FieldKey;
import io.tidemark.core.capture.FieldPolicy;
import io.tidemark.core.capture.RowColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How captured payloads become rows, and which of them count, apart from the names of unnamed fields. */
public final class PayloadOptions {
    @Option(
            names = "--features-attribute",
            paramLabel = "PATH",
            defaultValue = "",
            description = "JMESPath to the features of a JSON request: features, instances[*].features")
    private String features = "";

    @Option(
            names = "--inference-attribute",
            paramLabel = "PATH",
            defaultValue = "",
            description = "JMESPath, or column from 0, of the predicted label in a response.")
    private String inference = "";

    @Option(
            names = "--probability-attribute",
            paramLabel = "PATH",
            defaultValue = "",
            description = "JMESPath, or column from 0, of the score or scores in a response.")
    private String probability = "";

    @Option(
            names = "--exclude-features",
            paramLabel = "FIELD",
            split = ",",
            description = "Fields of a request to leave out: names, or places from 0.")
    private List<String> excluded = new ArrayList<>();

    @Option(
            names = "--allow-field",
            paramLabel = "FIELD",
            split = ",",
            description = "Keep only these fields of a request. Dead letters then hold no excerpt.")
    private List<String> allowed = new ArrayList<>();

    @Option(
            names = "--drop-field",
            paramLabel = "FIELD",
            split = ",",
            description = "Drop these fields before anything sees them. Dead letters then hold no excerpt.")
    private List<String> dropped = new ArrayList<>();

    @Option(
            names = "--hash-field",
            paramLabel = "FIELD",
            split = ",",
            description = "Replace these fields' values by a keyed hash before anything sees them.")
    private List<String> hashed = new ArrayList<>();

    @Option(names = "--hash-key-file", paramLabel = "FILE", description = "Key of --hash-field, at least 16 bytes.")
    private @Nullable Path keyFile;

    @Option(
            names = "--sample",
            paramLabel = "SHARE",
            defaultValue = "1",
            description = "Count this share of the records, chosen by their ids. Default: ${DEFAULT-VALUE}")
    private double share = 1;

    @Option(
            names = "--filter",
            paramLabel = "WHAT=VALUE",
            description = "Count only records with variant=NAME, attribute=TEXT, attribute:KEY=TEXT or field:NAME=TEXT."
                    + " Repeatable; several values of one thing are alternatives.")
    private List<String> filters = new ArrayList<>();

    @Option(
            names = "--strict-encodings",
            description = "Refuse a record whose request and response have different encodings.")
    private boolean strict;

    /**
     * The form, as far as options were given.
     *
     * @param columns names of unnamed fields, in order; empty leaves them unnamed
     */
    public CaptureForm form(List<String> columns) {
        return form(columns, CaptureForm.DEFAULT, Given.ALL);
    }

    /**
     * The form of a monitor's file, changed as far as options outrank it.
     *
     * @param columns names of unnamed fields, in order; empty leaves them unnamed
     * @param base the file's
     * @param given which options outrank it
     */
    public CaptureForm form(List<String> columns, CaptureForm base, Given given) {
        CaptureAttributes attributes = base.attributes();
        FieldPolicy fields = base.fields();
        CaptureFilter filter = base.filter();
        try {
            return new CaptureForm(
                    new CaptureAttributes(
                            given.has("--features-attribute") ? features : attributes.features(),
                            given.has("--inference-attribute") ? inference : attributes.inference(),
                            given.has("--probability-attribute") ? probability : attributes.probability(),
                            attributes.label(),
                            attributes.labels()),
                    new RowColumns(
                            columns,
                            given.has("--exclude-features")
                                    ? excluded
                                    : base.columns().excluded()),
                    new FieldPolicy(
                            given.has("--allow-field") ? allowed : fields.allowed(),
                            given.has("--drop-field") ? dropped : fields.dropped(),
                            given.has("--hash-field") ? hashed : fields.hashed(),
                            given.has("--hash-key-file") ? key() : fields.key()),
                    new CaptureFilter(
                            given.has("--sample") ? share : filter.share(),
                            filter.seed(),
                            given.has("--filter") ? conditions() : filter.conditions()),
                    given.has("--strict-encodings") ? strict : base.strictEncodings());
        } catch (IllegalArgumentException e) {
            throw UserError.usage(Problem.of("the options on how captures are read do not fit")
                    .because(String.valueOf(e.getMessage())));
        }
    }

    private @Nullable FieldKey key() {
        Path file = keyFile;
        if (file == null) {
            return null;
        }
        if (!Files.exists(file)) {
            throw UserError.usage(MissingPath.problem(file));
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            int end = bytes.length;
            while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
                end--;
            }
            return FieldKey.of(Arrays.copyOf(bytes, end));
        } catch (IOException e) {
            throw UserError.usage(Problem.of("the key file cannot be read")
                    .at(file.toString())
                    .because(String.valueOf(e.getMessage())));
        }
    }

    private List<Condition> conditions() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String filter : filters) {
            int equals = filter.indexOf('=');
            if (equals < 0) {
                throw unreadable(filter);
            }
            values.computeIfAbsent(filter.substring(0, equals), what -> new ArrayList<>())
                    .add(filter.substring(equals + 1));
        }
        List<Condition> conditions = new ArrayList<>();
        values.forEach((what, alternatives) -> conditions.add(condition(what, alternatives)));
        return conditions;
    }

    private static Condition condition(String what, List<String> values) {
        int colon = what.indexOf(':');
        String key = colon < 0 ? "" : what.substring(colon + 1);
        return switch (colon < 0 ? what : what.substring(0, colon)) {
            case "variant" -> new Condition(Source.VARIANT, key, values);
            case "attribute" -> new Condition(Source.ATTRIBUTE, key, values);
            case "field" -> new Condition(Source.FIELD, key, values);
            default -> throw unreadable(what + "=" + values.get(0));
        };
    }

    private static UserError unreadable(String filter) {
        return UserError.usage(Problem.of("--filter " + filter + " is no condition")
                .fix("write variant=NAME, attribute=TEXT, attribute:KEY=TEXT or field:NAME=TEXT"));
    }
}
