package io.tidemark.baseline.csv;

import io.tidemark.baseline.csv.CsvException.Place;
import java.io.IOException;
import java.util.Locale;

/** What is wrong with a row, in words for the operator. */
final class CsvProblems {
    private CsvProblems() {}

    /** Fields that were found and that the header asks for. */
    record Counts(int found, int expected) {
        @Override
        public String toString() {
            return (found == 1 ? "1 field" : found + " fields") + ", the header has " + expected;
        }
    }

    static CsvException nul(Place place) {
        return CsvException.at(
                place,
                "NUL byte",
                "text in UTF-8 has none: the file is UTF-16, binary or damaged",
                "save the file as UTF-8, or write it again if it is damaged");
    }

    static CsvException quoteInside(Place place, CsvFormat format) {
        return CsvException.at(
                place,
                "quote inside a field that does not start with one",
                "it cannot be told whether the quote belongs to the value",
                "put the whole field in quotes and double each quote inside: " + example(format));
    }

    static CsvException textAfterQuote(Place place, CsvFormat format) {
        return CsvException.at(
                place,
                "text after a closing quote",
                "only " + named(format.delimiter()) + " or a line break may follow the quote that ends a field",
                "double each quote that belongs to the value: " + example(format));
    }

    static CsvException neverClosed(Place opened, CsvFormat format) {
        return CsvException.at(
                opened,
                "the quote opened here is never closed",
                "all that follows to the end of the file would be one field",
                "add the closing quote; a quote that belongs to the value is doubled: " + example(format));
    }

    static CsvException rowTooLong(String file, long line, CsvFormat format) {
        return CsvException.atLine(
                file,
                line,
                "the row that starts here is longer than " + grouped(format.maxRowBytes()) + " bytes",
                "a row is held in memory as a whole; so long a one mostly means a quote that is not closed",
                "look for an opening quote without its closing one from this line on");
    }

    static CsvException tooManyFields(Place row, int most) {
        return CsvException.atLine(
                row.file(),
                row.line(),
                "the row has more than " + grouped(most) + " fields",
                "each column is profiled in memory",
                "check that the rows of the file end with line feeds");
    }

    static CsvException ragged(String file, long line, Counts counts, CsvFormat format) {
        String delimiter = named(format.delimiter());
        boolean few = counts.found < counts.expected;
        return CsvException.atLine(
                file,
                line,
                "the row has " + counts,
                "its values cannot be told apart by column",
                few
                        ? "write an empty field for each missing value, and put values that hold a line break in quotes"
                        : "put values that hold " + delimiter + " in quotes, and remove surplus separators");
    }

    static CsvException unreadable(String file, long offset, IOException cause) {
        CsvException problem = CsvException.inFile(
                file,
                "cannot be read past byte " + offset + ": " + reason(cause),
                "the rest of the table is unknown",
                "check the file (gzip -t for .gz) and copy it again");
        problem.initCause(cause);
        return problem;
    }

    static String reason(IOException cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    /** A character as a reader of the message knows it. */
    static String named(char character) {
        return switch (character) {
            case ',' -> "a comma";
            case ';' -> "a semicolon";
            case '\t' -> "a tab";
            default -> "'" + character + "'";
        };
    }

    private static String example(CsvFormat format) {
        char quote = format.quote();
        return quote + "5" + quote + quote + " disk" + quote;
    }

    private static String grouped(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
