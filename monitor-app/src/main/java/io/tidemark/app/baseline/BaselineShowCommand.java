package io.tidemark.app.baseline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Figures;
import io.tidemark.app.console.ShellWord;
import io.tidemark.app.format.Cell;
import io.tidemark.app.format.Column;
import io.tidemark.app.format.Format;
import io.tidemark.app.format.FormatOption;
import io.tidemark.app.format.Listing;
import io.tidemark.app.format.Report;
import io.tidemark.app.options.BaselineFile;
import io.tidemark.app.options.ModelFile;
import io.tidemark.app.options.Shape;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what a baseline file says. */
@Command(
        name = "show",
        header = "Show what a baseline file says.",
        footer = {
            "",
            "Examples:",
            "  tidemark baseline show adult.json",
            "  tidemark baseline show adult.json --format json | head -c 200"
        })
final class BaselineShowCommand implements Callable<ExitCode> {
    private static final int SCHEMA_VERSION = 1;
    private static final int BINS = 12;

    private final Console console;

    @Parameters(index = "0", paramLabel = "FILE", description = "A baseline file, also of a model.")
    private Path file = Path.of("");

    @Mixin
    private FormatOption format = new FormatOption();

    BaselineShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws IOException {
        Format form = format.chosen(FormatOption.DATA);
        if (ModelFile.isAt(file)) {
            FormatOption.print(ModelPage.report(new ModelFile(file).read()), form, console);
            return ExitCode.CLEAN;
        }
        Baseline baseline = new BaselineFile(file).read();
        switch (form) {
            case JSON -> showJson(baseline);
            case TABLE -> showTable(baseline);
            default -> FormatOption.print(report(baseline), form, console);
        }
        return ExitCode.CLEAN;
    }

    private void showTable(Baseline baseline) {
        FormatOption.print(report(baseline), Format.TABLE, console);
        console.out().flush();
        console.say("next: tidemark audit CAPTURES -b " + ShellWord.quoted(file));
    }

    private Report report(Baseline baseline) {
        Listing listing = Listing.of(
                Column.text("feature"),
                Column.text("type"),
                Column.number("valid"),
                Column.number("missing"),
                Column.number("min"),
                Column.number("median"),
                Column.number("max"),
                Column.number("cells"),
                Column.text("shape"),
                Column.text("mostFrequent", "most frequent"));
        baseline.features().forEach(feature -> addRow(listing, feature.name(), feature));
        baseline.label().ifPresent(feature -> addRow(listing, feature.name() + " (label)", feature));
        return Report.of("baseline", listing)
                .fact("hash", Cell.text(baseline.hash().hex()))
                .fact("rows", Cell.count(baseline.rows()))
                .fact(
                        "label",
                        Cell.text(baseline.label().map(FeatureBaseline::name).orElse("none")));
    }

    private void addRow(Listing listing, String name, FeatureBaseline feature) {
        FeatureProfile profile = feature.profile();
        Cell type = Cell.text(feature.type().wireName());
        Cell valid = Cell.count(profile.valid());
        Cell missing = Cell.count(profile.missing());
        Cell shape = Cell.text(Shape.of(profile, profile, BINS).beforeLine(console));
        if (profile instanceof NumericProfile numeric) {
            FeatureReport.Summary summary = FeatureReport.summarize(numeric);
            Cell cells = Cell.count(numeric.edges().cells());
            listing.add(
                    Cell.text(name),
                    type,
                    valid,
                    missing,
                    Cell.figure(summary.min()),
                    Cell.figure(summary.median()),
                    Cell.figure(summary.max()),
                    cells,
                    shape,
                    Cell.none());
        } else if (profile instanceof CategoricalProfile categorical) {
            listing.add(
                    Cell.text(name),
                    type,
                    valid,
                    missing,
                    Cell.none(),
                    Cell.none(),
                    Cell.none(),
                    Cell.text(distinct(categorical)),
                    shape,
                    Cell.text(top(categorical)));
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
