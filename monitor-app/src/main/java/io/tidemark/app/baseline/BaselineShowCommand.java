package io.tidemark.app.baseline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.app.console.AlignedTable;
import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Figures;
import io.tidemark.app.options.BaselineFile;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.evaluation.FeatureReport;
import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.FeatureProfile;
import io.tidemark.core.profile.NumericProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a baseline file says. */
@Command(
        name = "show",
        header = "Show what a baseline file says.",
        footer = {
            "",
            "Examples:",
            "  tidemark baseline show income.baseline.json",
            "  tidemark baseline show income.baseline.json --format json | jq .features[0]"
        })
final class BaselineShowCommand implements Callable<ExitCode> {
    private static final int SCHEMA_VERSION = 1;

    private final Console console;

    @Parameters(index = "0", paramLabel = "FILE", description = "A baseline file.")
    private Path file = Path.of("");

    @Option(names = "--format", paramLabel = "FORMAT", description = "table or json.")
    private Format format = Format.TABLE;

    /** How it is shown. */
    enum Format {
        TABLE,
        JSON
    }

    BaselineShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws IOException {
        Baseline baseline = new BaselineFile(file).read();
        switch (format) {
            case TABLE -> showTable(baseline);
            case JSON -> showJson(baseline);
        }
        return ExitCode.CLEAN;
    }

    private void showTable(Baseline baseline) {
        String label = baseline.label().map(FeatureBaseline::name).orElse("none");
        console.out().println("hash   " + baseline.hash().hex());
        console.out().println("rows   " + Figures.grouped(baseline.rows()));
        console.out().println("label  " + label);
        console.out().println();
        AlignedTable table = new AlignedTable(
                "feature", "type", ">valid", ">missing", ">min", ">median", ">max", ">cells", "most frequent");
        baseline.features().forEach(feature -> addRow(table, feature.name(), feature));
        baseline.label().ifPresent(feature -> addRow(table, feature.name() + " (label)", feature));
        table.print(console);
    }

    private static void addRow(AlignedTable table, String name, FeatureBaseline feature) {
        FeatureProfile profile = feature.profile();
        String type = feature.type().wireName();
        String valid = Figures.grouped(profile.valid());
        String missing = percent(profile.missing(), profile.rows());
        if (profile instanceof NumericProfile numeric) {
            FeatureReport.Summary summary = FeatureReport.summarize(numeric);
            String cells = Figures.grouped(numeric.edges().cells());
            table.add(
                    name,
                    type,
                    valid,
                    missing,
                    Figures.digits(summary.min()),
                    Figures.digits(summary.median()),
                    Figures.digits(summary.max()),
                    cells,
                    "");
        } else if (profile instanceof CategoricalProfile categorical) {
            table.add(name, type, valid, missing, "", "", "", distinct(categorical), top(categorical));
        }
    }

    private void showJson(Baseline baseline) throws IOException {
        try (JsonGenerator json =
                new JsonFactory().createGenerator(console.out()).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            json.writeNumberField("schemaVersion", SCHEMA_VERSION);
            json.writeStringField("hash", baseline.hash().hex());
            json.writeNumberField("rows", baseline.rows());
            json.writeArrayFieldStart("features");
            for (FeatureBaseline feature : baseline.features()) {
                writeFeature(feature, json);
            }
            json.writeEndArray();
            json.writeFieldName("label");
            if (baseline.label().isPresent()) {
                writeFeature(baseline.label().get(), json);
            } else {
                json.writeNull();
            }
            json.writeEndObject();
        }
        console.out().println();
    }

    private static void writeFeature(FeatureBaseline feature, JsonGenerator json) throws IOException {
        FeatureProfile profile = feature.profile();
        json.writeStartObject();
        json.writeStringField("name", feature.name());
        json.writeStringField("type", feature.type().wireName());
        json.writeNumberField("valid", profile.valid());
        json.writeNumberField("missing", profile.missing());
        json.writeNumberField("malformed", profile.malformed());
        if (profile instanceof NumericProfile numeric) {
            FeatureReport.Summary summary = FeatureReport.summarize(numeric);
            writeNumber("min", summary.min(), json);
            writeNumber("median", summary.median(), json);
            writeNumber("max", summary.max(), json);
            writeNumber("mean", summary.mean(), json);
            writeNumber("standardDeviation", summary.standardDeviation(), json);
            json.writeNumberField("gridCells", numeric.edges().cells());
        } else if (profile instanceof CategoricalProfile categorical) {
            writeCategories(categorical, json);
        }
        json.writeEndObject();
    }

    private static void writeCategories(CategoricalProfile profile, JsonGenerator json) throws IOException {
        long[] counts = profile.categoryCounts();
        json.writeNumberField(
                "knownValues",
                profile.index().categories().size() + profile.index().domain().length);
        json.writeBooleanField("allValuesKnown", profile.index().isDomainComplete());
        json.writeArrayFieldStart("categories");
        for (int i = 0; i < profile.index().categories().size(); i++) {
            json.writeStartObject();
            json.writeStringField("value", profile.index().categories().get(i));
            json.writeNumberField("count", counts[i]);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeNumber(String name, double value, JsonGenerator json) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, value);
        } else {
            json.writeNullField(name);
        }
    }

    private static String distinct(CategoricalProfile profile) {
        int known = profile.index().categories().size() + profile.index().domain().length;
        return (profile.index().isDomainComplete() ? "" : ">") + Figures.grouped(known);
    }

    private static String top(CategoricalProfile profile) {
        @Nullable
        String top = profile.index().categories().isEmpty()
                ? null
                : profile.index().categories().get(0);
        return top == null ? "" : shown(top) + " " + percent(profile.categoryCounts()[0], profile.valid());
    }

    /** The text without what would break a line or drive a terminal. */
    private static String shown(String text) {
        return text.codePoints()
                .limit(40)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String percent(long part, long whole) {
        return whole == 0 ? "-" : String.format(Locale.ROOT, "%.1f%%", 100.0 * part / whole);
    }
}
