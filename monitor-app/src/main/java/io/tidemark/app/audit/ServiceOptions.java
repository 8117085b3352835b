package io.tidemark.app.audit;

import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.app.options.ServiceFilesInput;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.service.ServiceBaseline;
import io.tidemark.core.service.TypeMatching;
import io.tidemark.replay.OutputFolder;
import io.tidemark.replay.ServiceOutput;
import io.tidemark.wire.json.ServiceBaselines;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an audit leaves in the form of Amazon SageMaker Model Monitor. */
final class ServiceOptions {
    @Option(
            names = "--service-files",
            description = "Leave statistics.json, constraints.json and constraint_violations.json of each window below"
                    + " DIR/service too. Reads on one thread: its sketch depends on the order of rows.")
    private boolean wanted;

    @Option(
            names = "--statistics",
            paramLabel = "FILE",
            description = "Check them by this statistics.json instead of the baseline; needs --constraints.")
    private @Nullable Path statistics;

    @Option(names = "--constraints", paramLabel = "FILE", description = "The constraints.json beside it.")
    private @Nullable Path constraints;

    @Option(
            names = "--pure-types",
            description = "Whole numbers are no Fractional values in data_type_check, as in Deequ.")
    private boolean pureTypes;

    /** Adds what was asked for to where the audit leaves its files. */
    OutputFolder addTo(OutputFolder folder, Baseline baseline) {
        if (!wanted) {
            return folder;
        }
        ServiceOutput output = ServiceOutput.of(against(baseline));
        return folder.withService(pureTypes ? output.withMatching(TypeMatching.PURE) : output);
    }

    /** Refuses options that need others. */
    void requireNoConflict(boolean hasOut) {
        if (wanted && !hasOut) {
            throw UserError.usage(Problem.of("--service-files without --out").fix("add --out DIR"));
        }
        if (!wanted && (statistics != null || constraints != null || pureTypes)) {
            throw UserError.usage(Problem.of("--statistics, --constraints and --pure-types say how the service's files"
                            + " are checked, and none were asked for")
                    .fix("add --service-files"));
        }
        if ((statistics == null) != (constraints == null)) {
            throw UserError.usage(
                    Problem.of("--statistics and --constraints go together").fix("give both"));
        }
    }

    /** Refuses the service's files where windows may have baselines of their own. */
    void requireOneBaseline() {
        if (wanted) {
            throw UserError.usage(Problem.of("--service-files and --baseline-as-of do not go together")
                    .because("the service's files are of one baseline")
                    .fix("give the baseline's file with --baseline"));
        }
    }

    private ServiceBaseline against(Baseline baseline) {
        if (statistics == null || constraints == null) {
            return ServiceBaselines.of(baseline);
        }
        ServiceFilesInput input = new ServiceFilesInput(statistics, constraints);
        return input.read(files -> ServiceBaselines.of(files, input.names()));
    }
}
