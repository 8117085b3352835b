package io.tidemark.app.doctor;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.Style;
import io.tidemark.app.format.Cell;
import io.tidemark.app.format.Column;
import io.tidemark.app.format.Finding;
import io.tidemark.app.format.Judged;
import io.tidemark.app.format.Listing;
import io.tidemark.app.format.Report;
import java.util.List;
import java.util.Locale;

/** What was found, for people and for programs. */
final class DoctorReport {
    private DoctorReport() {}

    static long count(List<Check> checks, Check.Level level) {
        return checks.stream().filter(check -> check.level() == level).count();
    }

    /** A line for each thing that was looked at, and under what is not well its consequence and its fix. */
    static void print(List<Check> checks, Console console) {
        for (Check check : checks) {
            String word = String.format(Locale.ROOT, "%-6s", word(check));
            console.out().println(console.paint(style(check), word) + shown(check.subject() + ": " + check.what()));
            if (!check.why().isEmpty()) {
                console.out().println("        why: " + shown(check.why()));
            }
            if (!check.fix().isEmpty()) {
                console.out().println("        fix: " + shown(check.fix()));
            }
        }
        console.out()
                .println(count(checks, Check.Level.ERROR) + " errors, " + count(checks, Check.Level.WARN)
                        + " warnings, " + count(checks, Check.Level.OK) + " ok");
        console.out().flush();
    }

    private static Style style(Check check) {
        return switch (check.level()) {
            case OK -> Style.FAINT;
            case WARN -> Style.WARNING;
            case ERROR -> Style.ERROR;
        };
    }

    private static String shown(String text) {
        return Cell.text(text).shown();
    }

    static String word(Check check) {
        return check.level().name().toLowerCase(Locale.ROOT);
    }

    static Report of(List<Check> checks) {
        Listing listing = Listing.of(
                Column.text("level"),
                Column.text("subject"),
                Column.text("what"),
                Column.text("why"),
                Column.text("fix"));
        Report report = Report.of("doctor", listing)
                .fact("errors", Cell.count(count(checks, Check.Level.ERROR)))
                .fact("warnings", Cell.count(count(checks, Check.Level.WARN)));
        for (Check check : checks) {
            listing.add(
                    Cell.text(word(check)),
                    Cell.text(check.subject()),
                    Cell.text(check.what()),
                    Cell.text(check.why()),
                    Cell.text(check.fix()));
            report.judged(Judged.of("doctor", check.subject() + ": " + check.what(), findings(check)));
        }
        return report;
    }

    private static List<Finding> findings(Check check) {
        return switch (check.level()) {
            case OK -> List.of();
            case WARN -> List.of(finding(check, Finding.Level.WARNING));
            case ERROR -> List.of(finding(check, Finding.Level.ERROR));
        };
    }

    private static Finding finding(Check check, Finding.Level level) {
        return new Finding(
                "doctor", level, check.what() + ": " + check.why() + "; " + check.fix(), check.subject(), check.what());
    }
}
