package io.tidemark.baseline.csv;

import java.util.OptionalLong;

/**
 * Input that cannot become a baseline: which file, where in it, what is wrong, why that matters and what to do.
 *
 * <p>The message is {@code FILE:LINE:COLUMN: WHAT}, then a line {@code why: …} and a line {@code fix: …}; line and
 * column are left out where they do not apply. It is a mistake in the input, so a command ends with exit code 2.
 */
public final class CsvException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final long NONE = 0;

    private final String file;
    private final long line;
    private final long column;
    private final String what;
    private final String why;
    private final String fix;

    private CsvException(Place place, String what, String why, String fix) {
        super(place + ": " + what + "\n  why: " + why + "\n  fix: " + fix);
        this.file = place.file;
        this.line = place.line;
        this.column = place.column;
        this.what = what;
        this.why = why;
        this.fix = fix;
    }

    /** A problem of a file or folder as a whole. */
    public static CsvException inFile(String file, String what, String why, String fix) {
        return new CsvException(new Place(file, NONE, NONE), what, why, fix);
    }

    /** A problem of the row that starts in this physical line, counted from 1. */
    public static CsvException atLine(String file, long line, String what, String why, String fix) {
        return new CsvException(new Place(file, line, NONE), what, why, fix);
    }

    static CsvException at(Place place, String what, String why, String fix) {
        return new CsvException(place, what, why, fix);
    }

    /** This problem with another reason. */
    CsvException because(String otherWhy) {
        return new CsvException(new Place(file, line, column), what, otherWhy, fix);
    }

    /** Name of the file or folder as the caller gave it. */
    public String file() {
        return file;
    }

    /** Physical line, counted from 1 by line feeds; empty for a problem of the file as a whole. */
    public OptionalLong line() {
        return line == NONE ? OptionalLong.empty() : OptionalLong.of(line);
    }

    /** Character in that line, counted from 1 in code points, byte order mark left out; empty for a whole row. */
    public OptionalLong column() {
        return column == NONE ? OptionalLong.empty() : OptionalLong.of(column);
    }

    /** What is wrong, with the values found. */
    public String what() {
        return what;
    }

    /** Why it cannot be accepted. */
    public String why() {
        return why;
    }

    /** What the operator can do about it. */
    public String fix() {
        return fix;
    }

    /** Where in the input; line or column {@link #NONE} if they do not apply. */
    record Place(String file, long line, long column) {
        @Override
        public String toString() {
            return file + (line == NONE ? "" : ":" + line) + (column == NONE ? "" : ":" + column);
        }
    }
}
