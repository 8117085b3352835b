package io.tidemark.app.baseline;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.app.format.Cell;
import io.tidemark.app.format.Column;
import io.tidemark.app.format.FormatOption;
import io.tidemark.app.format.Listing;
import io.tidemark.app.format.Report;
import io.tidemark.app.options.BaselineFile;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.BaselineDiff;
import io.tidemark.core.baseline.Between;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what two baselines say differently. */
@Command(
        name = "diff",
        header = "Say what two baselines say differently.",
        description = "Distances are ranges: counts on two grids tell them up to the mass of a cell. Exit code 1 if a"
                + " column came, went or changed its type, or surely changed by more than the limit.",
        footer = {
            "",
            "Examples:",
            "  tidemark baseline diff old.json adult.json",
            "  tidemark baseline diff adult.json traffic.json --limit 0.05 --format json"
        })
final class BaselineDiffCommand implements Callable<ExitCode> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "OLD", description = "A baseline file.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW", description = "Another one.")
    private Path after = Path.of("");

    @Option(
            names = "--limit",
            paramLabel = "SHARE",
            description = "Largest sure change of a column that is let pass, in [0, 1]. Default: 0.1")
    private double limit = 0.1;

    @Mixin
    private FormatOption format = new FormatOption();

    BaselineDiffCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() {
        if (!(limit >= 0 && limit <= 1)) {
            throw UserError.usage(Problem.of("--limit " + limit + " is not in [0, 1]"));
        }
        format.chosen(FormatOption.DATA);
        Baseline old = new BaselineFile(before).read();
        Baseline other = new BaselineFile(after).read();
        BaselineDiff diff = BaselineDiff.between(old, other);
        boolean isWithin = diff.isWithin(limit);
        Report report = Report.of("baselineDiff", listing(diff))
                .fact("before", Cell.text(old.hash().hex()))
                .fact("after", Cell.text(other.hash().hex()))
                .fact("rowsBefore", Cell.count(old.rows()))
                .fact("rowsAfter", Cell.count(other.rows()))
                .fact("limit", Cell.figure(limit))
                .fact("withinLimit", Cell.flag(isWithin));
        format.print(report, FormatOption.DATA, console);
        return isWithin ? ExitCode.CLEAN : ExitCode.VIOLATIONS;
    }

    private static Listing listing(BaselineDiff diff) {
        Listing listing = Listing.of(
                Column.text("feature"),
                Column.text("change"),
                Column.number("atLeast", "distance ≥"),
                Column.number("atMost", "distance ≤"),
                Column.number("completenessBefore", "complete"),
                Column.number("completenessAfter", "now"));
        diff.removed().forEach(name -> addWhole(listing, name, "removed"));
        diff.added().forEach(name -> addWhole(listing, name, "added"));
        List<BaselineDiff.FeatureDiff> worstFirst = diff.features().stream()
                .sorted(Comparator.comparingDouble(BaselineDiff.FeatureDiff::sureChange)
                        .reversed())
                .toList();
        for (BaselineDiff.FeatureDiff feature : worstFirst) {
            listing.add(
                    Cell.text(feature.name()),
                    Cell.text(change(diff, feature)),
                    feature.distance().map(Between::atLeast).map(Cell::figure).orElse(Cell.none()),
                    feature.distance().map(Between::atMost).map(Cell::figure).orElse(Cell.none()),
                    Cell.figure(feature.before().completeness()),
                    Cell.figure(feature.after().completeness()));
        }
        return listing;
    }

    private static void addWhole(Listing listing, String name, String change) {
        listing.add(Cell.text(name), Cell.text(change), Cell.none(), Cell.none(), Cell.none(), Cell.none());
    }

    private static String change(BaselineDiff diff, BaselineDiff.FeatureDiff feature) {
        String type = diff.retyped().stream()
                .filter(each -> each.name().equals(feature.name()))
                .map(each -> each.before().wireName() + " is " + each.after().wireName())
                .findFirst()
                .orElse("");
        boolean signChanged = feature.before().nonNegative() != feature.after().nonNegative();
        String sign = feature.after().nonNegative() ? "no more below 0" : "now below 0";
        return type.isEmpty() && signChanged ? sign : type;
    }
}
