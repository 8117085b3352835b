package io.tidemark.app.console;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Ends a command because of something the user can change. Main prints the problems, never a stack trace, and exits
 * with the code. A command that finds several problems collects them and throws once.
 */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    // Printed in this process and never serialized.
    private final transient List<Problem> problems;

    /** An end with this code because of these problems, at least one. */
    public UserError(ExitCode exitCode, List<Problem> problems) {
        super(problems.stream().map(Problem::what).collect(Collectors.joining("; ")));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("problems is empty: say what is wrong");
        }
        this.exitCode = exitCode;
        this.problems = List.copyOf(problems);
    }

    /** An end with this code because of one problem. */
    public UserError(ExitCode exitCode, Problem problem) {
        this(exitCode, List.of(problem));
    }

    /** A wrong command line or configuration: exit code 2. */
    public static UserError usage(Problem problem) {
        return new UserError(ExitCode.USAGE, problem);
    }

    /** How the process exits. */
    public ExitCode exitCode() {
        return exitCode;
    }

    /** What to print, in order; at least one. */
    public List<Problem> problems() {
        return problems;
    }
}
