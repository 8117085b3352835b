package io.tidemark.app.format;

import io.tidemark.app.console.AlignedTable;
import io.tidemark.app.console.Console;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The forms made of plain lines. */
final class TextForms {
    /** A spreadsheet takes a cell that begins with one of these for a formula. */
    private static final String FORMULA_BEGINS = "=+-@\t\r";

    private TextForms() {}

    static void table(Report report, Console console) {
        int widest =
                report.facts().keySet().stream().mapToInt(String::length).max().orElse(0);
        report.facts()
                .forEach((name, value) -> console.out()
                        .println(String.format(Locale.ROOT, "%-" + widest + "s  %s", name, value.shown())));
        if (report.listing().rows().isEmpty()) {
            return;
        }
        if (widest > 0) {
            console.out().println();
        }
        AlignedTable table = new AlignedTable(report.listing().columns().stream()
                .map(column -> (column.isNumber() ? ">" : "") + column.title())
                .toArray(String[]::new));
        report.listing()
                .rows()
                .forEach(row -> table.add(row.stream().map(Cell::shown).toArray(String[]::new)));
        table.print(console);
    }

    static void markdown(Report report, Console console) {
        report.facts().forEach((name, value) -> console.out().println("- " + name + ": " + escaped(value)));
        if (report.listing().rows().isEmpty()) {
            return;
        }
        if (!report.facts().isEmpty()) {
            console.out().println();
        }
        List<Column> columns = report.listing().columns();
        console.out().println(pipes(columns, Column::title));
        console.out().println(pipes(columns, column -> column.isNumber() ? "---:" : "---"));
        report.listing().rows().forEach(row -> console.out().println(pipes(row, TextForms::escaped)));
    }

    private static String escaped(Cell cell) {
        return cell.shown()
                .replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("<", "&lt;")
                .replace("`", "\\`");
    }

    private static <T> String pipes(List<T> cells, Function<T, String> text) {
        return cells.stream().map(text).collect(Collectors.joining(" | ", "| ", " |"));
    }

    static void csv(Report report, Console console) {
        line(report.listing().columns(), Column::name, console);
        report.listing().rows().forEach(row -> line(row, TextForms::field, console));
    }

    private static <T> void line(List<T> cells, Function<T, String> text, Console console) {
        console.out().print(cells.stream().map(text).collect(Collectors.joining(",")) + "\r\n");
    }

    /** A number stays a number, minus sign and all; only texts are kept from being run. */
    private static String field(Cell cell) {
        String text = cell.exact();
        boolean isText = cell instanceof Cell.Text;
        String safe = isText && !text.isEmpty() && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean needsQuotes = !safe.equals(text)
                || safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r' || c == '\t');
        return needsQuotes ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    static void github(Report report, Console console) {
        for (Finding finding : report.findings()) {
            String title = property("Tidemark " + finding.rule() + " " + finding.place());
            console.out().println("::" + command(finding.level()) + " title=" + title + "::" + data(finding.message()));
        }
    }

    private static String command(Finding.Level level) {
        return switch (level) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "notice";
        };
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
