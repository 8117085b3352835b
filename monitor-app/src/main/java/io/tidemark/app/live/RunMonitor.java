package io.tidemark.app.live;

import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.app.file.MonitorFile;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.quality.ModelConfig;
import java.time.Duration;
import java.util.List;

/**
 * How one endpoint is watched by a run.
 *
 * @param endpoint its name; empty for every endpoint
 * @param config how its input is monitored
 * @param model how its labels, quality and bias are
 * @param labelSilence how long ground truth must be silent before the clock stands in for label time
 */
record RunMonitor(String endpoint, MonitorConfig config, ModelConfig model, Duration labelSilence) {
    private static final Duration SILENCE = Duration.ofHours(1);

    /** Without a file. */
    static RunMonitor defaults() {
        return new RunMonitor("", MonitorConfig.defaults(), ModelConfig.defaults(), SILENCE);
    }

    static RunMonitor of(MonitorFile file) {
        return new RunMonitor(file.endpoint(), file.config(), file.model(), file.labelSilence());
    }

    /** Ends the command if endpoints are to be watched in different ways, which one application cannot do. */
    static void requireSame(List<RunMonitor> monitors) {
        RunMonitor first = monitors.get(0);
        for (RunMonitor other : monitors) {
            if (!other.withEndpoint(first.endpoint()).equals(first)) {
                throw UserError.usage(Problem.of("the monitors of " + first.endpoint() + " and " + other.endpoint()
                                + " have different settings")
                        .because("the endpoints of one application share windows, timing, rules and form of captures")
                        .fix("run one application for each: tidemark run -f FILE --application-id ID"));
            }
        }
    }

    private RunMonitor withEndpoint(String other) {
        return new RunMonitor(other, config, model, labelSilence);
    }
}
