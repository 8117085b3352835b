package io.tidemark.app.explain;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.format.Cell;
import io.tidemark.app.format.Column;
import io.tidemark.app.format.Format;
import io.tidemark.app.format.FormatOption;
import io.tidemark.app.format.Listing;
import io.tidemark.app.format.Report;
import io.tidemark.core.evaluation.RuleGuide;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the rules. */
@Command(
        name = "rules",
        header = "List the rules with their codes and default limits.",
        footer = {"", "Examples:", "  tidemark rules", "  tidemark rules --format md"})
public final class RulesCommand implements Callable<ExitCode> {
    private static final String OFF = "off";

    private final Console console;

    @Mixin
    private FormatOption format = new FormatOption();

    RulesCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() {
        Format form = format.chosen(FormatOption.DATA);
        FormatOption.print(Report.of("rules", listing()), form, console);
        console.out().flush();
        if (form == Format.TABLE) {
            console.say("next: tidemark explain DR002");
        }
        return ExitCode.CLEAN;
    }

    static Listing listing() {
        Listing listing = Listing.of(
                Column.text("code"),
                Column.text("rule"),
                Column.number("defaultLimit", "default"),
                Column.text("checkType", "services' check"),
                Column.text("appliesTo", "applies to"));
        for (RuleGuide guide : RuleGuide.all()) {
            listing.add(
                    Cell.text(guide.code()),
                    Cell.text(guide.type().title()),
                    Cell.text(guide.defaultLimit().orElse(OFF)),
                    Cell.text(guide.type().wireName()),
                    Cell.text(guide.appliesTo()));
        }
        return listing;
    }
}
