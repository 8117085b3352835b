package io.tidemark.app.baseline;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.UserError;
import io.tidemark.baseline.BaselineJob;
import io.tidemark.baseline.BaselinePlan;
import io.tidemark.baseline.BaselineResult;
import io.tidemark.baseline.CapturePlan;
import io.tidemark.baseline.Progress;
import io.tidemark.baseline.csv.CsvException;
import io.tidemark.core.baseline.Baseline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A baseline that nobody watches being made. */
public final class ScheduledBaseline {
    private ScheduledBaseline() {}

    /**
     * What was made.
     *
     * @param baseline the baseline
     * @param warnings what whoever decides on it should know, a sentence each
     */
    public record Made(Baseline baseline, List<String> warnings) {
        public Made {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Makes it as the command does.
     *
     * @param plan the table; its inputs do not count if captures are given
     * @param captures the traffic to learn from, or null to read the plan's files
     * @throws UserError if the data cannot be used; the message says why
     */
    public static Made make(BaselinePlan plan, @Nullable CapturePlan captures, Console console)
            throws IOException, InterruptedException {
        try (TrainingSource source = captures == null
                ? TrainingSource.files(plan, System.in, 1)
                : TrainingSource.captures(plan, captures, console)) {
            BaselineResult result = BaselineJob.run(source.plan(), Progress.NONE);
            List<String> warnings = new ArrayList<>(result.warnings());
            long bad = source.badRecords() + result.badRows().count();
            if (bad > 0) {
                warnings.add(bad + (bad == 1 ? " row was" : " rows were") + " left out, unreadable");
            }
            return new Made(result.baseline(), warnings);
        } catch (CsvException problem) {
            throw UserError.usage(BaselineProblems.of(problem));
        }
    }
}
