package io.tidemark.app.baseline;

import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.baseline.csv.CsvFormat;
import io.tidemark.baseline.csv.CsvOptions;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options that say how a training table is written. */
final class TableOptions {
    private static final long MIB = 1L << 20;

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            description = "Between two fields: one character, or tab. Default: ,")
    private String delimiter = ",";

    @Option(names = "--quote", paramLabel = "CHAR", description = "Around fields. Default: \"")
    private String quote = "\"";

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            description = "UTF-8, ISO-8859-1, windows-1252, UTF-16 … Default: UTF-8")
    private String charset = "UTF-8";

    @Option(
            names = "--columns",
            paramLabel = "NAME",
            split = ",",
            description = "Names of the columns, with commas, where the files have no row of names.")
    private List<String> columns = List.of();

    @Option(
            names = "--max-bad-rows",
            paramLabel = "N",
            description = "Leave out up to N rows that cannot be read, and end with exit code 1. Default: 0")
    private long maxBadRows;

    @Option(
            names = "--stdin-mib",
            paramLabel = "N",
            description = "Most that standard input (-) may take as a temporary file. Default: 16384")
    private long stdinMib = 16_384;

    List<String> columns() {
        return columns;
    }

    long maxBadRows() {
        if (maxBadRows < 0) {
            throw UserError.usage(Problem.of("--max-bad-rows " + maxBadRows + " is negative")
                    .fix("0 refuses the first row that cannot be read"));
        }
        return maxBadRows;
    }

    long stdinBytes() {
        if (stdinMib < 1 || stdinMib > Long.MAX_VALUE / MIB) {
            throw UserError.usage(
                    Problem.of("--stdin-mib " + stdinMib + " is no size").fix("say how many MiB, 1 or more"));
        }
        return stdinMib * MIB;
    }

    CsvOptions options() {
        try {
            CsvFormat format = new CsvFormat(
                    character("--delimiter", delimiter),
                    character("--quote", quote),
                    CsvFormat.rfc4180().maxRowBytes());
            return new CsvOptions(format, charset(), columns, maxBadRows(), Map.of());
        } catch (IllegalArgumentException e) {
            throw UserError.usage(Problem.of("the table cannot be written like this")
                    .because(String.valueOf(e.getMessage()))
                    .fix("see tidemark baseline --help"));
        }
    }

    private static char character(String option, String text) {
        if (text.equals("tab") || text.equals("\\t")) {
            return '\t';
        }
        if (text.length() != 1) {
            throw UserError.usage(
                    Problem.of(option + " " + text + " is not one character").fix("for example " + option + " ';'"));
        }
        return text.charAt(0);
    }

    private Charset charset() {
        try {
            Charset known = Charset.forName(charset);
            // A subset of it, and the fast path.
            return known.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : known;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw UserError.usage(Problem.of("--charset " + charset + " is not known")
                    .fix("for example ISO-8859-1, windows-1252 or UTF-16"));
        }
    }
}
