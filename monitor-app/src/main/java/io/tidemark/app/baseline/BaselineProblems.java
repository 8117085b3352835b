package io.tidemark.app.baseline;

import io.tidemark.app.console.Problem;
import io.tidemark.baseline.csv.CsvException;

/** What is wrong with training data, as the user sees it. */
final class BaselineProblems {
    private BaselineProblems() {}

    static Problem of(CsvException problem) {
        StringBuilder place = new StringBuilder(problem.file());
        problem.line().ifPresent(line -> place.append(':').append(line));
        problem.column().ifPresent(column -> place.append(':').append(column));
        return Problem.of(problem.what())
                .at(place.toString())
                .because(problem.why())
                .fix(problem.fix());
    }
}
