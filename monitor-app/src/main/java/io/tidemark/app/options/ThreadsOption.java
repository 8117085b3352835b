package io.tidemark.app.options;

import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many threads a command that reads files uses: all processors, unless the user wants another number. */
public final class ThreadsOption {
    @Option(names = "--threads", paramLabel = "N", description = "Threads; all processors if not given.")
    private @Nullable Integer threads;

    /**
     * The number of threads, in [1, most].
     *
     * @param most the largest number that can be asked for, at least 1
     */
    public int threads(int most) {
        int processors = Math.min(most, Runtime.getRuntime().availableProcessors());
        int wanted = threads == null ? processors : threads;
        if (wanted < 1 || wanted > most) {
            throw UserError.usage(Problem.of("--threads " + wanted + " is not in [1, " + most + "]")
                    .fix("leave it out: all " + processors + " processors are used then"));
        }
        return wanted;
    }
}
