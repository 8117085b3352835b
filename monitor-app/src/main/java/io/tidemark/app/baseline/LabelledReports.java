package io.tidemark.app.baseline;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Figures;
import io.tidemark.baseline.csv.BadRows;
import java.util.List;

/** What commands on labelled tables say of their work. */
final class LabelledReports {
    private LabelledReports() {}

    /** Warns, and returns the exit code: clean if no row was left out. */
    static ExitCode tell(List<String> warnings, BadRows bad, Console console) {
        warnings.forEach(console::warn);
        if (bad.count() == 0) {
            return ExitCode.CLEAN;
        }
        console.warn(Figures.grouped(bad.count()) + (bad.count() == 1 ? " row was" : " rows were")
                + " left out, unreadable; the first:");
        bad.first()
                .forEach(each ->
                        console.warn("  " + each.file() + ":" + each.line().orElse(0) + ": " + each.what()));
        return ExitCode.VIOLATIONS;
    }
}
