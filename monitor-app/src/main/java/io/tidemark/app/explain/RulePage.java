package io.tidemark.app.explain;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.Style;
import io.tidemark.app.console.Wrapped;
import io.tidemark.app.format.Cell;
import io.tidemark.app.format.Listing;
import io.tidemark.app.format.Report;
import io.tidemark.core.evaluation.RuleGuide;

/** What there is to know about one rule. */
final class RulePage {
    private static final int INDENT = 12;
    private static final String SEVERITY =
            "minor, major from 0.1, critical from 0.2, by how far the effect surely goes beyond the limit";

    private final RuleGuide guide;

    RulePage(RuleGuide guide) {
        this.guide = guide;
    }

    void print(Console console) {
        String wire = guide.type().wireName();
        console.out()
                .println(console.paint(
                                Style.STRONG, guide.code() + "  " + guide.type().title())
                        + (wire.isEmpty() ? "" : "  (" + wire + ")"));
        console.out().println();
        Wrapped.lines(guide.type().explanation(), console.terminal().width() - 2)
                .forEach(line -> console.out().println("  " + line));
        console.out().println();
        Wrapped.print(console, "applies to", guide.appliesTo(), INDENT);
        Wrapped.print(console, "fires when", guide.formula(), INDENT);
        Wrapped.print(console, "limit", guide.limit(), INDENT);
        Wrapped.print(console, "default", guide.defaultLimit().orElse("off"), INDENT);
        Wrapped.print(console, "severity", SEVERITY, INDENT);
        Wrapped.print(console, "why", guide.why(), INDENT);
        Wrapped.print(console, "what to do", guide.remedy(), INDENT);
        if (isSettable()) {
            Wrapped.print(
                    console,
                    "change it",
                    "--rule " + guide.code() + "=LIMIT, or --rule " + guide.code() + "=off",
                    INDENT);
        }
    }

    private boolean isSettable() {
        return guide.code().startsWith("D");
    }

    Report report() {
        return Report.of("rule", Listing.of())
                .fact("code", Cell.text(guide.code()))
                .fact("title", Cell.text(guide.type().title()))
                .fact("checkType", Cell.text(guide.type().wireName()))
                .fact("explanation", Cell.text(guide.type().explanation()))
                .fact("appliesTo", Cell.text(guide.appliesTo()))
                .fact("firesWhen", Cell.text(guide.formula()))
                .fact("limit", Cell.text(guide.limit()))
                .fact("defaultLimit", guide.defaultLimit().map(Cell::text).orElse(Cell.none()))
                .fact("why", Cell.text(guide.why()))
                .fact("remedy", Cell.text(guide.remedy()));
    }
}
