package io.tidemark.baseline.csv;

import java.util.ArrayList;
import java.util.List;

/** Rows that were left out because they cannot be read: how many, and the first ones. For one thread. */
public final class BadRows {
    /** So many are kept for the report. */
    public static final int NAMED = 5;

    private final long most;
    private final List<CsvException> first = new ArrayList<>();
    private long count;

    /** Up to so many rows may be left out. */
    public BadRows(long most) {
        this.most = most;
    }

    /**
     * Takes a row that is left out, because it is no row of the table or says nothing that is asked for.
     *
     * @throws CsvException if there are too many
     */
    public void add(CsvException problem) {
        count++;
        if (count > most) {
            throw tooMany(problem);
        }
        if (first.size() < NAMED) {
            first.add(problem);
        }
    }

    /** Rows that were left out. */
    public long count() {
        return count;
    }

    /** The first of them in the order of the table, at most {@value #NAMED}. */
    public List<CsvException> first() {
        return List.copyOf(first);
    }

    private CsvException tooMany(CsvException problem) {
        if (most == 0) {
            return problem;
        }
        CsvException refusal = problem.because("it is the " + (most + 1) + "th row that cannot be read, and at most "
                + most + " may be left out; " + problem.why());
        refusal.initCause(problem);
        return refusal;
    }
}
