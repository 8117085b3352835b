package io.tidemark.app.format;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.Suggestions;
import io.tidemark.app.console.UserError;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** The option {@code --format}, as a mixin; which forms make sense is the command's to say. */
public final class FormatOption {
    /** For commands that list something. */
    public static final Set<Format> DATA =
            Collections.unmodifiableSet(EnumSet.of(Format.TABLE, Format.JSON, Format.NDJSON, Format.CSV, Format.MD));

    /** For commands that judge something: all forms. */
    public static final Set<Format> JUDGEMENT = Collections.unmodifiableSet(EnumSet.allOf(Format.class));

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = Words.class,
            description = "table, json, ndjson, csv or md; sarif, junit or github where something is judged."
                    + " Default: table")
    private String word = Format.TABLE.word();

    /** The form that was asked for; one that is not among those offered is a wrong command line. */
    public Format chosen(Set<Format> offered) {
        for (Format format : offered) {
            if (format.word().equalsIgnoreCase(word)) {
                return format;
            }
        }
        List<String> words = offered.stream().map(Format::word).toList();
        Problem problem = Problem.of("--format " + word + " is not offered here");
        throw UserError.usage(Suggestions.didYouMean(word, words)
                .map(problem::fix)
                .orElse(problem)
                .fix("take one of " + String.join(", ", words)));
    }

    /** Prints the report in the form that was asked for. */
    public void print(Report report, Set<Format> offered, Console console) {
        print(report, chosen(offered), console);
    }

    /** Prints the report in this form, on standard output. */
    public static void print(Report report, Format format, Console console) {
        switch (format) {
            case TABLE -> TextForms.table(report, console);
            case MD -> TextForms.markdown(report, console);
            case CSV -> TextForms.csv(report, console);
            case JSON -> JsonForms.whole(report, console);
            case NDJSON -> JsonForms.lines(report, console);
            case SARIF -> SarifForm.print(report, console);
            case JUNIT -> JUnitForm.print(report, console);
            case GITHUB -> TextForms.github(report, console);
        }
        console.out().flush();
    }

    /** The words for completion. */
    static final class Words implements Iterable<String> {
        @Override
        public java.util.Iterator<String> iterator() {
            return JUDGEMENT.stream().map(Format::word).iterator();
        }
    }
}
