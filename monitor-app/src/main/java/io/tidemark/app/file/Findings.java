package io.tidemark.app.file;

import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Gathers what is wrong in several places, so that all of it is shown together. */
public final class Findings {
    private final List<Problem> problems = new ArrayList<>();

    /** What a step gives; empty if it ends with an error, which is kept. */
    public <T> Optional<T> of(Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (UserError error) {
            problems.addAll(error.problems());
            return Optional.empty();
        }
    }

    /** Ends the command if anything was found. */
    public void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new UserError(ExitCode.USAGE, problems);
        }
    }
}
