package io.tidemark.app.format;

import java.util.Locale;

/** The forms in which a result can be printed; {@code --format} names them in lower case. */
public enum Format {
    /** Columns for people, as wide as the terminal. */
    TABLE,
    /** One object with {@code schemaVersion}, {@code kind}, the facts, and the rows as an array. */
    JSON,
    /** One object per row and line, each with {@code schemaVersion} and {@code kind}. */
    NDJSON,
    /** RFC 4180 with a header; a text that a spreadsheet would run as a formula gets an apostrophe before it. */
    CSV,
    /** A Markdown table, for a pull request or a wiki. */
    MD,
    /** SARIF 2.1.0: the findings, for code scanning. */
    SARIF,
    /** JUnit's XML: a test case for each thing that was judged. */
    JUNIT,
    /** Workflow commands that GitHub shows as annotations, one per finding. */
    GITHUB;

    /** The word that {@code --format} takes. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
